"""What Teams waits for in place: the card after a button, and what a user says of an answer."""

import json
import logging
from dataclasses import replace

from microsoft_teams.cards import AdaptiveCard

from assistant.api.actions import Action
from assistant.api.rates import Budget
from assistant.auth import trail
from assistant.config import Settings
from assistant.feedback import LONGEST_TEXT, PersonalDataError, give
from assistant.teams import buttons
from assistant.teams.callers import Callers
from assistant.teams.incoming import Incoming, digest
from assistant.teams.messages import elements
from assistant.teams.orders import Orders
from assistant.teams.sending import Sending, as_json
from assistant.teams.texts import text
from corpus.library import Library

_log = logging.getLogger(__name__)


class Invokes:
    """Answers within a second; called in threads of the bot."""

    def __init__(
        self, library: Library, settings: Settings, callers: Callers, orders: Orders, sending: Sending
    ) -> None:
        self._library = library
        self._settings = settings
        self._callers = callers
        self._orders = orders
        self._sending = sending

    def pressed(self, incoming: Incoming) -> AdaptiveCard | str:
        """The card that is shown instead; a line where there is none."""
        user, button = self._callers.reader(incoming), buttons.pressed(incoming.pressed)
        if button is not None and button.language is not None:
            incoming = replace(incoming, language=button.language)
        if user is None or button is None or isinstance(button, buttons.Ask):
            return text("desk.gone", incoming.language)
        wait = self._callers.wait(Budget.OTHER, user)
        if wait is not None:
            return text("desk.too_many", incoming.language, n=wait)
        return self._orders.card(button, incoming, user) or text("desk.gone", incoming.language)

    def feedback(self, incoming: Incoming, said: str, *, helpful: bool) -> None:
        """Keeps what is said of an answer for those who look through it; whoever said it is told where it is not kept.

        Of which answer it is, Teams says by the id of the message; without that it is not guessed.
        """
        user = self._callers.reader(incoming)
        if user is None:
            _log.warning("teams: feedback of somebody who may not read the plans was not kept")
            self._say(incoming, "desk.feedback_refused")
            return
        if incoming.reply_to is None:
            _log.warning("teams: feedback that names no message was not kept")
            self._say(incoming, "desk.feedback_of_nothing")
            return
        wait = self._callers.wait(Budget.OTHER, user)
        if wait is not None:
            self._say(incoming, "desk.too_many", n=wait)
            return
        begun = trail.begin()
        begun.user = user
        told = digest(self._settings, "sent", incoming.conversation, incoming.reply_to)
        message_id = self._library.teams.message_of(incoming.key, told)
        giver = (user.id or "") if incoming.is_shared else ""
        box, words = self._library.feedback, _written(said)
        try:
            kept = message_id and give(box, message_id, None, helpful=helpful, text=words, giver=giver)
        except PersonalDataError:
            self._say(incoming, "desk.feedback_personal_data")
        except ValueError:
            self._say(incoming, "desk.feedback_too_long", longest=LONGEST_TEXT)
        else:
            if kept:
                audit = self._callers.audit
                audit.write([audit.line(begun, Action("added", "feedback"), "", "ok")])
            else:
                self._say(incoming, "desk.feedback_gone")

    def _say(self, incoming: Incoming, key: str, **values: object) -> None:
        self._sending.put_now(incoming, as_json(elements.message(text(key, incoming.language, **values))))


def _written(said: str) -> str:
    """The text of what Teams hands over: within JSON, as documented, or as it was written."""
    try:
        found = json.loads(said or "{}")
    except ValueError:
        return said
    words = found.get("feedbackText") if isinstance(found, dict) else None
    return words if isinstance(words, str) else ""

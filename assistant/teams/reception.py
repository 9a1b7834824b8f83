"""Who writes in Teams, whether they may, and what they ask for: a question, or something else that is done."""

import logging
from collections.abc import Callable

from microsoft_teams.api.activities.message import MessageActivityInput

from assistant.api.actions import Action
from assistant.api.rates import Budget
from assistant.auth import trail
from assistant.auth.trail import Trail
from assistant.auth.user import Permission, User
from assistant.inputs import LONGEST_QUESTION, checked_question
from assistant.logs import WHO
from assistant.teams import buttons
from assistant.teams.answering import Answering, Asked
from assistant.teams.callers import Callers
from assistant.teams.desk import Rest
from assistant.teams.identity import Refusal
from assistant.teams.incoming import Incoming
from assistant.teams.messages import elements
from assistant.teams.orders import Orders
from assistant.teams.sending import Sending, as_json
from assistant.teams.texts import text
from assistant.teams.threads import Threads

_log = logging.getLogger(__name__)


class Reception:
    """Serves one message after the other; safe to use from several tasks."""

    def __init__(
        self,
        callers: Callers,
        answering: Answering,
        orders: Orders,
        sending: Sending,
        threads: Threads,
        login: str,
    ) -> None:
        """`login` is the address where users log in."""
        self._callers = callers
        self._answering = answering
        self._orders = orders
        self._sending = sending
        self._threads = threads
        self._login = login

    def owner(self, incoming: Incoming) -> str | None:
        """Whose a message is: the user's, in whatever conversation it was written."""
        user = self._callers.user(incoming)
        return user.id if user else None

    async def serve(self, incoming: Incoming, since: float | None) -> Rest | None:
        """Answers a message; what is done for it stands in the audit log as a request of the user's would."""
        begun = trail.begin()
        WHO.set(lambda: self._callers.audit.log_name(begun.user) if begun.user else None)
        try:
            found = await self._threads.run(self._callers.identify, incoming)
            is_reader = isinstance(found, User) and found.may(Permission.READ)
            if incoming.kind == "installed" and (is_reader or incoming.is_shared):
                await self._put(incoming, self._orders.welcome, incoming, found if is_reader else None)
            elif isinstance(found, User) and is_reader:
                begun.user = found
                return await self._serve(incoming, found, since)
            else:
                await self._refuse(incoming, begun, found)
            return None
        finally:
            self._callers.audit.answered(begun)

    async def apologize(self, incoming: Incoming, why: str) -> None:
        """Says why nothing is answered."""
        said = as_json(elements.message(text(f"desk.{why}", incoming.language)))
        await self._answering.apologize(incoming, said)

    def drop(self, incoming: Incoming) -> None:
        """Tells nothing more of an answer that is not wanted any more."""
        self._answering.drop(incoming)

    async def _serve(self, incoming: Incoming, user: User, since: float | None) -> Rest | None:
        wait = None if since is not None else self._callers.wait(Budget.ASK, user)
        if wait is not None:
            await self._say(incoming, "desk.too_many", n=wait)
            return None
        if await self._put(incoming, self._orders.done, incoming, user):
            return None
        button = buttons.pressed(incoming.pressed)
        asked, after = (button.question, button.after) if isinstance(button, buttons.Ask) else (incoming.text, None)
        try:
            checked_question(asked)
        except ValueError:
            await self._say(incoming, "desk.too_long", length=len(asked), longest=LONGEST_QUESTION)
            return None
        return await self._answering.answer(Asked(incoming, user, asked, after, since))

    async def _put(self, incoming: Incoming, said: Callable[..., MessageActivityInput | None], *given: object) -> bool:
        """Whether there was something to say, which then is sent."""
        message = await self._threads.run(said, *given)
        if message is None:
            return False
        await self._sending.put(incoming, as_json(message))
        return True

    async def _refuse(self, incoming: Incoming, begun: Trail, found: User | Refusal) -> None:
        """Says how one gets in."""
        line = self._callers.audit.line(begun, Action("asked", "question"), "", "refused")
        await self._threads.run(self._callers.audit.write, [line])
        if found is Refusal.CLOSED:
            await self._say(incoming, "desk.closed")
            return
        if found is Refusal.UNNAMED:
            await self._say(incoming, "desk.unnamed")
            return
        if found is Refusal.FOREIGN:
            _log.warning("teams: a user of another organisation was refused")
            await self._say(incoming, "desk.foreign")
            return
        _log.warning("teams: a user who may not read the plans was refused")
        await self._say(incoming, "desk.not_allowed", address=self._login)

    async def _say(self, incoming: Incoming, key: str, **values: object) -> None:
        await self._sending.put(incoming, as_json(elements.message(text(key, incoming.language, **values))))

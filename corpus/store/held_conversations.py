"""Conversations that go on while the database takes nothing: what it could not take is held, and written later."""

import logging
from collections.abc import Collection

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from corpus.store.conversation_turns import REFUSED, KeptMessage, NewTurn, Turn, new_turn
from corpus.store.conversations import Conversation, Conversations
from corpus.store.database import CatalogueError, Opened
from corpus.store.held_turns import HeldTurns

_FAILURES = 2
_REFUSALS = ("22", "23")  # of SQLSTATE: what is no value there, and what breaks a rule of the tables

_log = logging.getLogger(__name__)


class HeldConversations(Conversations):
    """The conversations of one store, and what is held of them: shown, leant on and deleted as if it were written."""

    def __init__(self, session: Opened, transaction: Opened, held: HeldTurns) -> None:
        super().__init__(session, transaction)
        self._held = held

    @property
    def held(self) -> int:
        """How many turns wait to be written."""
        return len(self._held)

    def exists(self, conversation_id: str, owner: str | None = None) -> bool:
        """Whether there is such a conversation for whoever asks."""
        begun = self._begun(conversation_id)
        return begun.owner in (None, owner) if begun else super().exists(conversation_id, owner)

    def last(self, conversation_id: str, message_id: str | None = None) -> Turn | None:
        """The turn of a message where it is kept, else the last of its conversation; None where it has none."""
        held = [one.turn for one in self._held.of(conversation_id) if one.turn and one.turn.status != REFUSED]
        asked = next((turn for turn in held if turn.message_id == message_id), None)
        if asked is not None or not held:
            return asked or super().last(conversation_id, message_id)
        kept = super().last(conversation_id, message_id)
        return kept if kept is not None and kept.message_id == message_id else held[-1]

    def up_to(self, message_id: str, most: int) -> list[tuple[Turn, KeptMessage]]:
        """The turn of a message and those before it in its conversation, the newest first, at most so many."""
        held = self._held.around(message_id)
        if not held:
            return super().up_to(message_id, most)
        turns = [(one.turn, _message(one, one.turn)) for one in reversed(held) if one.turn]
        before = super().last(held[0].conversation_id)
        kept = super().up_to(before.message_id, most) if before else []
        written = {message.message_id for _, message in kept}
        waiting = [(turn, message) for turn, message in turns if turn.status != REFUSED]
        return [*(found for found in waiting if found[1].message_id not in written), *kept][:most]

    def keep(
        self,
        conversation_id: str | None,
        turn: Turn | None,
        answer: str | None = None,
        document_ids: Collection[str] = (),
        owner: str | None = None,
    ) -> str:
        """Adds a turn as `Conversations` do, now or as soon as it can be written; the conversation's id.

        Raises CatalogueError where it cannot be held either.
        """
        one = new_turn(conversation_id, turn, answer, document_ids, owner)
        if self._held.of(one.conversation_id):
            self.write_held()
        if self._held.of(one.conversation_id):  # it stands after those
            self._hold(one, CatalogueError("what was asked before in the conversation waits to be written"))
            return one.conversation_id
        try:
            self._write(one)
        except CatalogueError as error:
            self._hold(one, error)
        return one.conversation_id

    def is_held(self, message_id: str) -> bool:
        """Whether a message waits to be written."""
        return bool(self._held.around(message_id))

    def write_held(self, patience: float = 0) -> bool:
        """Writes what is held, in order in each conversation; False where something waits still.

        One that cannot be written lets the others by; where the next cannot either, it is the database. Where another
        thread writes or deletes, it is waited for so many seconds.
        """
        failed: set[str] = set()
        while (one := self._held.first()) is not None and one.conversation_id not in failed and len(failed) < _FAILURES:
            if not self._held.writing.acquire(timeout=patience):
                return False
            try:
                if self._held.first() is one:
                    self._write_again(one)
                    self._held.written(one)
            except CatalogueError:
                failed.add(one.conversation_id)
                self._held.put_last(one.conversation_id)
            finally:
                self._held.writing.release()
        return self.held == 0

    def owned(self, owner: str) -> list[Conversation]:
        """The conversations of an owner, the one that was last asked in first."""
        held = self._held.conversations(owner)
        kept = [one for one in super().owned(owner) if one.id not in held]
        found = [*kept, *filter(None, (self.get(name, owner) for name in held))]
        return sorted(found, key=lambda one: one.changed_at, reverse=True)

    def get(self, conversation_id: str, owner: str | None) -> Conversation | None:
        """A conversation that is open to `owner`, or None."""
        begun, is_held = self._begun(conversation_id), bool(self._held.of(conversation_id))
        kept = super().get(conversation_id, owner)
        messages = self.messages(conversation_id) if is_held and self.exists(conversation_id, owner) else []
        if not messages:
            return kept
        first, last = messages[0], messages[-1]
        if kept is not None:
            return kept.model_copy(update={"changed_at": last.asked_at, "messages": len(messages)})
        return Conversation(
            id=conversation_id,
            title=None,
            first_question=first.question,
            started_at=begun.asked_at if begun else first.asked_at,
            changed_at=last.asked_at,
            messages=len(messages),
        )

    def messages(self, conversation_id: str) -> list[KeptMessage]:
        """What was asked and answered, in order."""
        held = [_message(one, one.turn) for one in self._held.of(conversation_id) if one.turn]
        kept = super().messages(conversation_id)
        written = {message.message_id for message in kept}
        return [*kept, *(message for message in held if message.message_id not in written)]

    def message(self, message_id: str) -> KeptMessage | None:
        """One message, or None."""
        held = self._held.around(message_id)
        return _message(held[-1], held[-1].turn) if held and held[-1].turn else super().message(message_id)

    def rename(self, conversation_id: str, title: str | None) -> None:
        """Gives a conversation a title, or takes it away; raises CatalogueError where it waits to be written."""
        if self._begun(conversation_id) and not self.write_held() and self._begun(conversation_id):
            raise CatalogueError("the conversation waits to be written")
        super().rename(conversation_id, title)

    def remove(self, conversation_id: str) -> None:
        """Deletes a conversation with all its turns, those that wait among them."""
        with self._held.writing:
            super().remove(conversation_id)
            self._held.forget(conversation_id)

    def _hold(self, one: NewTurn, why: CatalogueError) -> None:
        if not self._held.add(one):
            raise why
        _log.warning("a question waits to be written, with %d others: %s", self.held - 1, why)

    def _write_again(self, one: NewTurn) -> None:
        """Writes what is held; of what the database refuses twice only the conversation that it begins."""
        for _ in range(_FAILURES):
            try:
                self._write(one, again=True)
            except CatalogueError as error:
                if not _is_refused(error):
                    raise
                why = error
            else:
                return
        _log.error("a question that waited can never be written, and is lost: %s", why)
        self._write(one.model_copy(update={"turn": None}), again=True)

    def _begun(self, conversation_id: str) -> NewTurn | None:
        """What began a conversation that is not written yet."""
        return next((one for one in self._held.of(conversation_id)[:1] if one.begins), None)


def _is_refused(error: CatalogueError) -> bool:
    """Whether the database was there, and does not take what it was given: PostgreSQL tells so by its SQLSTATE."""
    cause = error.__cause__
    if not isinstance(cause, DBAPIError):
        return False
    told = cause.orig.args[0] if cause.orig is not None and cause.orig.args else None
    code = str(told.get("C")) if isinstance(told, dict) else ""
    return isinstance(cause, DataError | IntegrityError) or code.startswith(_REFUSALS)


def _message(one: NewTurn, turn: Turn) -> KeptMessage:
    return KeptMessage(
        message_id=turn.message_id,
        asked_at=one.asked_at,
        question=turn.question,
        answer=one.answer,
        documents=one.documents,
        is_held=True,
    )

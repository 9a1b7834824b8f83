"""Turns that the database could not take: held in memory, in order, for as long as the process runs and no longer."""

from collections import OrderedDict
from collections.abc import Collection
from threading import Lock, RLock

from corpus.store.conversation_turns import NewTurn

MOST_TURNS = 500
MOST_BYTES = 10_000_000
"""Of the questions and answers that are held: some minutes of fifty people's."""


class HeldTurns:
    """Those of one store, by conversation; safe to use from several threads.

    `writing` is held by who writes one of them and by who deletes, so that nothing is written again that was deleted.
    """

    def __init__(self, most_turns: int = MOST_TURNS, most_bytes: int = MOST_BYTES) -> None:
        self.writing = RLock()
        self._most_turns, self._most_bytes = most_turns, most_bytes
        self._lock = Lock()
        self._turns: OrderedDict[str, list[NewTurn]] = OrderedDict()
        self._number = self._bytes = 0

    def __len__(self) -> int:
        return self._number

    def add(self, one: NewTurn) -> bool:
        """Holds one after those of its conversation; False where there is no room."""
        with self._lock:
            if self._number >= self._most_turns or self._bytes + one.size > self._most_bytes:
                return False
            self._turns.setdefault(one.conversation_id, []).append(one)
            self._count(1, one.size)
            return True

    def first(self) -> NewTurn | None:
        """The one to be written next."""
        with self._lock:
            return next(iter(self._turns.values()))[0] if self._turns else None

    def put_last(self, conversation_id: str) -> None:
        """Has the other conversations come first."""
        with self._lock:
            if conversation_id in self._turns:
                self._turns.move_to_end(conversation_id)

    def written(self, one: NewTurn) -> None:
        """Lets go of the first of its conversation."""
        with self._lock:
            turns = self._turns.get(one.conversation_id)
            if turns and turns[0] is one:
                del turns[0]
                self._count(-1, -one.size)
                if not turns:
                    del self._turns[one.conversation_id]

    def of(self, conversation_id: str) -> list[NewTurn]:
        """Those of a conversation, in order."""
        with self._lock:
            return list(self._turns.get(conversation_id, ()))

    def around(self, message_id: str) -> list[NewTurn]:
        """Those of its conversation up to that of a message, in order; none where it is not held."""
        with self._lock:
            for turns in self._turns.values():
                for place, one in enumerate(turns, 1):
                    if one.message_id == message_id:
                        return turns[:place]
        return []

    def conversations(self, owner: str) -> list[str]:
        """The conversations of an owner that something is held of."""
        with self._lock:
            return [name for name, turns in self._turns.items() if turns[0].owner == owner]

    def forget(self, conversation_id: str) -> None:
        """Lets go of those of a conversation."""
        with self._lock:
            turns = self._turns.pop(conversation_id, [])
            self._count(-len(turns), -sum(one.size for one in turns))

    def forget_owners(self, owners: Collection[str]) -> None:
        """Lets go of those in the conversations of these owners."""
        for owner in owners:
            for name in self.conversations(owner):
                self.forget(name)

    def _count(self, number: int, size: int) -> None:
        self._number += number
        self._bytes += size

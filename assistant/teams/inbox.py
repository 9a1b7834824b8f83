"""The questions that wait for their answer as the desk sees them: each once, whichever process took it."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.store.teams import Teams, WaitingQuestion

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Seen:
    """The questions that came since the look before, and those (digests) that somebody has deleted."""

    new: tuple[WaitingQuestion, ...]
    deleted: frozenset[str]


class Inbox:
    """What is kept and not answered, for the one who answers; used in one loop, looked into by one at a time."""

    def __init__(self, kept: Teams) -> None:
        self._kept = kept
        self._seen: set[str] = set()
        self._over: set[str] = set()

    async def begin(self) -> Seen:
        """What was not answered before; what has waited too long is forgotten."""
        found = await asyncio.to_thread(self._kept.waiting, datetime.now(UTC))
        self._seen = {question.digest for question in found}
        return Seen(tuple(found), frozenset())

    async def look(self) -> Seen:
        """What came since."""
        seen, over = frozenset(self._seen), frozenset(self._over)
        waiting = await asyncio.to_thread(self._kept.unanswered, datetime.now(UTC))
        new = [digest for digest in waiting if digest not in seen]
        found = await asyncio.to_thread(self._kept.questions, new) if new else []
        self._seen.update(question.digest for question in found)
        for digest in over:  # those that ended while this looked stay known: it may have seen them still
            if digest in waiting:
                await self._done(digest)
            else:
                self._seen.discard(digest)
                self._over.discard(digest)
        return Seen(tuple(found), seen - over - self._over - frozenset(waiting))

    async def end(self, digest: str) -> None:
        """Forgets a question: it was answered, or will not be. Here it is not seen again."""
        self._over.add(digest)
        await self._done(digest)

    async def _done(self, digest: str) -> None:
        try:
            await asyncio.to_thread(self._kept.done, digest)
        except Exception:  # noqa: BLE001 - tried again at the next look; else answered once more at the next start
            _log.exception("teams: a message that was answered is still kept")

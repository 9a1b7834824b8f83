"""Deleting what was kept long enough: every night, at each start, and when it is asked for."""

import asyncio
import logging
import threading
import time as clocks
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from pydantic import BaseModel, ConfigDict

from assistant.config import Settings
from corpus.library import Library
from corpus.store.database import CatalogueError
from corpus.store.entra_links import GROUPS_DAYS
from corpus.store.held_files import HELD_DAYS
from corpus.store.job_records import JOB_DAYS
from corpus.store.model_use import USE_DAYS
from corpus.store.retention import KINDS, Kind
from corpus.store.teams import ACTIVITY_DAYS

_log = logging.getLogger(__name__)

_BELIEVED_AFTER = timedelta(hours=1)
"""How long a clock that jumped must have stood as it does before anything is deleted by it."""

_LOOKED_EVERY = 30.0  # seconds
_JUMP = timedelta(days=1)

_LONG_OFF = timedelta(days=30)
"""A server that seems to have been off for longer may have started by a clock that is wrong."""

_TRIED_AGAIN = timedelta(hours=1)


class Tidied(BaseModel):
    """How many of each kind were deleted, or would be; `failed` are the kinds that could not be."""

    model_config = ConfigDict(frozen=True)

    deleted: dict[str, int]
    failed: tuple[str, ...] = ()
    dry_run: bool = False


def tidy(library: Library, settings: Settings, now: datetime | None = None, *, dry_run: bool = False) -> Tidied:
    """Deletes what is over its time, and its bytes from the files; a kind that fails does not stop the others."""
    moment = now or datetime.now(UTC)
    deleted: dict[str, int] = {}
    failed: list[str] = []
    for kind in KINDS:
        before = moment - timedelta(days=_kept_days(settings, kind))
        try:
            kept = library.retention
            deleted[kind] = kept.over(kind, before) if dry_run else kept.forget(kind, before)
        except Exception:  # noqa: BLE001 - the other kinds are deleted all the same
            _log.exception("what is kept too long was not deleted: %s", kind)
            failed.append(kind)
    if not dry_run:
        failed.extend(_scrubbed(library))
        _tell(deleted)
    return Tidied(deleted=deleted, failed=tuple(failed), dry_run=dry_run)


def _kept_days(settings: Settings, kind: Kind) -> int:
    days: dict[Kind, int] = {
        "conversations": settings.conversation_days,
        "drafts": settings.draft_days,
        "jobs": JOB_DAYS,
        "held_files": HELD_DAYS,
        "sessions": 0,
        "tokens": settings.token_days,
        "teams_conversations": settings.conversation_days,
        "teams_activities": ACTIVITY_DAYS,
        "teams_outbox": ACTIVITY_DAYS,
        "entra_groups": GROUPS_DAYS,
        "model_use": USE_DAYS,
        "model_holds": 0,
        "accounts": settings.account_days,
        "audit": settings.audit_days,
    }
    return days[kind]


def _scrubbed(library: Library) -> list[str]:
    try:
        if library.scrub():
            return []
    except Exception:  # noqa: BLE001 - what is deleted stays deleted
        _log.exception("the bytes of what was deleted are still in the database's files")
        return ["files"]
    _log.warning("the bytes of what was deleted are still in the database's log, which was being read")
    return ["files"]


def _tell(deleted: dict[str, int]) -> None:
    if any(deleted.values()):
        _log.info("deleted: %s", ", ".join(f"{number} {kind}" for kind, number in deleted.items() if number))


class Night:
    """Whether it is time: once after each passing of a time of day, whatever the clock does.

    A server that was off at that time is late, not without. A clock that jumps ahead by more than a day is not believed
    at once, as all would be too old by it; one that is put back makes nothing wait for the old time to come again.
    `steady` counts seconds that pass, whatever the clock says. `last` is when it was last tidied, by a clock
    that was believed: a start long after it is not believed at once, unless the clock has gone on from `doubted`, what
    it said at the first such start, as a machine is off between short uses of it.
    """

    def __init__(
        self, at: time, steady: Callable[[], float], last: datetime | None = None, doubted: datetime | None = None
    ) -> None:
        self._at = at
        self._last, self._first_doubt = last, doubted
        self._steady = steady
        self._done: datetime | None = None
        self._seen: tuple[datetime, float] | None = None
        self._doubted: float | None = None
        self._again: float | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether it has not been done since it was last that time of day; `now` is of the machine's own clock."""
        if self._is_doubtful(now):
            return False
        if self._again is not None and self._steady() >= self._again:
            return True
        mark = datetime.combine(now.date(), self._at)
        mark = mark if mark <= now else mark - timedelta(days=1)
        return self._done is None or self._done < mark or self._done > now + _JUMP

    def is_first_doubt(self, now: datetime) -> bool:
        """Whether a start is not believed, and goes on from no other that was not."""
        is_after = self._first_doubt is not None and timedelta(0) <= now - self._first_doubt <= _LONG_OFF
        return self._is_long_off(now) and not is_after

    def is_done(self, now: datetime, *, whole: bool = True) -> None:
        """That it was done; what was not done whole is done again in an hour."""
        self._done = now
        self._again = None if whole else self._steady() + _TRIED_AGAIN.total_seconds()

    def _is_long_off(self, now: datetime) -> bool:
        return self._last is not None and now - self._last > _LONG_OFF

    def _has_gone_on(self, now: datetime) -> bool:
        return self._first_doubt is not None and _BELIEVED_AFTER <= now - self._first_doubt <= _LONG_OFF

    def _is_doubtful(self, now: datetime) -> bool:
        """Whether the clock has run ahead of the time that passed, and not long ago."""
        steady = self._steady()
        if self._seen is not None:
            passed = timedelta(seconds=steady - self._seen[1])
            if now - self._seen[0] > passed + _JUMP:
                self._doubted = steady
        elif self._is_long_off(now) and not self._has_gone_on(now):
            self._doubted = steady
        self._seen = now, steady
        if self._doubted is not None and steady - self._doubted >= _BELIEVED_AFTER.total_seconds():
            self._doubted = None
        return self._doubted is not None


class Nights:
    """Tidies a library at its start and every night, for as long as a server runs."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library = library
        self._settings = settings
        self._working = threading.Lock()
        self._is_closed = False

    async def keep(self) -> None:
        """Looks at the clock every half minute."""
        while (night := await asyncio.to_thread(self._begun)) is None:
            await asyncio.sleep(_LOOKED_EVERY)
        while True:
            if night.is_due(_clock()):
                tidied = await asyncio.to_thread(self._tidied)
                night.is_done(_clock(), whole=tidied)
            await asyncio.sleep(_LOOKED_EVERY)

    def _begun(self) -> Night | None:
        """What knows when it is time, by what is kept of other starts; None where that cannot be read just now."""
        kept = self._library.retention
        try:
            night = Night(self._settings.tidy_at, _steady, _here(kept.last()), _here(kept.doubted()))
            moment = _clock()
            if night.is_first_doubt(moment):
                kept.doubts(moment.astimezone(UTC))
        except Exception:  # noqa: BLE001 - asked again soon: without an answer nothing is deleted
            _log.exception("it is not known when anything was kept last")
            return None
        return night

    def close(self) -> None:
        """Waits for what is being deleted; nothing is begun after it."""
        with self._working:
            self._is_closed = True

    def _tidied(self) -> bool:
        """Whether all is deleted that is to be; where it cannot be, there is an hour in which it can."""
        try:
            return self._tidied_alone()
        except Exception:  # noqa: BLE001 - the nights that come are kept all the same
            _log.exception("what is kept too long could not be deleted now")
            return False

    def _tidied_alone(self) -> bool:
        """The same; another process that writes now may be at it, and is not disturbed."""
        with self._working, self._library.writing_alone() as is_ours:
            if self._is_closed or not is_ours:
                return self._is_closed
            moment = datetime.now(UTC)
            if tidy(self._library, self._settings, moment).failed:
                return False
            try:
                self._library.retention.tidied(moment)
            except CatalogueError:
                _log.exception("it could not be kept when it was tidied")
            return True


def _here(moment: datetime | None) -> datetime | None:
    """A moment as the machine's clock shows it."""
    return moment.astimezone().replace(tzinfo=None) if moment else None


def _clock() -> datetime:
    """What the machine's clock shows, where it stands."""
    return datetime.now()


def _steady() -> float:
    """Seconds that have passed, those that the machine slept among them where the system counts them."""
    boot = getattr(clocks, "CLOCK_BOOTTIME", None)
    return clocks.clock_gettime(boot) if boot is not None else clocks.monotonic()

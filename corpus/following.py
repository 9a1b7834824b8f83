"""A process keeps step with the others on its stores: what they publish it shows, what they remove it tells no more."""

import logging
import threading
import time
from typing import Protocol

from corpus.store.library_state import LibraryState, LibraryStates
from corpus.store.workers import ALIVE, Workers

_LOOKED_EVERY = 0.25  # seconds
_BEATEN_EVERY = 2.0
_MENDED_EVERY = 1.0
_COUNTED_EVERY = 10.0
_SWEPT_EVERY = 5.0
_LEASE = ALIVE.total_seconds() - 2
"""So long a process answers by what it knows; others count on it to be silent two seconds later."""

_WAITED = 30.0
_ASKED_EVERY = 0.05

_log = logging.getLogger(__name__)


class Followed(Protocol):
    """What is kept in step (corpus.library.Library)."""

    @property
    def version(self) -> int:
        """The version that is shown."""
        ...

    def catch_up(self, state: LibraryState | None = None) -> None:
        """Shows what is published now."""
        ...

    def mend(self, *, counted: bool, swept: bool) -> None:
        """Puts right what is wrong with the vector index, and what a writer left that fell."""
        ...


class Follower:
    """Looks what others did, some times a second, and says from which version this process answers."""

    def __init__(self, followed: Followed, states: LibraryStates, workers: Workers) -> None:
        self._followed = followed
        self._states = states
        self._workers = workers
        self._looking = threading.Lock()
        self._closing = threading.Event()
        self._seen_at = self._beaten_at = self._mended_at = self._counted_at = self._swept_at = -_LEASE
        self._beaten = 0
        self._mending: threading.Thread | None = None
        self._is_away = False
        self.look()
        self._thread = threading.Thread(target=self._follow, name="following", daemon=True)
        self._thread.start()

    def assure(self) -> None:
        """Looks, where it was too long ago to be relied on; raises CatalogueError where it cannot."""
        if time.monotonic() - self._seen_at > _LEASE:
            self.look()

    def look(self) -> None:
        """Shows what is published, and says so; raises CatalogueError where the database is away."""
        with self._looking:
            began = time.monotonic()
            state = self._states.read()
            if state.version > self._followed.version:
                self._followed.catch_up(state)
            if self._followed.version != self._beaten or began - self._beaten_at >= _BEATEN_EVERY:
                self._beaten, self._beaten_at = self._followed.version, began
                self._workers.beat(self._beaten)
                self._seen_at = began
        self._mend(began, state)

    def wait_for_others(self, version: int) -> None:
        """Returns once no live process answers from an earlier version, or after half a minute, which is logged."""
        until = time.monotonic() + _WAITED
        while late := self._workers.behind(version):
            if time.monotonic() > until:
                _log.error("%d other processes still answer from before what was removed", late)
                return
            time.sleep(_ASKED_EVERY)

    def close(self) -> None:
        """Says that this process is gone."""
        self._closing.set()
        self._thread.join()
        if self._mending is not None:
            self._mending.join()
        try:
            self._workers.leave()
        except Exception:  # noqa: BLE001 - it is forgotten within the hour
            _log.warning("the other processes could not be told that this one has ended")

    def _follow(self) -> None:
        while not self._closing.wait(_LOOKED_EVERY):
            try:
                self.look()
            except Exception as error:  # noqa: BLE001 - whoever asks meanwhile is told; the next look may find it there
                if not self._is_away:
                    _log.error("what others publish cannot be seen: %s", error)
                self._is_away = True
            else:
                if self._is_away:
                    _log.warning("what others publish can be seen again")
                self._is_away = False

    def _mend(self, now: float, state: LibraryState) -> None:
        """Beside, as it may take long."""
        if now - self._mended_at < _MENDED_EVERY or (self._mending is not None and self._mending.is_alive()):
            return
        is_counted = now - self._counted_at >= _COUNTED_EVERY
        is_left = state.writer is not None and not self._states.is_writing and now - self._swept_at >= _SWEPT_EVERY
        self._mended_at = now
        self._counted_at = now if is_counted else self._counted_at
        self._swept_at = now if is_left else self._swept_at
        self._mending = threading.Thread(target=self._mended, args=(is_counted, is_left), name="mending", daemon=True)
        self._mending.start()

    def _mended(self, is_counted: bool, is_left: bool) -> None:
        try:
            self._followed.mend(counted=is_counted, swept=is_left)
        except Exception as error:  # noqa: BLE001 - tried again in a moment
            _log.warning("the vector index could not be mended yet: %s", error)

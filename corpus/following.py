"""A process keeps step with the others on its stores: what they publish it shows, what they remove it tells no more."""

import logging
import threading
import time
from typing import Protocol

from corpus.catching_up import LOADED_WITHIN, CatchingUp
from corpus.store.database import CatalogueError
from corpus.store.library_state import LibraryState, LibraryStates
from corpus.store.workers import ALIVE, Workers

_LOOKED_EVERY = 0.25  # seconds
_BEATEN_EVERY = 2.0
_MENDED_EVERY = 1.0
_COUNTED_EVERY = 10.0
_SWEPT_EVERY = 5.0
_LEASE = ALIVE.total_seconds() - 2
"""So long a process answers after it was heard of; others count on it to be silent two seconds later."""

_LOAD_AWAITED = 10.0
_WAITED = LOADED_WITHIN + 30
"""Longer than any process is heard of with an old version."""

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
    """Looks what others did, some times a second, and says from which version this process answers.

    What is new is loaded beside, while questions are answered from what is shown and others hear that they are: so who
    removes something waits for this process, however long it loads. A process that was not heard of for too long may
    not have been waited for: it answers from no version before the one there is once it has been heard of again.
    """

    def __init__(self, followed: Followed, states: LibraryStates, workers: Workers) -> None:
        self._followed = followed
        self._states = states
        self._workers = workers
        self._looking = threading.Lock()
        self._closing = threading.Event()
        self._woken = threading.Event()
        self._catching_up = CatchingUp(followed.catch_up, self._woken.set)
        self._heard_at = self._mended_at = self._counted_at = self._swept_at = float("-inf")
        self._told = self._earliest = 0
        self._mending: threading.Thread | None = None
        self._is_away = False
        self.look()
        self._thread = threading.Thread(target=self._follow, name="following", daemon=True)
        self._thread.start()

    def assure(self) -> None:
        """Returns where what is shown may be told; looks, where it was too long ago to be relied on.

        Raises CatalogueError where it may not be told: the database is away, or what others did is still being loaded.
        """
        until = time.monotonic() + _LOAD_AWAITED
        while not self._may_tell():
            self.look()
            if time.monotonic() > until:
                raise CatalogueError("biblioteket lastes på nytt; prøv igjen om litt")
            if self._followed.version < self._earliest:
                self._catching_up.wait(max(0.0, until - time.monotonic()))
                time.sleep(_ASKED_EVERY)

    def look(self) -> None:
        """Has what is new loaded, and says from which version this process answers.

        Raises CatalogueError where the database is away, and what a load failed with; then others hear nothing.
        """
        with self._looking:
            began = time.monotonic()
            state = self._states.read()
            version = self._followed.version
            if state.version > version:
                self._catching_up.begin()
            if version != self._told or began - self._heard_at >= _BEATEN_EVERY:
                self._beat(version, began)
        if state.version <= version:
            self._mend(began, state)

    def wait_for_others(self, version: int) -> None:
        """Returns once no live process answers from an earlier version, or after ten minutes, which is logged."""
        until = time.monotonic() + _WAITED
        while late := self._workers.behind(version):
            if time.monotonic() > until:
                _log.error("%d other processes still answer from before what was removed", late)
                return
            time.sleep(_ASKED_EVERY)

    def close(self) -> None:
        """Says that this process is gone."""
        self._closing.set()
        self._woken.set()
        self._thread.join()
        self._catching_up.wait()
        if self._mending is not None:
            self._mending.join()
        try:
            self._workers.leave()
        except Exception:  # noqa: BLE001 - it is forgotten within the hour
            _log.warning("the other processes could not be told that this one has ended")

    def _may_tell(self) -> bool:
        return time.monotonic() - self._heard_at <= _LEASE and self._followed.version >= self._earliest

    def _beat(self, version: int, began: float) -> None:
        self._workers.beat(version)
        if time.monotonic() - self._heard_at > _LEASE:
            self._earliest = self._states.read().version  # what was removed before that did not wait for us
        self._told, self._heard_at = version, began

    def _follow(self) -> None:
        while True:
            self._woken.wait(_LOOKED_EVERY)
            self._woken.clear()
            if self._closing.is_set():
                return
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

"""What others published is loaded beside what goes on: in a thread of its own, one load at a time."""

import logging
import threading
import time
from collections.abc import Callable

from corpus.store.database import CatalogueError

LOADED_WITHIN = 600.0
"""Seconds: a hundred thousand passages take thirty. What takes longer than this has got stuck."""

_log = logging.getLogger(__name__)


class CatchingUp:
    """Has what is published now loaded, and tells `loaded` once it is."""

    def __init__(self, catch_up: Callable[[], None], loaded: Callable[[], None]) -> None:
        self._catch_up = catch_up
        self._loaded = loaded
        self._thread: threading.Thread | None = None
        self._began: float | None = None
        self._failure: Exception | None = None
        self._is_away = False

    def begin(self) -> None:
        """Begins to load, unless that is under way.

        Raises what the load before failed with, and CatalogueError where none came to its end for ten minutes.
        """
        if self._thread is None or not self._thread.is_alive():
            self._began = time.monotonic() if self._began is None else self._began
            self._thread = threading.Thread(target=self._run, name="catching up", daemon=True)
            self._thread.start()
        failure, began = self._failure, self._began
        if failure is not None:
            raise failure.with_traceback(None)
        if began is not None and time.monotonic() - began > LOADED_WITHIN:
            raise CatalogueError("biblioteket har ikke latt seg laste på ti minutter; prøv igjen om litt")

    def wait(self, seconds: float | None = None) -> None:
        """Until the load that is under way is over, but no longer than some seconds."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self._catch_up()
        except CatalogueError as error:  # the database is away: whoever looks is told, and has it tried again
            if not self._is_away:
                _log.warning("what others published could not be loaded yet: %s", error)
            self._is_away = True
        except Exception as error:  # noqa: BLE001 - raised to whoever looks
            self._failure = error
        else:
            self._failure = self._began = None
            self._is_away = False
            self._loaded()

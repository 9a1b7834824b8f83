"""A model that was away is let alone for a while, so that not each who asks waits for it in vain."""

import threading
import time

from assistant.language_model.calls import Ending
from assistant.language_model.model import Trouble

_OF_ONE_PROMPT = frozenset({Trouble.REFUSED, Trouble.TOO_LONG, Trouble.UNREADABLE})
_LONGEST = 600.0  # seconds, whatever a provider asks for


class Pauses:
    """Whether the model is let alone; `seconds` of 0 is never."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until = 0.0
        self._lock = threading.Lock()

    @property
    def is_on(self) -> bool:
        """Whether it was away a short while ago."""
        with self._lock:
            return time.monotonic() < self._until

    def note(self, ending: Ending) -> None:
        """Begins a pause, but for a trouble that another prompt need not have."""
        if self._seconds and ending.trouble not in _OF_ONE_PROMPT:
            asked = min(ending.wait or 0, _LONGEST)
            with self._lock:
                self._until = time.monotonic() + max(self._seconds, asked)

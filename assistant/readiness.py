"""Whether the parts that answers need are there: the database, the vectors, the model and room on the disk."""

import logging
import shutil
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from corpus.health import Probed
from corpus.library import Library

Part = Literal[Probed, "disk"]
State = Literal["ok", "failed", "slow"]
"""slow: it did not answer in time."""

PATIENCE = 2.0
"""Seconds that all parts together have to answer."""
LEAST_ROOM = 16 * 2**20
"""Bytes on the disk, below which neither a conversation nor a draft may be kept any more."""

MENDS: Mapping[Part, str] = {
    "database": "databasen svarer ikke som den skal; se etter at den kjører, og at disken den er på har plass",
    "vectors": "vektorene mangler eller svarer ikke; se etter at Chroma-tjenesten kjører, eller bygg indeksene på nytt "
    "(`planassistent rebuild`, eller «Indeks» under /admin)",
    "model": "modellen som søket bruker, svarer ikke; start tjenesten på nytt, og kjør `planassistent doctor`",
    "disk": f"disken til datamappen har mindre enn {LEAST_ROOM // 2**20} MB ledig; gjør plass",
}
"""What each part that is not well is told with, and what to do."""

_log = logging.getLogger(__name__)


def free_bytes(data_dir: Path) -> int:
    """The room on the disk that a folder is on; raises OSError where the folder is not there."""
    return shutil.disk_usage(data_dir).free


class Readiness:
    """The parts of one library, asked as often as somebody likes: of one that hangs no more than once at a time."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._asked: dict[Part, _Probe] = {}
        self._lock = threading.Lock()

    def states(self, data_dir: Path, patience: float = PATIENCE) -> dict[Part, State]:
        """How each part is, the disk being that of the data directory; nobody waits longer than `patience`."""
        probes: dict[Part, Callable[[], bool]] = dict(self._library.probes().items())
        probes["disk"] = lambda: free_bytes(data_dir) >= LEAST_ROOM
        with self._lock:
            for part, is_well in probes.items():
                if part not in self._asked or self._asked[part].is_over:
                    self._asked[part] = _Probe(part, is_well)
            asked = dict(self._asked)
        until = time.monotonic() + patience
        return {part: probe.state(until - time.monotonic()) for part, probe in asked.items()}


class _Probe:
    """One part that is asked, in a thread of its own: it may hang, and nobody hangs with it."""

    def __init__(self, part: Part, is_well: Callable[[], bool]) -> None:
        self._part = part
        self._is_well = is_well
        self._state: State = "failed"
        self._thread = threading.Thread(target=self._ask, name=f"probe-{part}", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether the part has answered, or failed to."""
        return not self._thread.is_alive()

    def state(self, patience: float) -> State:
        """How the part is, waited for so many seconds."""
        self._thread.join(max(0.0, patience))
        return self._state if self.is_over else "slow"

    def _ask(self) -> None:
        try:
            self._state = "ok" if self._is_well() else "failed"
        except Exception:  # noqa: BLE001 - each part has errors of its own
            _log.debug("the %s cannot be asked", self._part, exc_info=True)

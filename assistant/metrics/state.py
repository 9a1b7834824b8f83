"""What there is just now, looked up when somebody asks: what the library holds, the jobs, the room on the disk."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.registry import Collector

from assistant.jobs import Jobs
from assistant.metrics.meters import PREFIX
from corpus.library import Library
from corpus.snapshot import Snapshot


class State(Collector):
    """The state of one server process; where nothing is open yet, of the disk alone."""

    def __init__(self, version: str, data_dir: Path, jobs: Jobs | None) -> None:
        self._version = version
        self._data_dir = data_dir
        self._jobs = jobs

    def collect(self) -> Iterator[GaugeMetricFamily | InfoMetricFamily]:
        """All of it."""
        yield InfoMetricFamily(PREFIX, "What runs here.", {"version": self._version})
        if self._jobs is not None:
            yield from _of_library(self._jobs.library)
            yield _of_jobs(self._jobs)
        if (free := free_bytes(self._data_dir)) is not None:
            yield _gauge("disk_free_bytes", "Room on the disk of the data directory.", free)


def free_bytes(data_dir: Path) -> int | None:
    """The room on the disk that a folder is on; None where it is not there."""
    try:
        return shutil.disk_usage(data_dir).free
    except OSError:
        return None


def _of_library(library: Library) -> Iterator[GaugeMetricFamily]:
    held: Snapshot = library.snapshot
    for name, count in (
        ("documents", len(held.documents)),
        ("passages", len(held.passages)),
        ("measures", len(held.measures)),
        ("duties", len(held.duties)),
    ):
        yield _gauge(name, f"{name.capitalize()} that questions are answered from.", count)
    yield _gauge(
        "library_loaded_timestamp_seconds", "When this process saw the library change last.", library.loaded_at
    )


def _of_jobs(jobs: Jobs) -> GaugeMetricFamily:
    counted = Counter((job.kind, job.status) for job in jobs.all())
    found = GaugeMetricFamily(f"{PREFIX}_jobs", "Jobs that are kept, by kind and status.", labels=("kind", "status"))
    for labels, count in sorted(counted.items()):
        found.add_metric(labels, count)
    return found


def _gauge(name: str, documentation: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"{PREFIX}_{name}", documentation, value)

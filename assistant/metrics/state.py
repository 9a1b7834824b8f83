"""What there is just now, looked up when somebody asks: what the library holds, the jobs, the room on the disk."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.registry import Collector

from assistant.jobs import Jobs
from assistant.jobs.job import Job
from assistant.metrics.meters import PREFIX
from assistant.readiness import Part, Readiness, free_bytes
from corpus.library import Library
from corpus.snapshot import Snapshot


class State(Collector):
    """The state of one server process; where nothing is open yet, of the disk alone."""

    def __init__(
        self, version: str, data_dir: Path, jobs: Jobs | None = None, readiness: Readiness | None = None
    ) -> None:
        self._version = version
        self._data_dir = data_dir
        self._jobs = jobs
        self._readiness = readiness

    def collect(self) -> Iterator[GaugeMetricFamily | InfoMetricFamily]:
        """All of it."""
        yield InfoMetricFamily(PREFIX, "What runs here.", {"version": self._version})
        if self._jobs is not None:
            yield from _of_library(self._jobs.library)
            yield from of_jobs(self._jobs.all(), datetime.now(UTC))
        if self._readiness is not None:
            yield _of_parts(self._readiness.states(self._data_dir))
        with suppress(OSError):  # the folder is not there
            yield _gauge("disk_free_bytes", "Room on the disk of the data directory.", free_bytes(self._data_dir))


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


def _of_parts(states: Mapping[Part, str]) -> GaugeMetricFamily:
    found = GaugeMetricFamily(f"{PREFIX}_part_ready", "Whether a part that answers need is well.", labels=("part",))
    for part, state in states.items():
        found.add_metric((part,), state == "ok")
    return found


def of_jobs(jobs: Sequence[Job], now: datetime) -> Iterator[GaugeMetricFamily]:
    """How many there are, and for how long the first has waited that nobody has begun."""
    found = GaugeMetricFamily(f"{PREFIX}_jobs", "Jobs that are kept, by kind and status.", labels=("kind", "status"))
    for labels, count in sorted(Counter((job.kind, job.status) for job in jobs).items()):
        found.add_metric(labels, count)
    yield found
    waits = max(((now - job.created_at).total_seconds() for job in jobs if job.status == "queued"), default=0.0)
    yield _gauge("job_longest_wait_seconds", "Since the first of the jobs was sent that nobody has begun.", waits)


def _gauge(name: str, documentation: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"{PREFIX}_{name}", documentation, value)

"""Two workers, each a process of its own, on one PostgreSQL and one Chroma: one is killed wherever its job is, and the
other finishes that; nothing is there twice.
"""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from corpus.index.dense import DenseIndex
from corpus.store.catalogue import Catalogue
from corpus.store.job_records import AskedJob, JobRecord
from corpus.store.job_tables import HeldFileRow
from corpus.store.schema import GenerationRow
from tests.conftest import ACTION_PLAN
from tests.corpus.store.people import engine_of

pytestmark = pytest.mark.slow

WITHIN = 30.0  # seconds from the kill until another has finished
WORKER = """
import sys, time
from assistant.api.auditing import Audit
from assistant.config import load_settings
from assistant.ingestion.reading import reading_pool
from assistant.jobs import Jobs
from assistant.jobs.lease import Lease
from assistant.opening import open_library

stop_at, on_step = sys.argv[1], Lease.on_step

def stopping(self, step, done, total):
    on_step(self, step, done, total)
    if step == stop_at:
        print("at", step, flush=True)
        time.sleep(float(sys.argv[2]))

Lease.on_step = stopping
settings = load_settings()
with open_library(settings) as library, reading_pool(settings, 1) as readers:
    jobs = Jobs(library, readers, Audit(library).over)
    print("ready", flush=True)
    sys.stdin.read()
    jobs.close()
"""


class Workers:
    """Processes that do jobs on the same stores."""

    def __init__(self, folder: Path, model_dir: Path, database: str, chroma: str) -> None:
        self._folder = folder
        self._running: list[subprocess.Popen[str]] = []
        self._environment = {
            **os.environ,
            "PLANASSISTENT_MODEL_DIR": str(model_dir),
            "PLANASSISTENT_DATABASE_URL": database,
            "PLANASSISTENT_CHROMA_URL": chroma,
            "PLANASSISTENT_SECRET_KEY": secrets.token_urlsafe(48),
        }

    def start(self, stop_at: str = "", seconds: float = 600) -> "subprocess.Popen[str]":
        """A worker, ready; it stops for so long at a step."""
        data = {"PLANASSISTENT_DATA_DIR": str(self._folder / f"data-{len(self._running)}")}
        command = [sys.executable, "-c", WORKER, stop_at, str(seconds)]
        environment = {**self._environment, **data}
        started = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        self._running.append(started)
        assert started.stdout is not None
        assert started.stdout.readline() == "ready\n"
        return started

    def close(self) -> None:
        for process in self._running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


@pytest.fixture
def workers(tmp_path: Path, embedding_model_dir: Path, postgresql_url: str, chroma_url: str) -> Iterator[Workers]:
    found = Workers(tmp_path, embedding_model_dir, postgresql_url, chroma_url)
    yield found
    found.close()


@pytest.fixture
def catalogue(postgresql_url: str) -> Iterator[Catalogue]:
    with closing(Catalogue(postgresql_url)) as opened:
        yield opened


def asked(catalogue: Catalogue) -> str:
    said = AskedJob(kind="upload", user_kind="machine", file="plan.txt", collection="open")
    return catalogue.jobs.add(said, ACTION_PLAN.encode()).id


def once(catalogue: Catalogue, job_id: str, met: Callable[[JobRecord], bool], within: float) -> JobRecord:
    """The job as soon as it is as it should be."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        job = catalogue.jobs.get(job_id)
        assert job is not None
        if met(job):
            return job
        time.sleep(0.05)
    pytest.fail(f"the job did not become so: {job}")


def is_over(job: JobRecord) -> bool:
    return job.finished_at is not None


def at(process: "subprocess.Popen[str]", step: str) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == f"at {step}\n"


def check_once(catalogue: Catalogue, database: str, chroma: str) -> None:
    """That there is one plan, read once, told of once, and its passages in the index and no others."""
    ((generation, _document),) = catalogue.current()
    engine = engine_of(database)
    with Session(engine) as session:
        assert session.scalars(select(GenerationRow.state)).all() == ["current"]
        assert session.scalar(select(func.count()).select_from(HeldFileRow)) == 0
    engine.dispose()
    assert [line.action for line in catalogue.audit.list()] == ["read_in"]
    with closing(DenseIndex.remote(chroma)) as dense:
        assert sorted(dense.ids()) == sorted(catalogue.readings.passage_ids([generation]))


@pytest.mark.parametrize("step", ["reading", "embedding", "indexed", "published"])
def test_what_a_killed_worker_was_at_another_finishes_and_nothing_is_there_twice(
    workers: Workers, catalogue: Catalogue, postgresql_url: str, chroma_url: str, step: str
) -> None:
    first = workers.start(step)
    job_id = asked(catalogue)
    at(first, step)
    workers.start()
    os.killpg(first.pid, signal.SIGKILL)
    killed = time.monotonic()
    job = once(catalogue, job_id, is_over, WITHIN)
    print(f"killed at {step}: finished after {time.monotonic() - killed:.1f} s")
    assert job.report is not None
    assert (job.status, job.attempts, job.report["status"]) == ("done", 2, "indexed")
    check_once(catalogue, postgresql_url, chroma_url)


def test_a_worker_that_was_frozen_and_wakes_up_again_does_nothing_twice(
    workers: Workers, catalogue: Catalogue, postgresql_url: str, chroma_url: str
) -> None:
    first = workers.start("embedding", 1.0)
    job_id = asked(catalogue)
    at(first, "embedding")
    os.kill(first.pid, signal.SIGSTOP)
    workers.start()
    assert once(catalogue, job_id, is_over, WITHIN).attempts == 2
    os.kill(first.pid, signal.SIGCONT)
    again = asked(catalogue)  # which shows that the first has come to its end with the other
    assert once(catalogue, again, is_over, WITHIN).status == "done"
    once(catalogue, asked(catalogue), is_over, WITHIN)
    ((_, document),) = catalogue.current()
    assert document.id == "plan"
    assert [entry.thing_id for entry in catalogue.audit.list()] == ["plan"] * 3

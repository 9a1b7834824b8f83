"""What happens to jobs when a worker stops, falls or wakes up again, and when somebody cancels one."""

import threading
from collections.abc import Iterable
from concurrent.futures import Future

import pytest

from assistant.ingestion.ingest import ingest_content
from assistant.jobs import Job, Jobs
from assistant.jobs.worker import FALLEN_AFTER, Fallen
from corpus.library import Library
from corpus.models import Metadata, Unit
from corpus.store.audit import AuditLine
from corpus.store.database import CatalogueError
from corpus.store.job_queue import JobQueue
from corpus.store.job_records import AskedJob, JobRecord
from corpus.store.originals import Originals
from ingest.limits import Limits
from ingest.pipeline import Reading
from ingest.workers.pool import OwnReader
from tests.assistant.test_jobs import finished
from tests.conftest import ACTION_PLAN
from tests.corpus.store.people import NOW


class Hanging:
    """Reads no file to its end."""

    limits, ahead = Limits(), 0

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.abandoned: list[Future[Reading]] = []

    def submit(self, _content: bytes, _name: str, _metadata: Metadata, _units: Iterable[Unit]) -> Future[Reading]:
        self.begun.set()
        return Future()

    def abandon(self, reading: Future[Reading]) -> None:
        self.abandoned.append(reading)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.jobs.lease.BEAT_EVERY", 0.02)


def claimed_by_one_that_fell(shelf: Library) -> JobRecord:
    asked = AskedJob(kind="upload", user_kind="machine", file="plan.txt", said=Metadata().model_dump(mode="json"))
    shelf.jobs.add(asked, ACTION_PLAN.encode())
    job = shelf.jobs.claim("f" * 32)
    assert job is not None
    return job


def left_of(shelf: Library) -> tuple[int, int, int]:
    """The generations, the original files and the files that wait."""
    assert isinstance(shelf._originals, Originals)
    originals = len(list(shelf._originals._folder.iterdir()))
    return shelf._catalogue.generation_count(), originals, len(shelf.held_files.owned([""]))


def test_jobs_that_waited_at_a_stop_are_done_after_the_next_start(shelf: Library) -> None:
    hanging = Hanging()
    jobs = Jobs(shelf, hanging)
    queued = [jobs.submit(f"Tur nummer {number}.".encode(), f"tur-{number}.txt", Metadata()) for number in range(3)]
    assert hanging.begun.wait(10)
    jobs.close()
    assert len(hanging.abandoned) == 1
    again = Jobs(shelf)
    done = [finished(again, job) for job in queued]
    assert [(job.status, job.attempts) for job in done] == [("done", 1)] * 3
    assert set(shelf.snapshot.documents) == {"tur-0", "tur-1", "tur-2"}
    again.close()


def test_a_job_whose_worker_fell_is_done_by_the_next(shelf: Library) -> None:
    job = claimed_by_one_that_fell(shelf)
    jobs = Jobs(shelf)
    found = finished(jobs, Job.of(job))
    assert (found.status, found.attempts) == ("done", 2)
    assert found.report is not None
    assert found.report.status == "indexed"
    jobs.close()


def test_a_worker_that_fell_once_its_plan_was_shown_has_it_told_as_added(shelf: Library) -> None:
    job = claimed_by_one_that_fell(shelf)
    shelf.jobs.tell(job, "publishing", 1, 1)
    ingest_content(shelf, ACTION_PLAN.encode(), "plan.txt", Metadata())
    lines: list[str] = []

    def told(over: Job, _begun: object) -> list[AuditLine]:
        lines.append(over.id)
        return [AuditLine(at=NOW, actor="machine", actor_kind="machine", action="read_in", thing="document")]

    jobs = Jobs(shelf, lines=told)
    found = finished(jobs, Job.of(job))
    assert found.report is not None
    assert found.report.status == "indexed"
    assert shelf._catalogue.generation_count() == 1
    assert lines == [job.id]
    assert shelf.audit.count() == 1
    jobs.close()


def test_a_worker_that_wakes_up_again_shows_nothing(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    publish, add = shelf._catalogue.publish, shelf._dense.add

    def taken_for_fallen(*arguments: object) -> None:
        monkeypatch.setattr(shelf._dense, "add", add)
        while seen := shelf.jobs.beats():  # between the two it may give another sign of life
            shelf.jobs.give_up_on(seen)
        add(*arguments)  # type: ignore[arg-type]

    def once_shown(name: str) -> None:
        shown.append(name)
        publish(name)

    monkeypatch.setattr(shelf._catalogue, "publish", once_shown)
    monkeypatch.setattr(shelf._dense, "add", taken_for_fallen)
    jobs = Jobs(shelf)
    found = finished(jobs, jobs.submit(ACTION_PLAN.encode(), "plan.txt", Metadata()))
    assert (found.status, found.attempts) == ("done", 2)
    assert len(shown) == 1
    jobs.close()


def test_a_job_is_cancelled_while_its_file_is_read(shelf: Library) -> None:
    hanging = Hanging()
    jobs = Jobs(shelf, hanging)
    job = jobs.submit(ACTION_PLAN.encode(), "plan.txt", Metadata())
    assert hanging.begun.wait(10)
    assert jobs.cancel(job.id)
    assert finished(jobs, job).status == "cancelled"
    assert len(hanging.abandoned) == 1
    assert not jobs.cancel(job.id)
    jobs.close()


def test_a_job_cancelled_while_it_is_indexed_leaves_nothing(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    embed, jobs = shelf.embedding.embed_documents_array, Jobs(shelf)
    cancelled = threading.Event()

    def slowly(texts: list[str]) -> object:
        if not cancelled.is_set():
            jobs.cancel(jobs.all()[0].id)
            cancelled.set()
            threading.Event().wait(0.3)  # a sign of life is given meanwhile, and the answer to it read
        return embed(texts)

    monkeypatch.setattr("corpus.vectors._EMBED_AT_ONCE", 1)
    monkeypatch.setattr(shelf.embedding, "embed_documents_array", slowly)
    assert finished(jobs, jobs.submit(ACTION_PLAN.encode(), "plan.txt", Metadata())).status == "cancelled"
    assert shelf.snapshot.documents == {}
    assert left_of(shelf) == (0, 0, 0)
    assert finished(jobs, jobs.submit(ACTION_PLAN.encode(), "plan.txt", Metadata())).status == "done"
    jobs.close()


def test_a_job_whose_file_is_gone_fails(shelf: Library) -> None:
    hanging = Hanging()
    jobs = Jobs(shelf, hanging)
    jobs.look(b"Tur.", "tur.txt")
    assert hanging.begun.wait(10)
    job = jobs.look(b"Tur.", "tur.txt")
    shelf.held_files.forget(job.held_id or "")
    jobs.cancel(jobs.all()[-1].id)
    found = finished(jobs, job)
    assert (found.status, found.error) == ("failed", "filen ventet for lenge og er slettet; last den opp på nytt")
    jobs.close()


def test_what_became_of_a_job_is_told_though_the_disk_takes_nothing(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.jobs.worker._TOLD_AGAIN", 0.05)
    finish, is_full = shelf.jobs.__class__.finish, threading.Event()
    is_full.set()

    def full(*arguments: object) -> bool:
        if is_full.is_set():
            raise CatalogueError("database or disk is full")
        return finish(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("corpus.store.job_queue.JobQueue.finish", full)
    monkeypatch.setattr(shelf._catalogue, "begin", full)
    jobs = Jobs(shelf, OwnReader())
    job = jobs.submit(b"Tur.", "tur.txt", Metadata())
    failed = finished(jobs, job)
    assert failed.status == "failed"
    assert "disk is full" in str(failed.error)
    kept = shelf.jobs.get(job.id)
    assert kept is not None
    assert kept.status == "running"
    is_full.clear()
    until = threading.Event()
    while (kept := shelf.jobs.get(job.id)) is not None and kept.status == "running":
        until.wait(0.02)
    assert kept is not None
    assert kept.status == "failed"
    jobs.close()


class Shared:
    """A queue that other processes work on, whose beats a test says."""

    is_shared = True

    def __init__(self) -> None:
        self.seen: list[object] = []
        self.fallen: list[object] = []

    def beats(self) -> list[object]:
        return self.seen

    def give_up_on(self, fallen: Iterable[object]) -> None:
        self.fallen += fallen


def test_a_worker_goes_on_after_a_fault_that_the_store_does_not_tell(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, faults = JobQueue.claim, [RuntimeError()]

    def odd(queue: JobQueue, worker: str) -> JobRecord | None:
        if faults:
            raise faults.pop()
        return claim(queue, worker)

    monkeypatch.setattr(JobQueue, "claim", odd)
    monkeypatch.setattr("assistant.jobs.worker._LOOKED_EVERY", 0.02)
    jobs = Jobs(shelf, OwnReader())
    job = jobs.submit(ACTION_PLAN.encode(), "plan.txt", Metadata())
    assert finished(jobs, job).status == "done"
    assert not faults
    jobs.close()


def test_only_a_worker_without_a_sign_of_life_for_long_has_fallen() -> None:
    now, queue = [0.0], Shared()
    fallen = Fallen(queue, lambda: now[0])  # type: ignore[arg-type]

    def after(seconds: float, *seen: object) -> list[object]:
        now[0] += seconds
        queue.seen, queue.fallen = list(seen), []
        fallen.look()
        return queue.fallen

    assert after(0, "a1", "b1") == []
    for number in range(2, int(FALLEN_AFTER)):
        assert after(1, "a1", f"b{number}") == []
    assert after(2, "a1", "b") == ["a1"]
    assert after(FALLEN_AFTER, "b") == []  # who slept does not know what was meanwhile
    assert after(1, "b") == []

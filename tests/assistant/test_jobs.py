import time
import tracemalloc

import pytest

from assistant.jobs import Job, Jobs
from corpus.library import Library
from corpus.models import Metadata
from corpus.store.database import CatalogueError
from corpus.text.sentences import passage_sentences
from corpus.vectors import digest
from ingest.limits import MIB
from tests.conftest import ACTION_PLAN


def finished(jobs: Jobs, job: Job) -> Job:
    for _ in range(600):
        found = jobs.get(job.id)
        assert found is not None
        if found.is_over:
            return found
        time.sleep(0.05)
    pytest.fail("the job did not finish")


def test_uploads_run_one_after_the_other(shelf: Library) -> None:
    jobs = Jobs(shelf)
    queued = [jobs.submit(f"Tur nummer {number}.".encode(), f"tur-{number}.txt", Metadata()) for number in range(5)]
    done = [finished(jobs, job) for job in queued]
    assert [job.report.status for job in done if job.report] == ["indexed"] * 5
    assert len(shelf.snapshot.documents) == 5
    assert jobs.remove("tur-3")
    assert not jobs.remove("tur-3")
    jobs.close()


def test_the_vectors_of_sentences_are_made_between_uploads(shelf: Library) -> None:
    jobs = Jobs(shelf)
    finished(jobs, jobs.submit(ACTION_PLAN.encode(), "plan.txt", Metadata()))
    sentences = {digest(text) for passage in shelf.snapshot.passages for text in passage_sentences(passage)}
    until = time.monotonic() + 20
    while held_vectors(shelf, sentences) < sentences and time.monotonic() < until:
        time.sleep(0.02)
    jobs.close()
    assert held_vectors(shelf, sentences) == sentences


def held_vectors(library: Library, digests: set[str]) -> frozenset[str]:
    return library._catalogue.vectors.held(library.embedding.model_id, digests)


def test_a_refused_upload_is_done_and_a_stopped_one_failed(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise CatalogueError("database or disk is full")

    jobs = Jobs(shelf)
    refused = finished(jobs, jobs.submit(b"", "tom.txt", Metadata()))
    assert refused.report is not None
    assert refused.report.status == "refused"
    with monkeypatch.context() as patched:
        patched.setattr(shelf._catalogue, "begin", full)
        failed = finished(jobs, jobs.submit(b"Tur.", "tur.txt", Metadata()))
    assert failed.status == "failed"
    assert "disk is full" in str(failed.error)
    assert finished(jobs, jobs.submit(b"Tur.", "tur.txt", Metadata())).status == "done"
    jobs.close()


def test_a_job_that_nobody_started_is_none(shelf: Library) -> None:
    jobs = Jobs(shelf)
    assert jobs.get("x") is None
    jobs.close()


def test_files_that_wait_take_no_memory(shelf: Library) -> None:
    size, waiting = 4 * MIB, 20
    jobs = Jobs(shelf)
    with jobs.writing():
        tracemalloc.start()
        queued = [jobs.submit(bytes([number]) * size, "tur.pdf", Metadata()) for number in range(waiting)]
        taken = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert all((found := jobs.get(job.id)) and not found.is_over for job in queued)
    assert taken < 3 * size
    jobs.close()


def test_a_file_that_waited_is_read_whole(shelf: Library) -> None:
    jobs = Jobs(shelf)
    found = finished(jobs, jobs.look(ACTION_PLAN.encode(), "plan.txt")).found
    assert found is not None
    assert found.measures > 0
    finished(jobs, jobs.submit(ACTION_PLAN.encode(), "plan.txt", Metadata()))
    assert shelf.original(shelf.snapshot.generations["plan"]) == ACTION_PLAN.encode()
    jobs.close()

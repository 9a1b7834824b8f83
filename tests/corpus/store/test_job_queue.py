"""The jobs of a store: taken once, told by who has them alone, and gone on with where a worker fell."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from corpus.store.audit import AuditLine
from corpus.store.catalogue import Catalogue
from corpus.store.held_files import HELD_DAYS
from corpus.store.job_queue import JobQueue
from corpus.store.job_records import MOST_ATTEMPTS, AskedJob, JobRecord, JobResult
from corpus.store.job_tables import HeldFileRow
from corpus.store.schema import Base
from corpus.store.worker_tables import LibraryStateRow
from tests.corpus.store.people import ACCOUNT, NOW, OTHER_ACCOUNT, add_account, engine_of
from tests.servers import PostgreSQL

DONE = JobResult(status="done", report={"status": "indexed"}, document_id="turplan", is_taken=True)
LINE = AuditLine(at=NOW, actor="machine", actor_kind="machine", action="read_in", thing="document", thing_id="turplan")
WORKER, OTHER = "a" * 32, "b" * 32


@pytest.fixture(scope="module")
def shared_url(postgresql: PostgreSQL) -> Iterator[str]:
    """A database on PostgreSQL, for one test after the other."""
    with postgresql.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'catalogue.sqlite3'}"
    return str(request.getfixturevalue("shared_url"))


@pytest.fixture
def catalogue(url: str) -> Iterator[Catalogue]:
    """An empty catalogue, on either database."""
    found = Catalogue(url)
    yield found
    with found._database.transaction() as session:
        for table in reversed(Base.metadata.sorted_tables):
            if table.name != LibraryStateRow.__tablename__:  # what a library is at has a row from the first
                session.execute(table.delete())
    found.close()


@pytest.fixture
def engine(url: str, catalogue: Catalogue) -> Iterator[Engine]:
    opened = engine_of(url)
    yield opened
    opened.dispose()


@pytest.fixture
def queue(catalogue: Catalogue) -> JobQueue:
    return catalogue.jobs


def asked(queue: JobQueue, name: str = "tur.txt", owner: str | None = None, kind: str = "upload") -> JobRecord:
    said = AskedJob.model_validate({"kind": kind, "user_kind": "machine", "file": name, "owner": owner})
    return queue.add(said, b"Tur." if kind != "rebuild" else None)


def claimed(queue: JobQueue, worker: str = WORKER) -> JobRecord:
    found = queue.claim(worker)
    assert found is not None
    return found


def waiting(engine: Engine) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(HeldFileRow)) or 0


def test_jobs_are_taken_in_their_order_and_each_once_however_many_try(queue: JobQueue) -> None:
    jobs = [asked(queue, f"{number}.txt").id for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda number: queue.claim(str(number)), range(24)))
    found = [job.id for job in taken if job]
    while (job := queue.claim(WORKER)) is not None:
        found.append(job.id)  # what two reached for at once, one of them may have left
    assert sorted(found) == sorted(jobs)
    first, second = asked(queue), asked(queue)
    assert [claimed(queue).id, claimed(queue).id] == [first.id, second.id]


def test_what_becomes_of_a_job_is_written_once_with_its_line_and_without_its_file(
    queue: JobQueue, catalogue: Catalogue, engine: Engine
) -> None:
    asked(queue)
    job = claimed(queue)
    assert catalogue.held_files.content(job.held_id or "") == b"Tur."
    assert queue.finish(job, DONE, [LINE])
    assert not queue.finish(job, DONE.model_copy(update={"status": "failed"}), [LINE])
    found = queue.get(job.id)
    assert found is not None
    assert (found.status, found.report, found.document_id) == ("done", {"status": "indexed"}, "turplan")
    assert found.finished_at is not None
    assert [line.thing_id for line in catalogue.audit.list()] == ["turplan"]
    assert waiting(engine) == 0


def test_a_worker_that_was_taken_for_fallen_says_nothing_more_of_its_job(queue: JobQueue, engine: Engine) -> None:
    asked(queue)
    zombie = claimed(queue)
    assert queue.beat(zombie) is False
    queue.give_up_on(queue.beats())
    job = claimed(queue, OTHER)
    assert (job.id, job.attempts) == (zombie.id, 2)
    assert queue.beat(zombie) is None
    assert not queue.tell(zombie, "publishing", 0, 1)
    assert not queue.finish(zombie, DONE, [LINE])
    assert waiting(engine) == 1
    assert queue.tell(job, "reading", 0, 1)
    assert queue.finish(job, DONE)


def test_a_worker_that_gave_a_sign_of_life_meanwhile_has_not_fallen(queue: JobQueue) -> None:
    asked(queue)
    job = claimed(queue)
    seen = queue.beats()
    queue.beat(job)
    queue.give_up_on(seen)
    assert queue.claim(OTHER) is None
    assert queue.finish(job, DONE)


def test_a_job_that_cost_three_workers_fails(queue: JobQueue, engine: Engine) -> None:
    first, second = asked(queue, "felle.txt"), asked(queue)
    for _ in range(MOST_ATTEMPTS):
        assert claimed(queue).id == first.id
        queue.give_up_on(queue.beats())
    found = queue.get(first.id)
    assert found is not None
    assert found.status == "failed"
    assert "avbrutt 3 ganger" in (found.error or "")
    assert claimed(queue).id == second.id
    assert waiting(engine) == 1


def test_a_job_that_was_put_back_cost_nobody(queue: JobQueue) -> None:
    asked(queue)
    for _ in range(MOST_ATTEMPTS + 1):
        job = claimed(queue)
        queue.put_back(job)
        assert not queue.finish(job, DONE)
    assert claimed(queue, OTHER).attempts == 1


def test_how_far_the_one_before_came_is_told_to_the_next(queue: JobQueue) -> None:
    asked(queue)
    queue.tell(claimed(queue), "publishing", 1, 1)
    queue.give_up_on(queue.beats())
    assert claimed(queue).stage == "publishing"


def test_a_job_that_waits_is_cancelled_at_once_and_one_that_is_begun_by_who_has_it(
    queue: JobQueue, engine: Engine
) -> None:
    first, second = asked(queue), asked(queue)
    assert queue.cancel(second.id)
    found = queue.get(second.id)
    assert found is not None
    assert found.status == "cancelled"
    assert waiting(engine) == 1
    job = claimed(queue)
    assert job.id == first.id
    assert queue.cancel(job.id)
    assert queue.beat(job) is True
    assert queue.finish(job, JobResult(status="cancelled"))
    assert not queue.cancel(job.id)
    assert not queue.cancel("x")
    assert queue.claim(WORKER) is None


def test_a_cancelled_job_whose_worker_fell_is_cancelled_by_the_next(queue: JobQueue) -> None:
    asked(queue)
    queue.cancel(claimed(queue).id)
    queue.give_up_on(queue.beats())
    assert queue.beat(claimed(queue)) is True


def test_a_file_that_was_looked_into_waits_until_it_is_read_in_or_forgotten(
    queue: JobQueue, catalogue: Catalogue, engine: Engine
) -> None:
    look = asked(queue, kind="look", owner=ACCOUNT)
    assert queue.finish(claimed(queue), JobResult(status="done", found={"pages": 1}))
    held = catalogue.held_files.get(look.held_id or "")
    assert held is not None
    assert (held.file_name, held.size, held.job_id, held.owner) == ("tur.txt", 4, look.id, ACCOUNT)
    queue.add(AskedJob(kind="upload", user_kind="machine", file="tur.txt", held_id=held.id))
    assert catalogue.held_files.get(held.id) is None  # it waits for nobody any more
    catalogue.held_files.forget(held.id)
    assert queue.finish(claimed(queue), DONE)
    assert waiting(engine) == 0


@pytest.mark.parametrize("name", ["", "..", "../uploads", "0" * 32])
def test_a_file_that_nobody_sent_does_not_wait(catalogue: Catalogue, name: str) -> None:
    assert catalogue.held_files.get(name) is None
    assert catalogue.held_files.content(name) is None


def test_what_nobody_asked_for_in_a_day_is_deleted_but_no_file_that_is_about_to_be_read_in(
    queue: JobQueue, catalogue: Catalogue
) -> None:
    unsaid, said = (asked(queue, kind="look").held_id or "" for _ in range(2))
    upload = AskedJob(kind="upload", user_kind="machine", file="tur.txt", held_id=said)
    queue.add(upload)
    held = catalogue.held_files
    assert held.forget_old(NOW) == 0
    found = held.get(unsaid)
    assert found is not None
    late = found.held_at + timedelta(days=HELD_DAYS, seconds=1)
    assert catalogue.retention.over("held_files", late - timedelta(days=HELD_DAYS)) == 1
    assert held.forget_old(late) == 1
    assert held.get(unsaid) is None
    assert held.content(said) == b"Tur."


def test_jobs_are_forgotten_by_their_end_and_with_their_document(queue: JobQueue, catalogue: Catalogue) -> None:
    ended, waits, other = asked(queue), asked(queue), asked(queue)
    assert queue.finish(claimed(queue), DONE)
    late = catalogue.jobs.all()[-1].finished_at
    assert late is not None
    assert catalogue.retention.over("jobs", late) == 0
    assert catalogue.retention.forget("jobs", late + timedelta(seconds=1)) == 1
    assert {job.id for job in queue.all()} == {waits.id, other.id}
    assert queue.finish(claimed(queue), DONE)
    queue.forget_document("turplan")
    assert [job.id for job in queue.all()] == [other.id]
    assert queue.get(ended.id) is None


def test_a_thousand_jobs_are_kept_and_all_that_are_not_over(
    queue: JobQueue, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.store.job_queue._JOBS_KEPT", 2)
    over, waits = asked(queue), asked(queue)
    assert queue.finish(claimed(queue), DONE)
    newer = [asked(queue).id for _ in range(2)]
    assert [job.id for job in queue.all()] == [*newer[::-1], waits.id]
    assert queue.get(over.id) is None


def test_what_is_somebodys_goes_with_them_and_who_works_on_it_stops(
    queue: JobQueue, catalogue: Catalogue, engine: Engine
) -> None:
    add_account(engine)
    mine, theirs = asked(queue, owner=ACCOUNT), asked(queue, owner=OTHER_ACCOUNT)
    job = claimed(queue)
    assert [found.id for found in queue.owned([ACCOUNT])] == [mine.id]
    assert [found.id for found in catalogue.held_files.owned([ACCOUNT])] == [mine.held_id]
    catalogue.persons.forget(ACCOUNT, [ACCOUNT])
    assert queue.beat(job) is None
    assert [found.id for found in queue.all()] == [theirs.id]
    assert waiting(engine) == 1


def test_vectors_that_an_unfinished_job_made_outlive_a_sweep(queue: JobQueue, catalogue: Catalogue) -> None:
    catalogue.vectors.store("m", {"d": np.zeros(2, dtype=np.float32)})
    asked(queue)
    catalogue.sweep()
    assert catalogue.vectors.held("m", ["d"]) == {"d"}
    assert queue.finish(claimed(queue), DONE)
    catalogue.sweep()
    assert catalogue.vectors.held("m", ["d"]) == frozenset()


def test_rights_of_who_asked_are_kept_as_they_were(queue: JobQueue) -> None:
    said = AskedJob(kind="rebuild", user_kind="person", reads=("a", "b"), edits=None)
    queue.add(said)
    job = claimed(queue)
    assert (job.reads, job.edits) == (("a", "b"), None)
    assert queue.unfinished("rebuild") == job.model_copy(update={"worker": WORKER})
    assert queue.finish(job, JobResult(status="done"))
    assert queue.unfinished("rebuild") is None


def test_a_file_that_was_not_taken_in_is_to_leave_the_files_too(queue: JobQueue, catalogue: Catalogue) -> None:
    asked(queue)
    queue.finish(claimed(queue), DONE)
    assert "unscrubbed" not in catalogue.settings()
    asked(queue)
    queue.finish(claimed(queue), JobResult(status="done", report={"status": "refused"}))
    assert catalogue.settings()["unscrubbed"] == "yes"

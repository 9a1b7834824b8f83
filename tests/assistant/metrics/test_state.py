"""What /metrics tells of what there is just now."""

from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.jobs.job import Job
from assistant.metrics.state import of_jobs

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def job(number: int, status: Any, minutes: int) -> Job:
    sent = NOW - timedelta(minutes=minutes)
    return Job(id=str(number), status=status, file="plan.pdf", created_at=sent)


def told(*jobs: Job) -> dict[tuple[str, str], float]:
    samples = [sample for family in of_jobs(jobs, NOW) for sample in family.samples]
    return {(sample.name, sample.labels.get("status", "")): sample.value for sample in samples}


def test_the_longest_wait_is_of_a_job_that_nobody_has_begun() -> None:
    found = told(job(1, "done", 90), job(2, "running", 40), job(3, "queued", 5), job(4, "queued", 2))
    assert found["planassistent_job_longest_wait_seconds", ""] == 300
    assert found["planassistent_jobs", "queued"] == 2
    assert found["planassistent_jobs", "done"] == 1


def test_where_no_job_waits_the_wait_is_nothing() -> None:
    assert told(job(1, "running", 40)) == {
        ("planassistent_jobs", "running"): 1,
        ("planassistent_job_longest_wait_seconds", ""): 0,
    }

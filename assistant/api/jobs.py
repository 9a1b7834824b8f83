"""The jobs: how far uploads and rebuilds are."""

from fastapi import APIRouter

from assistant.api.access import Editor, UserDep
from assistant.api.dependencies import JobsDep
from assistant.api.problems import described, missing
from assistant.jobs import Job

router = APIRouter(tags=["jobs"], dependencies=[Editor])


@router.get("/jobs", responses=described(503))
def jobs(jobs: JobsDep, user: UserDep) -> list[Job]:
    """One's own jobs and those of the collections whose documents one may change, the newest first."""
    return jobs.all(user)


@router.get("/jobs/{job_id}", responses=described(404, 503))
def job(job_id: str, jobs: JobsDep, user: UserDep) -> Job:
    """The job, with its report once it is done."""
    found = jobs.get(job_id, user)
    if found is None:
        raise missing("job", job_id)
    return found

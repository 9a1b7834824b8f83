"""The jobs: how far uploads and rebuilds are, and cancelling them."""

from fastapi import APIRouter

from assistant.api.access import Editor, UserDep
from assistant.api.dependencies import JobsDep
from assistant.api.problems import ProblemError, described, missing
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


@router.post("/jobs/{job_id}/cancel", status_code=202, responses=described(404, 409, 503))
def cancel(job_id: str, jobs: JobsDep, user: UserDep) -> Job:
    """Cancels a job that one may see: at once where it waits, else as soon as nothing is half done.

    Nothing of its file is kept then. What is about to be shown is finished. Problem 409 where the job is over.
    """
    if jobs.get(job_id, user) is None:
        raise missing("job", job_id)
    if not jobs.cancel(job_id):
        raise ProblemError(409, "Job is over", "jobben er ferdig og kan ikke avbrytes")
    return job(job_id, jobs, user)

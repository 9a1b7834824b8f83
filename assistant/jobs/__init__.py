"""The jobs of a server: uploads, looks into files and rebuilds, which any of its workers takes."""

from assistant.jobs.job import Job
from assistant.jobs.jobs import Jobs

__all__ = ["Job", "Jobs"]

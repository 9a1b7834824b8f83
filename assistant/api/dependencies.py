"""What routes are given: the assistant and the jobs of the running application."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from assistant.api.problems import ProblemError
from assistant.jobs import Jobs
from assistant.service import Assistant


@dataclass(frozen=True)
class Services:
    """What the application holds while it serves."""

    assistant: Assistant
    jobs: Jobs


def services(request: Request) -> Services:
    """The services; problem 503 before the library is open and after it was closed."""
    found: Services | None = request.app.state.services
    if found is None:
        raise ProblemError(503, "Not ready", "biblioteket er ikke åpnet ennå; prøv igjen om noen sekunder")
    return found


ServicesDep = Annotated[Services, Depends(services)]


def _assistant(found: ServicesDep) -> Assistant:
    return found.assistant


def _jobs(found: ServicesDep) -> Jobs:
    return found.jobs


AssistantDep = Annotated[Assistant, Depends(_assistant)]
JobsDep = Annotated[Jobs, Depends(_jobs)]

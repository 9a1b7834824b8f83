"""What routes are given: the assistant as the user sees it, and the jobs of the running application."""

from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from assistant.api import access
from assistant.api.owner import OwnerDep
from assistant.api.problems import ProblemError
from assistant.auth import trail
from assistant.auth.user import User
from assistant.jobs import Jobs
from assistant.language_model.condition import Condition
from assistant.readiness import Readiness
from assistant.service import Assistant
from corpus.library import Library

_ASSISTANTS_KEPT = 64


@dataclass(frozen=True)
class Services:
    """What the application holds while it serves; `assistant` is over all there is, `model` how a language model does,
    where there is one.
    """

    assistant: Assistant
    jobs: Jobs
    model: Condition | None = None
    _assistants: dict[frozenset[str], Assistant] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def library(self) -> Library:
        """All there is."""
        return self.jobs.library

    @cached_property
    def readiness(self) -> Readiness:
        """What asks the parts of the library whether they are well."""
        return Readiness(self.library)

    def assistant_of(self, user: User | None) -> Assistant:
        """The assistant over what a user may read: over nothing, for whom nobody knows."""
        reads = user.reads if user else frozenset()
        if reads is None:
            return self.assistant
        known = reads & self.library.collections.ids()
        with self._lock:
            found = self._assistants.pop(known, None) or self.assistant.over(self.library.view(known))
            while len(self._assistants) >= _ASSISTANTS_KEPT:
                self._assistants.pop(next(iter(self._assistants)))
            self._assistants[known] = found
        return found


def services(request: Request) -> Services:
    """The services; problem 503 before the library is open and after it was closed."""
    found: Services | None = request.app.state.services
    if found is None:
        detail = "biblioteket er ikke åpnet ennå; prøv igjen om noen sekunder"
        raise ProblemError(503, "Not ready", detail, {"Retry-After": "5"})
    return found


def user_s_assistant(request: Request) -> Assistant | None:
    """The assistant over what whoever asks may read, the same throughout a request; None while nothing is open."""
    found: Services | None = request.app.state.services
    if found is None:
        return None
    known: Assistant | None = getattr(request.state, "assistant", None)
    if known is None:
        known = request.state.assistant = found.assistant_of(access.user_of(request))
    return known


ServicesDep = Annotated[Services, Depends(services)]


def _assistant(_open: ServicesDep, request: Request) -> Assistant:
    found = user_s_assistant(request)
    assert found is not None
    return found


def _jobs(found: ServicesDep, whose: OwnerDep) -> Jobs:
    """The jobs; those that are begun are whose the request is."""
    begun = trail.current()
    if begun is not None:
        begun.owner = whose
    return found.jobs


AssistantDep = Annotated[Assistant, Depends(_assistant)]
JobsDep = Annotated[Jobs, Depends(_jobs)]

"""Who a request is from, and what each route asks of that one.

Every route depends on exactly one of Public, Reader, Leader, Editor, Administrator and Watcher, or on several where a
router's rule is made stricter for one route; `unruled` finds those that depend on none, with which no application
starts.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

from assistant.api.actions import SAFE
from assistant.api.machine import has_key, is_at_the_machine
from assistant.api.problems import ProblemError
from assistant.auth import trail
from assistant.auth.accounts import person, service
from assistant.auth.sessions import digest_of, session_cookie
from assistant.auth.tokens import found
from assistant.auth.user import ANYBODY, MACHINE, Permission, User
from assistant.config import Settings

if TYPE_CHECKING:
    from assistant.api.dependencies import Services


def user_of(request: Request) -> User | None:
    """Who a request is from; None where nobody may know, or none is known. Looked up once a request."""
    if not hasattr(request.state, "user"):
        request.state.user = None  # where the look-up fails, the page that says so has nobody
        request.state.user = _found(request)
    user: User | None = request.state.user
    return user


def forget_user(request: Request) -> None:
    """Has it looked up again: whoever asked first could not know."""
    del request.state.user


def shown_token(request: Request) -> str | None:
    """The bearer token of a request, whether it holds or not; None where it shows none."""
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    return shown.strip() if scheme.lower() == "bearer" else None


def _found(request: Request) -> User | None:
    settings: Settings = request.app.state.settings
    if has_key(request):
        return MACHINE
    if not (settings.has_login or settings.open_reading or is_at_the_machine(request)):
        return None
    if (shown := shown_token(request)) is not None:  # one that does not hold is no reader where reading is open
        return _service(request, shown)
    if settings.has_login and (known := _person(request, settings)) is not None:
        return known
    if settings.open_reading:
        return ANYBODY
    return None if settings.has_login else MACHINE


def _service(request: Request, shown: str) -> User | None:
    services: Services | None = request.app.state.services
    token = found(services.library.tokens, shown) if services else None
    return service(token) if token else None


def _person(request: Request, settings: Settings) -> User | None:
    services: Services | None = request.app.state.services
    digest = digest_of(request.cookies.get(session_cookie(settings)))
    login = services.library.accounts.login(digest) if services and digest else None
    return person(login, settings) if login else None


class Rule:
    """What a route asks of who calls it; None asks nothing."""

    def __init__(self, permission: Permission | None) -> None:
        self.permission = permission

    def __call__(self, request: Request) -> None:
        """Problem 401 for those who are not known, 403 for those who may not."""
        if self.permission is None and request.method in SAFE:
            return
        user = user_of(request)
        follow(request, user)
        if self.permission is None:
            return
        user = _known(request)
        if not user.may(self.permission):
            raise ProblemError(403, "Not allowed", _REFUSED[self.permission])


def follow(request: Request, user: User | None) -> None:
    """Notes who asks, and of which collection the document is, which may soon be gone."""
    begun = trail.current()
    if begun is None:
        return
    begun.user = user
    audit = getattr(request.app.state, "audit", None)
    document_id = request.path_params.get("document_id")
    if audit is not None and document_id:
        begun.collection = audit.collection_of(document_id)


def _known(request: Request) -> User:
    user = user_of(request)
    if user is None:
        raise ProblemError(401, "Not logged in", _unknown(request))
    return user


UserDep = Annotated[User, Depends(_known)]
"""Who asks; problem 401 where that is not known."""


def may(permission: Permission) -> Callable[[Request], bool]:
    """Whether who asks may do something: whether a link to it is shown."""

    def is_for(request: Request) -> bool:
        user = user_of(request)
        return user is not None and user.may(permission)

    return is_for


Public = Depends(Rule(None))
Reader = Depends(Rule(Permission.READ))
Leader = Depends(Rule(Permission.DRAFT))
Editor = Depends(Rule(Permission.EDIT))
Administrator = Depends(Rule(Permission.ADMINISTER))
Watcher = Depends(Rule(Permission.WATCH))

_UNKNOWN = (
    "tjenesten svarer bare på maskinen den kjører på, til innlogging er satt opp; se docs/access.md for hvordan, eller "
    "for hvordan åpne planer kan leses av alle"
)
_NOT_LOGGED_IN = (
    "logg inn på /logg-inn i en nettleser, eller vis et token som «Authorization: Bearer pa_…»; den som drifter "
    "tjenesten kan lage et"
)
_WRONG_TOKEN = "tokenet er feil, utløpt eller trukket tilbake; den som drifter tjenesten kan lage et nytt"  # noqa: S105
_REFUSED = {
    Permission.READ: "du har ikke tilgang til å lese planene",
    Permission.DRAFT: "du har ikke rollen som leder; den som drifter tjenesten kan gi den",
    Permission.EDIT: "du har ikke rollen som redaktør; den som drifter tjenesten kan gi den",
    Permission.ADMINISTER: "du har ikke rollen som administrator; den som drifter tjenesten kan gi den",
    Permission.WATCH: "du kan ikke se målingene; vis et token med retten «watch»",
}


def _unknown(request: Request) -> str:
    settings: Settings = request.app.state.settings
    if shown_token(request) is not None:
        return _WRONG_TOKEN
    return _NOT_LOGGED_IN if settings.has_login else _UNKNOWN


def rules_of(route: RouteContext) -> list[Rule]:
    """The rules that a route depends on."""
    return list(_rules_in(route.dependant)) if isinstance(route.original_route, APIRoute) else []


def unruled(app: FastAPI, ruleless: Sequence[str]) -> list[str]:
    """The paths of the routes without a rule, but for those said to have none."""
    routes = iter_route_contexts(app.routes)
    return [str(route.path) for route in routes if not rules_of(route) and route.path not in ruleless]


def _rules_in(dependant: Dependant) -> Iterator[Rule]:
    for inner in dependant.dependencies:
        if isinstance(inner.call, Rule):
            yield inner.call
        yield from _rules_in(inner)

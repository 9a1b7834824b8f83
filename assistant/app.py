"""The application: the library, the HTTP API and the web page in one process."""

from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from assistant.api import (
    ask,
    audit,
    collections,
    conversations,
    corrections,
    documents,
    draft_comments,
    draft_exports,
    draft_fields,
    draft_ingestion,
    draft_proposals,
    draft_rows,
    draft_sentences,
    draft_sources,
    draft_suggestions,
    draft_versions,
    drafts,
    duties,
    feedback,
    health,
    index,
    jobs,
    me,
    measures,
    metrics,
    pages,
    problems,
    reading,
    search,
    stream,
    templates,
    tokens,
    upkeep,
    uploads,
)
from assistant.api.access import unruled
from assistant.api.auditing import Audited
from assistant.api.rates import Rates
from assistant.auth.oidc import Provider
from assistant.config import Settings, load_settings
from assistant.lifespan import lifespan
from assistant.metrics.metrics import Metrics
from assistant.teams import routes as teams
from assistant.web.body_limit import MOST, BodyLimit
from assistant.web.cross_site import SameSite
from assistant.web.errors import OPENING, STORE_AWAY, StaleFormError, error_page, stale_form_page, unknown_page
from assistant.web.headers import SecurityHeaders
from assistant.web.host_header import HostHeader
from assistant.web.paths import RootPath, inner_path
from assistant.web.rate_limit import RateLimits
from assistant.web.site import add_pages
from assistant.web.tracing import Traced
from assistant.web.upload import MOST_FILES
from assistant.web.waiting import away_page, wait_page
from corpus.store.database import CatalogueError
from corpus.store.drafts import DraftClosedError

API = "/api/v1"
_RESOURCES = (
    ask,
    stream,
    conversations,
    search,
    documents,
    uploads,
    collections,
    pages,
    reading,
    measures,
    duties,
    jobs,
    index,
    feedback,
    corrections,
    audit,
    upkeep,
    me,
    tokens,
    templates,
    drafts,
    draft_fields,
    draft_rows,
    draft_sentences,
    draft_versions,
    draft_sources,
    draft_comments,
    draft_proposals,
    draft_exports,
    draft_suggestions,
    draft_ingestion,
)
_RULELESS = (f"{API}/openapi.json", "/static")  # say nothing of any plan or user
_MACHINE_PATHS = ("/api/", *health.PATHS, metrics.PATH)


class Application(FastAPI):
    """FastAPI, with every request traced and the headers of every response set outside of what answers to faults."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.state.metrics = self.metrics = Metrics()

    def build_middleware_stack(self) -> ASGIApp:
        """The whole application, as it is called."""
        return Traced(SecurityHeaders(super().build_middleware_stack()), self, (self.metrics.request,))

    def openapi(self) -> dict[str, Any]:
        """The description of the API, with the record of problems that all routes name."""
        described = super().openapi()
        described["components"]["schemas"] |= problems.schemas()
        return described


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application over one data directory, which it owns from start to end."""
    settings = settings or load_settings()
    app = Application(
        title="Planassistent",
        version=_version(),
        lifespan=lifespan(settings),
        openapi_url=f"{API}/openapi.json",
        docs_url=None,  # both load scripts from elsewhere
        redoc_url=None,
    )
    app.state.services = None
    app.state.key = None
    app.state.audit = None
    app.state.settings = settings
    app.add_middleware(Audited)
    app.state.rates = Rates(settings, app.metrics.limited)
    app.add_middleware(RateLimits, settings=settings, rates=app.state.rates, refusal=_to_wait)
    app.state.provider = Provider(settings) if settings.has_login else None
    app.add_middleware(BodyLimit, own=_own_limits(settings))
    app.add_middleware(SameSite)
    app.add_middleware(HostHeader)
    app.add_middleware(RootPath, root=settings.root_path)
    app.state.teams = app.state.teams_playground = None
    _add_routes(app, settings)
    _add_error_handlers(app)
    if missing := unruled(app, _RULELESS):
        raise AssertionError(f"no rule says who may call {', '.join(missing)}")
    return app


def _add_routes(app: FastAPI, settings: Settings) -> None:
    """All that there is to be asked for."""
    for resource in _RESOURCES:
        app.include_router(resource.router, prefix=API, responses=problems.described(401, 403, 429))
    app.include_router(health.router)
    app.include_router(metrics.router)
    if settings.has_teams:
        app.include_router(teams.router)
    add_pages(app)


def _own_limits(settings: Settings) -> dict[str, int]:
    """The paths that take files, with the bytes that each takes: one file a little too large is told so by its name;
    and that of Teams, which takes less than others.
    """
    file = settings.max_file_mb * 2**20
    return {f"{API}/documents": file + MOST, "/admin/opplasting": MOST_FILES * file + MOST, teams.PATH: teams.MOST}


def _add_error_handlers(app: FastAPI) -> None:
    """Problem details for machines; a page for people."""
    app.add_exception_handler(problems.ProblemError, _for_whom(problems.problem_error))
    app.add_exception_handler(DraftClosedError, _for_whom(problems.closed_error))
    app.add_exception_handler(StaleFormError, stale_form_page)
    app.add_exception_handler(HTTPException, _for_whom(problems.http_error))
    app.add_exception_handler(RequestValidationError, _for_whom(problems.validation_error))
    app.add_exception_handler(CatalogueError, _for_whom(problems.storage_error, STORE_AWAY))
    app.add_exception_handler(OSError, _for_whom(problems.storage_error, STORE_AWAY))
    app.add_exception_handler(Exception, _for_whom(problems.unexpected_error))


def _for_whom(problem: problems.Handler, away: tuple[str, str] = OPENING) -> problems.Handler:
    """Pages are made outside of the event loop: their store may be away, and is waited for."""

    async def handler(request: Request, error: Exception) -> Response:
        response = await problem(request, error)
        if _is_for_machines(request):
            return response
        wait = int(response.headers.get("Retry-After", 0))
        if response.status_code == 429:
            return await run_in_threadpool(wait_page, request, wait)
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            return await run_in_threadpool(unknown_page, request)
        if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE and wait:
            return await run_in_threadpool(away_page, request, away, wait)
        return await run_in_threadpool(error_page, request, response.status_code)

    return handler


async def _to_wait(request: Request, seconds: int) -> Response:
    """The answer to who asks too often."""
    return await _for_whom(problems.problem_error)(request, problems.too_many(seconds))


def _is_for_machines(request: Request) -> bool:
    return inner_path(request.scope).startswith(_MACHINE_PATHS)


def _version() -> str:
    try:
        return version("planassistent")
    except PackageNotFoundError:
        return "0"

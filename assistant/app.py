"""The application: the library, the HTTP API and the web page in one process."""

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from assistant.answering.generating.configured import configured_writer
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
from assistant.api.auditing import Audit, Audited
from assistant.api.dependencies import Services
from assistant.api.machine import is_loopback
from assistant.api.rates import Rates
from assistant.auth import modes
from assistant.auth.oidc import Provider
from assistant.config import Settings, load_settings
from assistant.conversation.rewriting import configured_rewriter
from assistant.drafting.readiness import Readiness
from assistant.ingestion.reading import reading_pool
from assistant.jobs import Jobs
from assistant.language_model.condition import Condition
from assistant.language_model.spending import Spending
from assistant.metrics.metrics import Metrics
from assistant.opening import announced, open_library
from assistant.retrieval.rerank import load_reranker
from assistant.service import Assistant
from assistant.teams import routes as teams
from assistant.tidying import Nights
from assistant.web.body_limit import MOST, BodyLimit
from assistant.web.cross_site import SameSite
from assistant.web.errors import StaleFormError, error_page, stale_form_page, unknown_page
from assistant.web.headers import SecurityHeaders
from assistant.web.host_header import HostHeader
from assistant.web.paths import RootPath, inner_path
from assistant.web.rate_limit import RateLimits
from assistant.web.site import add_pages
from assistant.web.tracing import Traced
from assistant.web.upload import MOST_FILES
from assistant.web.waiting import wait_page
from corpus.store.database import CatalogueError
from corpus.store.drafts import DraftClosedError
from corpus.store.held_files import HeldFiles

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
_SWEPT_EVERY = 3600.0  # seconds
_OLD_UPLOADS = "uploads"  # where files waited before the database had them
_RULELESS = (f"{API}/openapi.json", "/static")  # say nothing of any plan or user
_MACHINE_PATHS = ("/api/", *health.PATHS, metrics.PATH)

_log = logging.getLogger(__name__)


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
        lifespan=_lifespan(settings),
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
    for resource in _RESOURCES:
        app.include_router(resource.router, prefix=API, responses=problems.described(401, 403, 429))
    app.include_router(health.router)
    app.include_router(metrics.router)
    app.state.teams = app.state.teams_playground = None
    if settings.has_teams:
        app.include_router(teams.router)
    add_pages(app)
    _add_error_handlers(app)
    if missing := unruled(app, _RULELESS):
        raise AssertionError(f"no rule says who may call {', '.join(missing)}")
    return app


def _lifespan(settings: Settings) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        modes.check_teams(settings)
        if settings.teams_playground:
            from assistant.teams import playground

            playground.check(settings, is_loopback=is_loopback(settings.host))
        for warning in modes.warnings(settings):
            _log.warning("%s", warning)
        counted: Metrics = app.state.metrics
        reranker, model = load_reranker(settings.reranker), Condition(settings) if settings.has_model else None
        with (
            counted.lines(),
            open_library(settings) as library,
            reading_pool(settings, 1) as readers,
            announced(settings) as key,
        ):
            shutil.rmtree(settings.data_dir / _OLD_UPLOADS, ignore_errors=True)
            kept = Audit(library)
            writing = Jobs(library, readers, kept.over)
            spending = Spending(library.model_use, settings)
            writer = configured_writer(settings, around=counted.model, spending=spending, condition=model)
            rewriter = configured_rewriter(writer)
            assistant = Assistant(library, reranker=reranker, writer=writer, rewriter=rewriter, watch=counted.question)
            assistant.warm_up()
            app.state.services, app.state.key, app.state.audit = Services(assistant, writing, model), key, kept
            nights, readiness = Nights(library, settings), Readiness(library)
            loops = (_swept(library.held_files), kept.keep_flushing(), nights.keep(), readiness.keep())
            running = [asyncio.create_task(loop) for loop in loops]
            try:
                async with _in_teams(app, settings):
                    yield
            finally:
                for task in running:
                    task.cancel()
                app.state.services = app.state.key = app.state.audit = None
                writing.close()
                await asyncio.to_thread(nights.close)
                await asyncio.to_thread(readiness.close)
                kept.flush()

    return lifespan


@asynccontextmanager
async def _in_teams(app: FastAPI, settings: Settings) -> AsyncIterator[None]:
    """Answers in Teams where that is set up; its SDK is loaded then only."""
    if not settings.has_teams:
        yield
        return
    from assistant.teams.playground import Playground
    from assistant.teams.running import running

    app.state.teams_playground = playground = Playground(settings) if settings.teams_playground else None
    async with running(settings, app.state.services, app.state.audit, app.state.rates, playground) as bot:
        app.state.teams = bot
        try:
            yield
        finally:
            app.state.teams = None


def _own_limits(settings: Settings) -> dict[str, int]:
    """The paths that take files, with the bytes that each takes: one file a little too large is told so by its name;
    and that of Teams, which takes less than others.
    """
    file = settings.max_file_mb * 2**20
    return {f"{API}/documents": file + MOST, "/admin/opplasting": MOST_FILES * file + MOST, teams.PATH: teams.MOST}


async def _swept(held: HeldFiles) -> None:
    """Deletes the files that nobody confirmed in time, also where none come any more."""
    while True:
        await asyncio.sleep(_SWEPT_EVERY)
        try:
            await asyncio.to_thread(held.forget_old)
        except CatalogueError:
            _log.warning("files that waited too long were not deleted", exc_info=True)


def _add_error_handlers(app: FastAPI) -> None:
    """Problem details for machines; a page for people."""
    app.add_exception_handler(problems.ProblemError, _for_whom(problems.problem_error))
    app.add_exception_handler(DraftClosedError, _for_whom(problems.closed_error))
    app.add_exception_handler(StaleFormError, stale_form_page)
    app.add_exception_handler(HTTPException, _for_whom(problems.http_error))
    app.add_exception_handler(RequestValidationError, _for_whom(problems.validation_error))
    app.add_exception_handler(CatalogueError, _for_whom(problems.storage_error))
    app.add_exception_handler(OSError, _for_whom(problems.storage_error))
    app.add_exception_handler(Exception, _for_whom(problems.unexpected_error))


def _for_whom(problem: problems.Handler) -> problems.Handler:
    async def handler(request: Request, error: Exception) -> Response:
        response = await problem(request, error)
        if _is_for_machines(request):
            return response
        if response.status_code == 429:
            return await run_in_threadpool(wait_page, request, int(response.headers["Retry-After"]))
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            return unknown_page(request)
        return error_page(request, response.status_code)

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

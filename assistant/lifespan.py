"""What an application has from its start to its end: its library, what answers from it, and what it keeps doing."""

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI

from assistant.answering.generating.configured import configured_writer
from assistant.api.auditing import Audit
from assistant.api.dependencies import Services
from assistant.api.machine import is_loopback
from assistant.auth import modes
from assistant.config import Settings
from assistant.conversation.rewriting import configured_rewriter
from assistant.drafting.readiness import Readiness
from assistant.ingestion.reading import reading_pool
from assistant.jobs import Jobs
from assistant.language_model.condition import Condition
from assistant.language_model.spending import Spending
from assistant.metrics.metrics import Metrics
from assistant.opening import announced, open_library
from assistant.retrieval.rerank import Reranker, load_reranker
from assistant.service import Assistant
from assistant.tidying import Nights
from corpus.library import Library
from corpus.store.held_conversations import HeldConversations
from corpus.store.held_files import HeldFiles

_SWEPT_EVERY = 3600.0  # seconds
_WRITTEN_EVERY = 1.0
_INDEX_SEEN_EVERY = 5.0
_OLD_UPLOADS = "uploads"  # where files waited before the database had them

_log = logging.getLogger(__name__)


def lifespan(settings: Settings) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """What FastAPI is to be in while it serves: the data directory is owned from start to end."""

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        _check(settings)
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
            jobs = Jobs(library, readers, kept.over)
            services = Services(_warm_assistant(settings, library, counted, reranker, model), jobs, model)
            app.state.services, app.state.key, app.state.audit = services, key, kept
            nights, readiness = Nights(library, settings), Readiness(library)
            loops = (
                _swept(library.held_files),
                _written(library.conversations),
                _indexed(library),
                kept.keep_flushing(),
                nights.keep(),
                readiness.keep(),
            )
            try:
                async with _in_background(loops), _in_teams(app, settings):
                    yield
            finally:
                app.state.services = app.state.key = app.state.audit = None
                jobs.close()
                await asyncio.to_thread(nights.close)
                await asyncio.to_thread(readiness.close)
                kept.flush()

    return living


def _check(settings: Settings) -> None:
    """Refuses settings that would let in whom they should not, and warns of those that may."""
    modes.check_teams(settings)
    if settings.teams_playground:
        from assistant.teams import playground

        playground.check(settings, is_loopback=is_loopback(settings.host))
    for warning in modes.warnings(settings):
        _log.warning("%s", warning)


def _warm_assistant(
    settings: Settings, library: Library, counted: Metrics, reranker: Reranker | None, model: Condition | None
) -> Assistant:
    spending = Spending(library.model_use, settings)
    writer = configured_writer(settings, around=counted.model, spending=spending, condition=model)
    rewriter = configured_rewriter(writer)
    assistant = Assistant(library, reranker=reranker, writer=writer, rewriter=rewriter, watch=counted.question)
    assistant.warm_up()
    return assistant


@asynccontextmanager
async def _in_background(loops: Iterable[Coroutine[None, None, None]]) -> AsyncIterator[None]:
    """The loops run from now on, and are let go at the end."""
    running = [asyncio.create_task(loop) for loop in loops]
    try:
        yield
    finally:
        for task in running:
            task.cancel()


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


async def _swept(held: HeldFiles) -> None:
    """Deletes the files that nobody confirmed in time, also where none come any more."""
    while True:
        await asyncio.sleep(_SWEPT_EVERY)
        try:
            await asyncio.to_thread(held.forget_old)
        except Exception:  # noqa: BLE001 - the loop must outlive whatever the store says
            _log.warning("files that waited too long were not deleted", exc_info=True)


async def _written(conversations: HeldConversations) -> None:
    """Writes what could not be written when it was asked, as soon as it can be."""
    while True:
        await asyncio.sleep(_WRITTEN_EVERY)
        number = conversations.held
        try:
            if number and await asyncio.to_thread(conversations.write_held):
                _log.warning("the %d questions that waited to be written are", number)
        except Exception:  # noqa: BLE001 - the loop must outlive whatever the store says
            _log.exception("the questions that wait could not be written yet")


async def _indexed(library: Library) -> None:
    """Makes an embedded index anew whose files were deleted by hand, also where nobody writes."""
    while True:
        await asyncio.sleep(_INDEX_SEEN_EVERY)
        try:
            await asyncio.to_thread(library.look_after_index)
        except Exception:  # noqa: BLE001 - the loop must outlive whatever the store says
            _log.exception("the vector index could not be made anew yet")

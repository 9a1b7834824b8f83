"""POST /ask/stream: what is going on while a question is answered, and the answer, as server-sent events.

`status` {"stage": "searching" | "reading" | "writing" | "checking"} as it happens; `token` {"text"}, which together are
the Markdown of the answer, and `citation`, one each: of an answer that a language model writes, sentence by sentence as
they are verified; and `done`, the whole Answer as POST /ask gives it. `error` has problem details, and ends the stream.
Nothing is told before it was verified. Where nothing is told for long, a comment is sent (`: venter`).
"""

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from contextvars import copy_context
from queue import SimpleQueue
from threading import Event, Thread
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Body
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from assistant.answering.answer import Answer
from assistant.answering.listener import Listener, Stage
from assistant.api.access import Reader
from assistant.api.ask import EXAMPLES, AskRequest, asked
from assistant.api.dependencies import AssistantDep
from assistant.api.owner import AskerDep, OwnerDep
from assistant.api.problems import described, told_late

router = APIRouter(tags=["ask"], dependencies=[Reader])

EVENT_STREAM = "text/event-stream"

_WORD = re.compile(r"\S+\s*|\s+")
_STILL_THERE = ": venter\n\n"  # a comment: neither a proxy nor a page takes a long silence for the end
_SILENCE = 15.0  # seconds
_HEADERS = {"X-Accel-Buffering": "no"}  # a reverse proxy (nginx) hands on what comes as it comes

_log = logging.getLogger(__name__)


class Growing(NamedTuple):
    """An answer of which the first sentences can be told already."""

    answer: Answer


Step = Stage | Growing | Answer


class Progress:
    """The steps of an answer as they happen; whoever waits for them may leave."""

    def __init__(self, queue: "SimpleQueue[Step | Exception]", first: Step, left: Event) -> None:
        self._queue = queue
        self._first = first
        self._left = left

    def __iter__(self) -> Iterator[Step]:
        """Each stage, what can be told already, and at last the answer; raises what asking raised."""
        found: Step | Exception = self._first
        while not isinstance(found, Exception):
            yield found
            if isinstance(found, Answer):
                return
            found = self._queue.get()
        raise found

    def leave(self) -> None:
        """Nobody waits any more: what costs is given up."""
        self._left.set()


class _Heard(Listener):
    """Puts what it hears where another thread waits for it."""

    def __init__(self, queue: "SimpleQueue[Step | Exception]", left: Event) -> None:
        self._queue = queue
        self._left = left

    def stage(self, stage: Stage) -> None:
        self._queue.put(stage)

    def told(self, answer: Answer) -> None:
        self._queue.put(Growing(answer))

    def has_left(self) -> bool:
        return self._left.is_set()


@router.post(
    "/ask/stream",
    response_class=StreamingResponse,
    responses={**described(400, 413, 422, 503), 200: {"description": "Events", "content": {EVENT_STREAM: {}}}},
)
def ask_stream(
    request: Annotated[AskRequest, Body(openapi_examples=EXAMPLES)],
    assistant: AssistantDep,
    owner: OwnerDep,
    asker: AskerDep,
) -> StreamingResponse:
    """The verified answer, and what is going on until it is there."""
    found = progress(lambda listener: asked(request, assistant, owner, asker, listener))
    return Streamed(_events(found), found.leave)


def progress(ask: Callable[[Listener], Answer]) -> Progress:
    """The steps of an answer; what `ask` raises is raised here, or where they are iterated.

    Returns once the first of them is there, so that a question that cannot be taken is told at once.
    """
    queue: SimpleQueue[Step | Exception] = SimpleQueue()
    left = Event()

    def run() -> None:
        try:
            queue.put(ask(_Heard(queue, left)))
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            queue.put(error)

    Thread(target=copy_context().run, args=(run,), name="ask", daemon=True).start()
    first = queue.get()
    if isinstance(first, Exception):
        raise first
    return Progress(queue, first, left)


def event(name: str, data: Any) -> str:
    """One server-sent event, its data as JSON on one line."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


class Streamed(StreamingResponse):
    """Events as a response; `on_end` is called when the last was sent, or whoever asked has gone.

    They are waited for outside of the threads that answer requests: a language model that hangs takes none of those.
    """

    def __init__(self, events: Iterator[str], on_end: Callable[[], None]) -> None:
        super().__init__(_as_they_come(_whole(events)), media_type=EVENT_STREAM, headers=_HEADERS)
        self._on_end = on_end

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the events."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._on_end()


async def _as_they_come(events: Iterator[str]) -> AsyncIterator[str]:
    """The events of an iterator that is waited for in a thread of its own, and a sign of life where none come."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | None] = asyncio.Queue()

    def run() -> None:
        with suppress(RuntimeError):  # the server has ended
            for event in events:
                loop.call_soon_threadsafe(queue.put_nowait, event)
            loop.call_soon_threadsafe(queue.put_nowait, None)

    Thread(target=copy_context().run, args=(run,), name="events", daemon=True).start()
    while True:
        try:
            async with asyncio.timeout(_SILENCE):
                told = await queue.get()
        except TimeoutError:
            yield _STILL_THERE
            continue
        if told is None:
            return
        yield told


def _whole(events: Iterator[str]) -> Iterator[str]:
    """The events; a fault on the way is told as one."""
    try:
        yield from events
    except Exception as error:  # noqa: BLE001 - the response has begun
        _log.exception("a question was not answered")
        yield event("error", told_late(error))


def _events(found: Progress) -> Iterator[str]:
    told, cited = "", 0
    for step in found:
        if isinstance(step, str):
            yield event("status", {"stage": step})
            continue
        answer = step.answer if isinstance(step, Growing) else step
        yield from (event("token", {"text": word}) for word in _WORD.findall(answer.answer.removeprefix(told)))
        for citation in answer.citations[cited:]:
            yield event("citation", citation.model_dump(mode="json"))
        told, cited = answer.answer, len(answer.citations)
        if isinstance(step, Answer):
            yield event("done", step.model_dump(mode="json"))

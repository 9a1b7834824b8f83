"""POST /ask/stream: what is going on while a question is answered, and the answer, as server-sent events.

`status` {"stage": "searching" | "reading" | "checking"} as it happens; then `token` {"text"}, which together are the
Markdown of the answer; `citation`, one each; and `done`, the whole Answer as POST /ask gives it. `error` has problem
details, and ends the stream. Nothing is told before it was verified.
"""

import json
import logging
import re
from collections.abc import Callable, Iterator
from contextvars import copy_context
from queue import SimpleQueue
from threading import Thread
from typing import Annotated, Any

from fastapi import APIRouter, Body
from fastapi.responses import StreamingResponse

from assistant.answering.answer import Answer
from assistant.answering.compose import OnStage, Stage
from assistant.api.access import Reader
from assistant.api.ask import EXAMPLES, AskRequest, asked
from assistant.api.dependencies import AssistantDep
from assistant.api.owner import OwnerDep
from assistant.api.problems import described

router = APIRouter(tags=["ask"], dependencies=[Reader])

EVENT_STREAM = "text/event-stream"

_WORD = re.compile(r"\S+\s*|\s+")
_FAULT = {"title": "Internal error", "status": 500, "detail": "noe gikk galt i tjenesten; spør på nytt"}
_HEADERS = {"X-Accel-Buffering": "no"}  # a reverse proxy (nginx) hands on what comes as it comes

_log = logging.getLogger(__name__)

Progress = Iterator[Stage | Answer]


@router.post(
    "/ask/stream",
    response_class=StreamingResponse,
    responses={**described(400, 413, 422, 503), 200: {"description": "Events", "content": {EVENT_STREAM: {}}}},
)
def ask_stream(
    request: Annotated[AskRequest, Body(openapi_examples=EXAMPLES)], assistant: AssistantDep, owner: OwnerDep
) -> StreamingResponse:
    """The verified answer, and what is going on until it is there."""
    return streamed(_events(progress(lambda on_stage: asked(request, assistant, owner, on_stage))))


def progress(ask: Callable[[OnStage], Answer]) -> Progress:
    """The stages of an answer as they happen, then the answer; what `ask` raises is raised here.

    Returns once the first of them is there, so that a question that cannot be taken is told at once.
    """
    queue: SimpleQueue[Stage | Answer | Exception] = SimpleQueue()

    def run() -> None:
        try:
            queue.put(ask(queue.put))
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            queue.put(error)

    Thread(target=copy_context().run, args=(run,), name="ask", daemon=True).start()
    first = queue.get()
    if isinstance(first, Exception):
        raise first
    return _rest(first, queue)


def _rest(first: Stage | Answer, queue: "SimpleQueue[Stage | Answer | Exception]") -> Progress:
    found: Stage | Answer | Exception = first
    while True:
        if isinstance(found, Exception):
            raise found
        yield found
        if isinstance(found, Answer):
            return
        found = queue.get()


def event(name: str, data: Any) -> str:
    """One server-sent event, its data as JSON on one line."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def streamed(events: Iterator[str]) -> StreamingResponse:
    """The events as a response."""
    return StreamingResponse(_whole(events), media_type=EVENT_STREAM, headers=_HEADERS)


def _whole(events: Iterator[str]) -> Iterator[str]:
    """The events; a fault on the way is told as one."""
    try:
        yield from events
    except Exception:  # noqa: BLE001 - the response has begun
        _log.exception("a question was not answered")
        yield event("error", _FAULT)


def _events(found: Progress) -> Iterator[str]:
    for step in found:
        if isinstance(step, str):
            yield event("status", {"stage": step})
            continue
        yield from (event("token", {"text": word}) for word in _WORD.findall(step.answer))
        for citation in step.citations:
            yield event("citation", citation.model_dump(mode="json"))
        yield event("done", step.model_dump(mode="json"))

"""Feedback as those who look after the library go through it."""

from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from assistant.answering.answer import Answer
from assistant.api.access import Administrator
from assistant.api.dependencies import AssistantDep
from assistant.api.feedback import golden_candidates
from assistant.web.errors import error_page
from assistant.web.feedback import REASONS
from assistant.web.paths import href
from assistant.web.rendering import render
from assistant.web.text import answer_html
from assistant.web.upload import SentForm
from corpus.store.feedback import Feedback, Reason, State

router = APIRouter(dependencies=[Administrator])

STATES: dict[State, str] = {
    "new": "triage.new",
    "seen": "triage.seen",
    "mended": "triage.mended",
    "rejected": "triage.rejected",
}

_HELPFUL = {"ja": True, "nei": False}


@router.get("/admin/tilbakemeldinger")
def listed(
    request: Request, assistant: AssistantDep, tilstand: str = "", nyttig: str = "", grunn: str = ""
) -> Response:
    """The cases that meet the filters, which stand in the address."""
    state: State | None = next((name for name in STATES if name == tilstand), None)
    reason: Reason | None = next((name for name in REASONS if name == grunn), None)
    box = assistant.library.feedback
    context = {
        "cases": box.list(state=state, helpful=_HELPFUL.get(nyttig), reason=reason),
        "counts": box.counts(),
        "states": STATES,
        "reasons": REASONS,
        "state": state,
        "reason": reason,
        "helpful": nyttig if nyttig in _HELPFUL else "",
    }
    return render(request, "admin_feedback.html", context)


@router.get("/admin/tilbakemeldinger/kandidater.jsonl")
def candidates(assistant: AssistantDep, case: Annotated[tuple[str, ...], Query(alias="id")] = ()) -> Response:
    """The chosen cases as candidates for the golden set."""
    return golden_candidates(assistant, case)


@router.get("/admin/tilbakemeldinger/{feedback_id}")
def one(request: Request, feedback_id: str, assistant: AssistantDep) -> Response:
    """A case with its question and answer."""
    case = assistant.library.feedback.get(feedback_id)
    if case is None:
        return error_page(request, 404)
    answer = _answer(case)
    numbers = {citation.number for citation in answer.citations} if answer else set()
    context = {
        "case": case,
        "answer": answer,
        "answer_html": answer_html(answer.answer, numbers) if answer else None,
        "states": STATES,
        "reasons": REASONS,
    }
    return render(request, "admin_case.html", context)


@router.post("/admin/tilbakemeldinger/{feedback_id}")
def move(request: Request, feedback_id: str, assistant: AssistantDep, sent: SentForm) -> Response:
    """Moves a case to another state; back to the list that it was chosen from."""
    wanted = sent.get("tilstand")
    state: State | None = next((name for name in get_args(State) if name == wanted), None)
    if state is None or assistant.library.feedback.set_state(feedback_id, state) is None:
        return error_page(request, 404)
    return RedirectResponse(href(request, f"/admin/tilbakemeldinger/{feedback_id}"), status_code=303)


def _answer(case: Feedback) -> Answer | None:
    """The answer as it was kept; None where there is none, or one of another version."""
    try:
        return Answer.model_validate(case.answer) if case.answer else None
    except ValidationError:
        return None

"""Feedback on answers: given by anybody, read by those who look after the library."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from assistant.api.access import Administrator, Reader
from assistant.api.dependencies import AssistantDep
from assistant.api.problems import described, invalid, missing
from assistant.api.requests import RequestBody, Text
from assistant.feedback import LONGEST_TEXT, candidates, give
from corpus.store.feedback import Feedback, Reason, State

router = APIRouter(tags=["feedback"], dependencies=[Reader])


class FeedbackRequest(RequestBody):
    """What is said of an answer; `reasons` count where it was not helpful."""

    message_id: Annotated[str, Field(min_length=1, max_length=40)]
    conversation_id: Annotated[str, Field(max_length=40)] | None = None
    helpful: bool
    reasons: tuple[Reason, ...] = ()
    text: Annotated[Text, Field(max_length=LONGEST_TEXT)] = ""


class FeedbackGiven(RequestBody):
    """That it was kept."""

    id: str
    message_id: str


class StateRequest(RequestBody):
    """What becomes of a case."""

    state: State


@router.post("/feedback", status_code=201, responses=described(400, 404, 413, 422, 503))
def post(body: FeedbackRequest, assistant: AssistantDep) -> FeedbackGiven:
    """Keeps what is said of an answer, in the place of what was said of it before.

    A text with personal data is not kept (422).
    """
    try:
        kept = give(
            assistant.library.feedback,
            body.message_id,
            body.conversation_id,
            helpful=body.helpful,
            reasons=body.reasons,
            text=body.text,
        )
    except ValueError as error:
        raise invalid("text", str(error)) from error
    if kept is None:
        raise missing("message", body.message_id)
    return FeedbackGiven(id=kept.id, message_id=kept.message_id)


@router.get("/feedback", responses=described(422, 503), dependencies=[Administrator])
def listed(
    assistant: AssistantDep, state: State | None = None, helpful: bool | None = None, reason: Reason | None = None
) -> list[Feedback]:
    """The cases that meet the conditions, the newest first."""
    return assistant.library.feedback.list(state=state, helpful=helpful, reason=reason)


@router.get(
    "/feedback/candidates.jsonl",
    response_class=Response,
    responses={**described(403, 503), 200: {"content": {"application/jsonl": {}}, "description": "A case a line"}},
    dependencies=[Administrator],
)
def golden_candidates(assistant: AssistantDep, case: Annotated[tuple[str, ...], Query(alias="id")] = ()) -> Response:
    """The chosen cases as candidates for the golden set; what a right answer must say is left to a person."""
    box = assistant.library.feedback
    found = [one for one in map(box.get, dict.fromkeys(case)) if one is not None]
    headers = {"Content-Disposition": 'attachment; filename="golden-candidates.jsonl"'}
    return Response(candidates(found), media_type="application/jsonl", headers=headers)


@router.get("/feedback/{feedback_id}", responses=described(404, 503), dependencies=[Administrator])
def one(feedback_id: str, assistant: AssistantDep) -> Feedback:
    """A case with its question and answer."""
    found = assistant.library.feedback.get(feedback_id)
    if found is None:
        raise missing("feedback", feedback_id)
    return found


@router.patch("/feedback/{feedback_id}", responses=described(400, 404, 413, 422, 503), dependencies=[Administrator])
def change(feedback_id: str, body: StateRequest, assistant: AssistantDep) -> Feedback:
    """Moves a case to another state."""
    found = assistant.library.feedback.set_state(feedback_id, body.state)
    if found is None:
        raise missing("feedback", feedback_id)
    return found

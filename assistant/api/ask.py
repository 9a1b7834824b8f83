"""POST /ask: a question, and its verified answer."""

from typing import Annotated, Literal

from fastapi import APIRouter, Body
from fastapi.openapi.models import Example
from pydantic import Field

from assistant.answering.answer import Answer
from assistant.answering.listener import SILENT, Listener
from assistant.api.access import Reader
from assistant.api.dependencies import AssistantDep
from assistant.api.owner import AskerDep, OwnerDep
from assistant.api.problems import described, invalid
from assistant.api.requests import QuestionText, RequestBody, Text, check_documents, check_scope
from assistant.conversation.memory import UnknownConversationError
from assistant.language_model.model import Asker
from assistant.service import Assistant

router = APIRouter(tags=["ask"], dependencies=[Reader])

EXAMPLES: dict[str, Example] = {
    "who": Example(summary="Who owns a measure", value={"question": "Hvem har ansvar for boklesing og leselyst?"}),
    "list": Example(
        summary="A complete list, from one document",
        value={
            "question": "Hvilke tiltak har PPT ansvar for?",
            "document_ids": ["oslo-overordnet-handlingsplan-kvalitet-2024-2030"],
        },
    ),
    "nynorsk": Example(summary="In nynorsk", value={"question": "Kven har ansvaret for årsplanen?", "language": "nn"}),
}


class AskRequest(RequestBody):
    """A question; `document_ids` limit where its answer may come from, `language` is that of the answer.

    `scope` is the jurisdiction of whoever asks, as documents have theirs ("Oslo, Bydel Grorud"): own plans come first.

    With the `conversation_id` of an earlier answer it may lean on what was asked before; without one begins a new one.
    """

    question: QuestionText
    conversation_id: Annotated[Text, Field(min_length=1, max_length=100)] | None = None
    document_ids: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    language: Literal["nb", "nn", "en"] | None = None
    scope: Annotated[Text, Field(min_length=1, max_length=200)] | None = None


@router.post("/ask", responses=described(400, 413, 422, 503))
def ask(
    request: Annotated[AskRequest, Body(openapi_examples=EXAMPLES)],
    assistant: AssistantDep,
    owner: OwnerDep,
    asker: AskerDep,
) -> Answer:
    """The verified answer, or an honest refusal with the nearest passages.

    A question with personal data is refused, and kept nowhere.
    """
    return asked(request, assistant, owner, asker)


def asked(
    request: AskRequest, assistant: Assistant, owner: str | None, asker: Asker, listener: Listener = SILENT
) -> Answer:
    """The answer to a request; problem 422 where it names what there is not."""
    check_documents(assistant, request.document_ids, "document_ids")
    check_scope(assistant, request.scope)
    try:
        return assistant.ask(
            request.question,
            conversation_id=request.conversation_id,
            document_ids=request.document_ids,
            language=request.language,
            scope=request.scope,
            owner=owner,
            asker=asker,
            listener=listener,
        )
    except UnknownConversationError as error:
        raise invalid("conversation_id", str(error)) from error

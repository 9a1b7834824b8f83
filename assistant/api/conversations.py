"""GET, PATCH and DELETE /conversations: those of one's own browser, and taking them elsewhere."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import AfterValidator, Field

from assistant.api.access import Reader
from assistant.api.dependencies import AssistantDep
from assistant.api.owner import OwnerDep
from assistant.api.problems import described, missing
from assistant.api.requests import RequestBody, Text
from assistant.conversation.record import ConversationRecord, Summary, record, summaries
from assistant.exports.markdown import conversation_markdown
from assistant.question.orders import shown
from assistant.question.personal_data import personal_data
from assistant.service import Assistant
from corpus.store.conversations import LONGEST_TITLE

router = APIRouter(tags=["conversations"], dependencies=[Reader])

MARKDOWN_TYPE = "text/markdown; charset=utf-8"


def checked_title(title: str) -> str:
    """The title, white space single.

    Raises ValueError where nothing is left, it is too long, or has personal data in it.
    """
    text = " ".join(shown(title).split())
    if not text:
        raise ValueError("navnet er tomt; skriv hva samtalen handler om")
    if len(text) > LONGEST_TITLE:
        raise ValueError(f"navnet er på {len(text)} tegn; skriv høyst {LONGEST_TITLE}")
    if personal_data(text):
        raise ValueError("navnet ser ut til å inneholde personopplysninger; skriv det uten")
    return text


class Renaming(RequestBody):
    """A new title of 1 to 200 characters, without personal data."""

    title: Annotated[Text, Field(min_length=1), AfterValidator(checked_title)]


@router.get("/conversations", responses=described(503))
def conversations(assistant: AssistantDep, owner: OwnerDep) -> list[Summary]:
    """The conversations of the browser that asks, the one that was last asked in first; none without its cookie."""
    return summaries(assistant.library.conversations, owner)


@router.get("/conversations/{conversation_id}.md", response_class=Response, responses=described(404, 503))
def conversation_as_markdown(
    conversation_id: str, request: Request, assistant: AssistantDep, owner: OwnerDep
) -> Response:
    """The conversation as Markdown, each answer with its sources."""
    found = _found(assistant, conversation_id, owner)
    base = str(request.base_url).rstrip("/")
    content = conversation_markdown(found, lambda path: f"{base}{path}")
    return Response(content, media_type=MARKDOWN_TYPE, headers=_as_file(found.id, "md"))


@router.get("/conversations/{conversation_id}.json", responses=described(404, 503))
def conversation_as_file(
    conversation_id: str, response: Response, assistant: AssistantDep, owner: OwnerDep
) -> ConversationRecord:
    """The conversation with whole answers, as a file."""
    found = _found(assistant, conversation_id, owner)
    response.headers.update(_as_file(found.id, "json"))
    return found


@router.get("/conversations/{conversation_id}", responses=described(404, 503))
def conversation(conversation_id: str, assistant: AssistantDep, owner: OwnerDep) -> ConversationRecord:
    """The conversation with whole answers."""
    return _found(assistant, conversation_id, owner)


@router.patch("/conversations/{conversation_id}", responses=described(400, 404, 413, 422, 503))
def rename(conversation_id: str, body: Renaming, assistant: AssistantDep, owner: OwnerDep) -> ConversationRecord:
    """Gives the conversation another title."""
    _found(assistant, conversation_id, owner)
    assistant.library.conversations.rename(conversation_id, body.title)
    return _found(assistant, conversation_id, owner)


@router.delete("/conversations/{conversation_id}", status_code=204, responses=described(404, 503))
def delete(conversation_id: str, assistant: AssistantDep, owner: OwnerDep) -> None:
    """Deletes the conversation with all that was asked and answered in it."""
    kept = assistant.library.conversations
    if not kept.exists(conversation_id, owner):
        raise missing("conversation", conversation_id)
    kept.remove(conversation_id)


def _found(assistant: Assistant, conversation_id: str, owner: str | None) -> ConversationRecord:
    found = record(assistant.library, conversation_id, owner)
    if found is None:
        raise missing("conversation", conversation_id)
    return found


def _as_file(conversation_id: str, suffix: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="samtale-{conversation_id}.{suffix}"'}

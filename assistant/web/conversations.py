"""The conversations of one's browser: listed, opened and gone on with, renamed, deleted."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.api.access import Reader
from assistant.api.conversations import checked_title
from assistant.api.dependencies import AssistantDep
from assistant.api.owner import OwnerDep
from assistant.conversation.record import record, summaries
from assistant.inputs import whole_characters
from assistant.web.chat_page import chat_page
from assistant.web.errors import error_page
from assistant.web.navigation import Link
from assistant.web.paths import href
from assistant.web.rendering import render
from assistant.web.turns import conversation_path, turns_of
from corpus.store.conversations import LONGEST_TITLE

router = APIRouter(dependencies=[Reader])

LINKS = (Link("/samtaler", "conversations.nav"),)

_MISSING = ("conversations.missing_title", "conversations.missing_text")


@router.get("/samtaler")
def conversations(request: Request, assistant: AssistantDep, owner: OwnerDep) -> Response:
    """All of them, the one that was last asked in first."""
    found = summaries(assistant.library.conversations, owner)
    return render(request, "conversations.html", {"conversations": found, "longest_title": LONGEST_TITLE})


@router.get("/samtaler/{conversation_id}")
def conversation(
    request: Request,
    conversation_id: str,
    assistant: AssistantDep,
    owner: OwnerDep,
    svar: int = 0,
    sorter: str = "",
    navn: str = "",
) -> Response:
    """One with all that was asked and answered, to be gone on with; `svar` is the answer whose measures are ordered by
    `sorter`, `navn` says that a name was not taken.
    """
    found = record(assistant.library, conversation_id, owner)
    if found is None:
        return error_page(request, 404, _MISSING)
    turns = turns_of(request, found, svar, sorter)
    return chat_page(request, assistant, found, turns=turns, is_name_refused=bool(navn))


@router.post("/samtaler/{conversation_id}/navn")
def rename(
    request: Request,
    conversation_id: str,
    assistant: AssistantDep,
    owner: OwnerDep,
    tittel: Annotated[str, Form()] = "",
) -> Response:
    """Gives it another name; an empty one is as it was at first."""
    kept = assistant.library.conversations
    if not kept.exists(conversation_id, owner):
        return error_page(request, 404, _MISSING)
    address = conversation_path(request, conversation_id)
    try:
        title = checked_title(whole_characters(tittel)) if tittel.strip() else None
    except ValueError:
        return RedirectResponse(f"{address}?navn=nei", status_code=303)
    kept.rename(conversation_id, title)
    return RedirectResponse(address, status_code=303)


@router.post("/samtaler/{conversation_id}/slett")
def delete(request: Request, conversation_id: str, assistant: AssistantDep, owner: OwnerDep) -> Response:
    """Deletes it with all that was asked and answered in it."""
    kept = assistant.library.conversations
    if not kept.exists(conversation_id, owner):
        return error_page(request, 404, _MISSING)
    kept.remove(conversation_id)
    return RedirectResponse(href(request, "/samtaler"), status_code=303)

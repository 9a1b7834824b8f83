"""The question with its answer."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from assistant.answering.answer import Answer, Status
from assistant.api.dependencies import AssistantDep
from assistant.api.documents import DocumentEntry, entries
from assistant.conversation.memory import UnknownConversationError
from assistant.service import LONGEST_QUESTION, Assistant, checked_question
from assistant.web.language import page_language
from assistant.web.navigation import Link
from assistant.web.rendering import chosen_scope, render
from assistant.web.scope import Scope
from assistant.web.text import answer_html
from assistant.web.texts import text

router = APIRouter()

LINKS = (Link("/", "chat.nav"),)

_HEADINGS = {Status.ANSWERED: "chat.answered", Status.REFUSED: "chat.refused"}


@router.get("/")
def ask(
    request: Request,
    assistant: AssistantDep,
    q: str | None = None,
    samtale: str | None = None,
    etter: str | None = None,
) -> Response:
    """The question box; with `q`, the answer beside its sources.

    `samtale` is the conversation, `etter` the message that the page asked from shows: a page opened again, or gone back
    to, asks as it did before.
    """
    complaint = _complaint(request, q) if q is not None else None
    answer, is_lost = None, False
    if q is not None and complaint is None:
        answer, is_lost = _asked(assistant, q, samtale, etter)
    context = {
        "question": q or "",
        "longest": LONGEST_QUESTION,
        "complaint": complaint,
        "conversation": samtale,
        "after": etter,
        "is_lost": is_lost,
        "examples": assistant.example_questions(),
        "plans": _plans(entries(assistant), chosen_scope(request)),
        "answer": None,
        **(_answer_context(request, answer, checked_question(q or "")) if answer else {}),
    }
    return render(request, "ask.html", context, status_code=422 if complaint else 200)


def _asked(assistant: Assistant, question: str, conversation: str | None, after: str | None) -> tuple[Answer, bool]:
    """The answer, and whether the conversation that it was asked in is gone: then it begins a new one."""
    try:
        return assistant.ask(question, conversation_id=conversation or None, after=after or None), False
    except UnknownConversationError:
        return assistant.ask(question), True


def _plans(documents: Sequence[DocumentEntry], scope: Scope) -> list[tuple[DocumentEntry, list[DocumentEntry]]]:
    """Each plan, one's own first: the edition that holds, then the others, the newest first."""
    by_id = {document.id: document for document in documents}
    return [
        (document, [by_id[key] for key in reversed(document.editions) if key != document.id])
        for document in sorted(documents, key=lambda document: scope.distance(document.jurisdiction))
        if document.standing == "current"
    ]


def _complaint(request: Request, question: str) -> str | None:
    try:
        checked_question(question)
    except ValueError:
        length, language = len(" ".join(question.split())), page_language(request)
        if length > LONGEST_QUESTION:
            return text("chat.too_long", language, length=length, longest=LONGEST_QUESTION)
        return text("chat.empty", language)
    return None


def _answer_context(request: Request, answer: Answer, question: str) -> dict[str, object]:
    numbers = {citation.number for citation in answer.citations}
    return {
        "answer": answer,
        "heading": _HEADINGS.get(answer.status, "chat.not_found"),
        "conversation": answer.conversation_id,
        "after": answer.message_id,
        "is_rewritten": answer.standalone_question != question,
        "answer_html": answer_html(answer.answer, numbers, text("chat.source", page_language(request), number="{0}")),
    }

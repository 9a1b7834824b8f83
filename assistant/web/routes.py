"""The pages: the question with its answer, and a page of a document."""

from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.templating import Jinja2Templates

from assistant import labels
from assistant.answering.answer import Answer, Status
from assistant.api.dependencies import AssistantDep
from assistant.api.documents import DocumentEntry, entries
from assistant.api.pages import page_view
from assistant.comparing import phrasing
from assistant.conversation.memory import UnknownConversationError
from assistant.links import image_url
from assistant.service import LONGEST_QUESTION, Assistant, checked_question
from assistant.web.text import answer_html, marked_html

router = APIRouter(include_in_schema=False)

_HEADINGS = {Status.ANSWERED: "Svar", Status.REFUSED: "Ikke et spørsmål om planene"}
_ENGINES = {"extractive": "uten språkmodell"}
_ERRORS = {
    404: ("Fant ikke siden", "Adressen leder ikke til noe her. Dokumentet kan være fjernet."),
    503: ("Ikke klar ennå", "Planassistenten åpner dokumentene. Prøv igjen om noen sekunder."),
}
_ANY_ERROR = (
    "Noe gikk galt",
    "Planassistenten kunne ikke vise denne siden. Prøv igjen, eller si fra til den som drifter den.",
)

_templates = Jinja2Templates(directory=Path(__file__).parent / "templates")
_templates.env.globals.update(labels=labels)


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
    complaint = _complaint(q) if q is not None else None
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
        "plans": _plans(entries(assistant)),
        **(_answer_context(answer, checked_question(q or "")) if answer else {}),
    }
    return _templates.TemplateResponse(request, "ask.html", context, status_code=422 if complaint else 200)


@router.get("/documents/{document_id}/pages/{number}")
def page(
    request: Request,
    document_id: str,
    number: int,
    assistant: AssistantDep,
    generation: str | None = None,
    mark: Annotated[str, Query()] = "",
) -> Response:
    """A page of a document with the words of a citation marked."""
    found = page_view(assistant, document_id, number, generation, words=True)
    document = found and assistant.library.published(found.generation_id)
    if found is None or document is None:
        return error_page(request, 404)
    boxes = found.boxes(mark) if found.image_url else ()
    text, is_in_text = marked_html(found.text, mark, anchor="markert-tekst" if boxes else "markert")
    current = assistant.library.snapshot.generations.get(document_id)
    context = {
        "page": found,
        "document": document,
        "image": image_url(document_id, number, found.generation_id, mark) if found.image_url else None,
        "box": boxes[0] if boxes else None,
        "text": text,
        "is_marked": bool(boxes) or is_in_text,
        "is_lost": bool(mark.strip()) and not boxes and not is_in_text,
        "is_superseded": found.generation_id != current,
        "holding": assistant.holding(document_id),
    }
    return _templates.TemplateResponse(request, "page.html", context)


@router.get("/documents/{old}/diff/{new}")
def diff(
    request: Request, old: str, new: str, assistant: AssistantDep, language: Literal["nb", "nn", "en"] = "nb"
) -> Response:
    """What became of the measures from one edition to another."""
    if assistant.document(old) is None or assistant.document(new) is None:
        return error_page(request, 404)
    context = {"difference": assistant.difference(old, new), "language": language, "phrasing": phrasing}
    return _templates.TemplateResponse(request, "diff.html", context)


def error_page(request: Request, status: int) -> Response:
    """What a person sees in the place of problem details."""
    title, text = _ERRORS.get(status, _ANY_ERROR)
    context = {"title": title, "text": text, "phrase": HTTPStatus(status).phrase}
    return _templates.TemplateResponse(request, "error.html", context, status_code=status)


def _asked(assistant: Assistant, question: str, conversation: str | None, after: str | None) -> tuple[Answer, bool]:
    """The answer, and whether the conversation that it was asked in is gone: then it begins a new one."""
    try:
        return assistant.ask(question, conversation_id=conversation or None, after=after or None), False
    except UnknownConversationError:
        return assistant.ask(question), True


def _plans(documents: Sequence[DocumentEntry]) -> list[tuple[DocumentEntry, list[DocumentEntry]]]:
    """Each plan: the edition that holds, then the others, the newest first."""
    by_id = {document.id: document for document in documents}
    return [
        (document, [by_id[key] for key in reversed(document.editions) if key != document.id])
        for document in documents
        if document.standing == "current"
    ]


def _complaint(question: str) -> str | None:
    try:
        checked_question(question)
    except ValueError:
        length = len(" ".join(question.split()))
        if length > LONGEST_QUESTION:
            return f"Spørsmålet er på {length} tegn. Skriv høyst {LONGEST_QUESTION}, og spør om én ting om gangen."
        return "Spørsmålet er tomt. Skriv det du vil vite."
    return None


def _answer_context(answer: Answer, question: str) -> dict[str, object]:
    numbers = {citation.number for citation in answer.citations}
    return {
        "answer": answer,
        "heading": _HEADINGS.get(answer.status, "Fant ikke svar"),
        "conversation": answer.conversation_id,
        "after": answer.message_id,
        "is_rewritten": answer.standalone_question != question,
        "answer_html": answer_html(answer.answer, numbers),
        "engine": _ENGINES.get(answer.engine, f"med språkmodellen {answer.engine}"),
    }

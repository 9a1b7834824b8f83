"""A draft as a file: Word, PDF, Markdown, JSON; none while a source in it cannot be verified."""

from typing import Any

from fastapi import APIRouter, Request, Response
from slugify import slugify

from assistant.api.access import Leader
from assistant.api.dependencies import AssistantDep, Services, ServicesDep
from assistant.api.draft_access import DraftDep, template_of
from assistant.api.problems import MEDIA_TYPE, Problem, ProblemError, described
from assistant.exports.drafts.content import Written, content
from assistant.exports.drafts.data import ExportedDraft, exported
from assistant.exports.drafts.document import DraftDocument
from assistant.exports.drafts.markdown import MARKDOWN_TYPE, markdown_file
from assistant.exports.drafts.pdf import PDF_TYPE, PdfError, pdf_file
from assistant.exports.drafts.refusal import RefusedError, Unverified
from assistant.exports.drafts.word import WORD_TYPE, word_file
from assistant.service import Assistant
from corpus.store.drafts import DraftRecord

router = APIRouter(tags=["drafts"], dependencies=[Leader])

_RETRY = {"Retry-After": "30"}
_PDF_PROBLEMS = {
    "missing": (
        501,
        "No LibreOffice",
        "PDF lages av LibreOffice, som ikke er installert her; hent Word-filen i stedet",
    ),
    "busy": (503, "Busy", "det lages andre PDF-filer nå; prøv igjen om et halvt minutt, eller hent Word-filen"),
    "slow": (503, "Too slow", "LibreOffice ble ikke ferdig i tide; prøv igjen om litt, eller hent Word-filen"),
    "failed": (503, "No PDF", "LibreOffice laget ingen PDF; hent Word-filen, og si fra til den som drifter tjenesten"),
}


class UnverifiedProblem(Problem):
    """The draft is not exported: `unverified` are the sentences whose sources cannot be verified, and what to do."""

    unverified: tuple[Unverified, ...]


_REFUSED: dict[int | str, dict[str, Any]] = {
    409: {
        "description": "A source in the draft cannot be verified",
        "model": UnverifiedProblem,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/UnverifiedProblem"}}},
    }
}


def _answers(media_type: str, description: str, *further: int) -> dict[int | str, dict[str, Any]]:
    file: dict[int | str, dict[str, Any]] = {200: {"content": {media_type: {}}, "description": description}}
    return {**described(404, 503, *further), **_REFUSED, **file}


@router.get("/drafts/{draft_id}/export.docx", response_class=Response, responses=_answers(WORD_TYPE, "A Word file"))
def export_docx(draft: DraftDep, services: ServicesDep, assistant: AssistantDep, request: Request) -> Response:
    """The draft as a Word file, with its tables, its references and their list."""
    return _file(draft, word_file(_document(written_draft(services, draft), assistant, request)), WORD_TYPE, "docx")


@router.get("/drafts/{draft_id}/export.pdf", response_class=Response, responses=_answers(PDF_TYPE, "A PDF", 501))
def export_pdf(draft: DraftDep, services: ServicesDep, assistant: AssistantDep, request: Request) -> Response:
    """The Word file as PDF, where LibreOffice is installed."""
    word = word_file(_document(written_draft(services, draft), assistant, request))
    try:
        made = pdf_file(word)
    except PdfError as error:
        status, title, detail = _PDF_PROBLEMS[error.reason]
        raise ProblemError(status, title, detail, _RETRY if error.reason == "busy" else None) from error
    return _file(draft, made, PDF_TYPE, "pdf")


@router.get("/drafts/{draft_id}/export.md", response_class=Response, responses=_answers(MARKDOWN_TYPE, "Markdown"))
def export_markdown(draft: DraftDep, services: ServicesDep, assistant: AssistantDep, request: Request) -> Response:
    """The draft as Markdown."""
    told = markdown_file(_document(written_draft(services, draft), assistant, request))
    return _file(draft, told.encode(), MARKDOWN_TYPE, "md")


@router.get("/drafts/{draft_id}/export.json", responses={**described(404, 503), **_REFUSED})
def export_json(
    draft: DraftDep, services: ServicesDep, assistant: AssistantDep, request: Request, response: Response
) -> ExportedDraft:
    """The draft as data: the document, and where each sentence of each field is from."""
    whole = written_draft(services, draft)
    response.headers.update(_named(draft, "json"))
    return exported(whole, _document(whole, assistant, request))


def written_draft(services: Services, draft: DraftRecord) -> Written:
    """All that is kept of a draft."""
    drafts = services.library.drafts
    return Written(draft, template_of(draft), drafts.fields(draft.id), tuple(drafts.sources(draft.id)))


def _document(whole: Written, assistant: Assistant, request: Request) -> DraftDocument:
    """The document; problem 409 with each sentence whose source cannot be verified by whoever asks."""
    server = str(request.base_url).rstrip("/")
    try:
        return content(whole, assistant.library, lambda path: f"{server}{path}")
    except RefusedError as error:
        first, count = error.unverified[0], len(error.unverified)
        further = {"unverified": [one.model_dump(mode="json") for one in error.unverified]}
        others = f" (og {count - 1} til)" if count > 1 else ""
        detail = f"utkastet kan ikke eksporteres. {first.field}: {first.detail}{others}"
        raise ProblemError(409, "Sources cannot be verified", detail, further=further) from error


def _file(draft: DraftRecord, made: bytes, media_type: str, suffix: str) -> Response:
    return Response(made, media_type=media_type, headers=_named(draft, suffix))


def _named(draft: DraftRecord, suffix: str) -> dict[str, str]:
    name = slugify(draft.title, max_length=80) or "utkast"
    return {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}

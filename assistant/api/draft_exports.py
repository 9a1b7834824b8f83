"""A draft as a file: Word, PDF, Markdown, JSON; none while a source in it cannot be verified."""

from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Query, Request, Response
from slugify import slugify

from assistant.api.access import Leader
from assistant.api.dependencies import AssistantDep, Services, ServicesDep
from assistant.api.draft_access import DraftDep, template_of
from assistant.api.problems import MEDIA_TYPE, Problem, ProblemError, described
from assistant.config import Settings
from assistant.drafting.coverage import Coverage
from assistant.drafting.covered import draft_coverage
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
    return {**described(404, 422, 503, *further), **_REFUSED, **file}


WithCoverage = Annotated[bool, Query(description="As its last chapter: which duties of the overall plan it answers")]


class Whole(NamedTuple):
    """A draft with the document that is made of it."""

    written: Written
    document: DraftDocument


def whole_draft(
    draft: DraftDep, services: ServicesDep, assistant: AssistantDep, request: Request, coverage: WithCoverage = False
) -> Whole:
    """The document of the draft; problem 409 with each sentence whose source cannot be verified by whoever asks."""
    settings: Settings = request.app.state.settings
    whole, server = written_draft(services, draft), settings.told_address
    try:
        covered = _coverage(whole, assistant) if coverage else None
        return Whole(whole, content(whole, assistant.library, lambda path: f"{server}{path}", covered))
    except RefusedError as error:
        first, count = error.unverified[0], len(error.unverified)
        further = {"unverified": [one.model_dump(mode="json") for one in error.unverified]}
        others = f" (og {count - 1} til)" if count > 1 else ""
        detail = f"utkastet kan ikke eksporteres. {first.field}: {first.detail}{others}"
        raise ProblemError(409, "Sources cannot be verified", detail, further=further) from error


WholeDep = Annotated[Whole, Depends(whole_draft)]


@router.get("/drafts/{draft_id}/export.docx", response_class=Response, responses=_answers(WORD_TYPE, "A Word file"))
def export_docx(whole: WholeDep) -> Response:
    """The draft as a Word file, with its tables, its references and their list."""
    return _file(whole, word_file(whole.document), WORD_TYPE, "docx")


@router.get("/drafts/{draft_id}/export.pdf", response_class=Response, responses=_answers(PDF_TYPE, "A PDF", 501))
def export_pdf(whole: WholeDep) -> Response:
    """The Word file as PDF, where LibreOffice is installed."""
    try:
        made = pdf_file(word_file(whole.document, is_printed=True))
    except PdfError as error:
        status, title, detail = _PDF_PROBLEMS[error.reason]
        raise ProblemError(status, title, detail, _RETRY if error.reason == "busy" else None) from error
    return _file(whole, made, PDF_TYPE, "pdf")


@router.get("/drafts/{draft_id}/export.md", response_class=Response, responses=_answers(MARKDOWN_TYPE, "Markdown"))
def export_markdown(whole: WholeDep) -> Response:
    """The draft as Markdown."""
    return _file(whole, markdown_file(whole.document).encode(), MARKDOWN_TYPE, "md")


@router.get("/drafts/{draft_id}/export.json", responses={**described(404, 422, 503), **_REFUSED})
def export_json(whole: WholeDep, response: Response) -> ExportedDraft:
    """The draft as data: the document, and where each sentence of each field is from."""
    response.headers.update(_named(whole, "json"))
    return exported(whole.written, whole.document)


def written_draft(services: Services, draft: DraftRecord) -> Written:
    """All that is kept of a draft."""
    drafts = services.library.drafts
    return Written(draft, template_of(draft), drafts.fields(draft.id), tuple(drafts.sources(draft.id)))


def _coverage(whole: Written, assistant: Assistant) -> Coverage:
    """How much of what binds a draft it answers."""
    record, texts = whole.record, whole.texts.values()
    found = draft_coverage(whole.template, texts, assistant.library, assistant.today, record.jurisdiction)
    return found.coverage


def _file(whole: Whole, made: bytes, media_type: str, suffix: str) -> Response:
    return Response(made, media_type=media_type, headers=_named(whole, suffix))


def _named(whole: Whole, suffix: str) -> dict[str, str]:
    name = slugify(whole.written.record.title, max_length=80) or "utkast"
    return {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}

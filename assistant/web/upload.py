"""Uploading: files are chosen, what is said of each is filled in beside its own suggestions, then they are read in."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from assistant.api.access import Editor, UserDep
from assistant.api.dependencies import AssistantDep, JobsDep
from assistant.api.documents import check_editable
from assistant.api.rereading import metadata_of
from assistant.api.uploads import check_target, plain_name
from assistant.auth.user import User
from assistant.ingestion.found_files import too_large
from assistant.ingestion.looking import Look, readable_endings
from assistant.jobs import Jobs
from assistant.service import Assistant
from assistant.web.errors import error_page
from assistant.web.jobs import jobs_path
from assistant.web.metadata import SHARED, MetadataForm, empty_form, form_of, read_form
from assistant.web.paths import href
from assistant.web.rendering import render
from corpus.models import Metadata
from corpus.store.held_files import HeldFile
from corpus.words.alphabet import alphabetical

router = APIRouter(dependencies=[Editor])

COMMON = "felles."
"""What the names of the fields begin with that are said of every file."""

MOST_FILES = 50
"""Files of one upload."""


async def _sent(request: Request) -> AsyncIterator[FormData]:
    """The form; the files in it are closed once it is answered."""
    try:
        form = await request.form(max_files=MOST_FILES)
    except ValueError as error:  # letters that are none in the encoding that the form says it has
        raise HTTPException(400) from error
    try:
        yield form
    finally:
        await form.close()


SentForm = Annotated[FormData, Depends(_sent)]


@router.get("/admin/opplasting")
def choose(request: Request, assistant: AssistantDep, jobs: JobsDep, erstatt: str | None = None) -> Response:
    """Files are chosen; with `erstatt`, the one that a document is to be read from instead."""
    return _choice(request, assistant, jobs, erstatt)


@router.post("/admin/opplasting")
def receive(request: Request, assistant: AssistantDep, jobs: JobsDep, user: UserDep, sent: SentForm) -> Response:
    """Keeps the files that were sent, until it is said what they are; begins to look into them."""
    replaced = str(sent.get("erstatt") or "") or None
    files = [file for file in sent.getlist("fil") if isinstance(file, UploadFile) and plain_name(file.filename)]
    if not files:
        return _choice(request, assistant, jobs, replaced, complaint="upload.no_file")
    if replaced:
        check_editable(assistant, user, replaced)
    check_target(jobs, user, None, "collection")
    limits, taken, refused = jobs.limits, [], []
    for file in files[:1] if replaced else files:
        name, content = plain_name(file.filename), file.file.read(limits.size + 1)
        if len(content) > limits.size:
            refused.append((name, too_large(file.size or len(content), limits)))
            continue
        taken.append(jobs.look(content, name, user, replaced).held_id or "")
    if refused:
        for upload in _kept(jobs, user, taken):
            jobs.forget(upload)
        return _choice(request, assistant, jobs, replaced, refused=refused)
    return RedirectResponse(href(request, _path(taken)), status_code=303)


@router.get("/admin/opplasting/opplysninger")
def describe(
    request: Request,
    assistant: AssistantDep,
    jobs: JobsDep,
    user: UserDep,
    fil: Annotated[tuple[str, ...], Query()] = (),
) -> Response:
    """What is said of each file, beside what it says of itself."""
    kept = _kept(jobs, user, fil)
    if not kept:
        return RedirectResponse(href(request, "/admin/opplasting"), status_code=303)
    forms = {upload.id: _first_form(assistant, upload) for upload in kept}
    return _description(request, assistant, jobs, user, kept, forms, read_form(FormData()))


@router.post("/admin/opplasting/les")
def read_in(request: Request, assistant: AssistantDep, jobs: JobsDep, user: UserDep, sent: SentForm) -> Response:
    """Reads the files in as what they are said to be."""
    kept = _kept(jobs, user, [value for value in sent.getlist("fil") if isinstance(value, str)])
    if not kept:
        return RedirectResponse(href(request, "/admin/opplasting"), status_code=303)
    looks = {upload.id: _look(jobs, user, upload) for upload in kept}
    forms = {upload.id: read_form(sent, f"{upload.id}.", looks[upload.id], COMMON) for upload in kept}
    wanted = [upload for upload in kept if _is_readable(looks[upload.id])]
    choices = editable(jobs, user)
    if [upload for upload in wanted if not forms[upload.id].check(choices)]:
        return _description(request, assistant, jobs, user, kept, forms, read_form(sent, COMMON), status_code=422)
    begun = []
    for upload in wanted:
        metadata = _metadata(assistant, upload, forms[upload.id], sent)
        allowed = sent.get(f"{upload.id}.allow") == "ja"
        begun.append(jobs.read_in(upload, metadata, user, allow_personal_data=allowed).id)
    for upload in kept:
        if upload not in wanted:
            jobs.forget(upload)
    return RedirectResponse(href(request, jobs_path(begun)), status_code=303)


@router.post("/admin/opplasting/avbryt")
def cancel(request: Request, jobs: JobsDep, user: UserDep, sent: SentForm) -> Response:
    """Forgets the files."""
    for upload in _kept(jobs, user, [value for value in sent.getlist("fil") if isinstance(value, str)]):
        jobs.forget(upload)
    return RedirectResponse(href(request, "/admin/dokumenter"), status_code=303)


def editable(jobs: Jobs, user: User) -> dict[str, str]:
    """The titles, by id, of the collections that a user may put documents into."""
    return {one.id: one.title for one in jobs.library.collections.all() if user.may_edit(one.id)}


def known_values(assistant: Assistant) -> dict[str, list[str]]:
    """What was said before, by field, for who says it again."""
    documents = assistant.documents()
    return {
        name: sorted({value for document in documents if (value := getattr(document, name))}, key=alphabetical)
        for name in ("issuer", "jurisdiction", "contact")
    }


def _choice(
    request: Request,
    assistant: Assistant,
    jobs: Jobs,
    replaced: str | None,
    *,
    complaint: str | None = None,
    refused: Sequence[tuple[str, str]] = (),
) -> Response:
    document = assistant.document(replaced) if replaced else None
    if replaced and document is None:
        return error_page(request, 404)
    context = {
        "replaced": document,
        "complaint": complaint,
        "refused": refused,
        "endings": readable_endings(),
        "most_mb": jobs.limits.size // 2**20,
    }
    return render(request, "admin_upload.html", context, status_code=422 if complaint or refused else 200)


def _description(
    request: Request,
    assistant: Assistant,
    jobs: Jobs,
    user: User,
    kept: Sequence[HeldFile],
    forms: Mapping[str, MetadataForm],
    common: MetadataForm,
    *,
    status_code: int = 200,
) -> Response:
    looks = {upload.id: _look(jobs, user, upload) for upload in kept}
    context = {
        "uploads": kept,
        "forms": forms,
        "looks": looks,
        "is_over": all(look is not None for look in looks.values()),
        "readable": [upload for upload in kept if _is_readable(looks[upload.id])],
        "replaced": {upload.id: assistant.document(upload.replaced_id) for upload in kept},
        "common": common,
        "shared": SHARED,
        "common_prefix": COMMON,
        "documents": assistant.documents(),
        "collections": list(editable(jobs, user).items()),
        "known": known_values(assistant),
        "path": _path([upload.id for upload in kept]),
    }
    return render(request, "admin_describe.html", context, status_code=status_code)


def _first_form(assistant: Assistant, upload: HeldFile) -> MetadataForm:
    document = assistant.document(upload.replaced_id)
    return form_of(metadata_of(document)) if document else empty_form()


def _metadata(assistant: Assistant, upload: HeldFile, form: MetadataForm, sent: FormData) -> Metadata:
    """What is said of a file; of what no field asks for, a document that it replaces says the same as before."""
    document = assistant.document(upload.replaced_id)
    said: dict[str, Any] = form.said
    if document is None:
        return Metadata(**said)
    is_retelling = sent.get(f"{upload.id}.retelling") == "ja"
    said |= {"id": document.id, "retelling_of": document.retelling_of if is_retelling else None}
    return Metadata(**{**metadata_of(document).model_dump(), **said})


def _look(jobs: Jobs, user: User, upload: HeldFile) -> Look | None:
    """What was found in a file, once it is; a look that went wrong found nothing to suggest."""
    job = jobs.get(upload.job_id, user)
    if job is not None and not job.is_over:
        return None
    return (job and job.found) or Look(reason=job.error if job else None)


def _is_readable(look: Look | None) -> bool:
    return look is not None and look.reason is None


def _kept(jobs: Jobs, user: User, ids: Sequence[str]) -> list[HeldFile]:
    """The files that wait, of these, and are the user's own."""
    found = map(jobs.held.get, dict.fromkeys(ids))
    return [upload for upload in found if upload is not None and (user.edits is None or upload.owner == user.id)]


def _path(file_ids: Sequence[str]) -> str:
    return f"/admin/opplasting/opplysninger?{urlencode([('fil', file_id) for file_id in file_ids])}"

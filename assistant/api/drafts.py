"""The drafts of local plans: begun, described, deleted."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import AfterValidator, Field

from assistant.api.access import Leader, UserDep
from assistant.api.dependencies import AssistantDep, Services, ServicesDep
from assistant.api.draft_access import AuthorDep, DraftDep, DraftReaderDep, is_for_all_readers
from assistant.api.draft_views import DraftSummary, DraftView, draft_summary, draft_view
from assistant.api.owner import OwnerDep
from assistant.api.problems import described, invalid, missing
from assistant.api.requests import RequestBody, Text, check_scope
from assistant.api.templates import TemplatesDep
from assistant.auth.user import OPEN, User
from assistant.inputs import written_text
from corpus.complaints import quoted
from corpus.store.drafts import (
    LONGEST_DRAFT_TITLE,
    LONGEST_PERIOD,
    LONGEST_UNIT,
    DraftClosedError,
    DraftRecord,
    DraftState,
    WrittenForm,
)

router = APIRouter(tags=["drafts"], dependencies=[Leader])


def one_line(text: str) -> str:
    """A text on one line, white space single."""
    return " ".join(written_text(text).split())


def some_words(text: str) -> str:
    """A text on one line.

    Raises ValueError where nothing is left.
    """
    line = one_line(text)
    if not line:
        raise ValueError("er tomt; skriv noe")
    return line


DraftTitle = Annotated[str, Field(max_length=LONGEST_DRAFT_TITLE), AfterValidator(some_words)]
UnitName = Annotated[str, Field(max_length=LONGEST_UNIT), AfterValidator(some_words)]
Period = Annotated[str, Field(max_length=LONGEST_PERIOD), AfterValidator(one_line)]
CollectionName = Annotated[Text, Field(max_length=100)]


class DraftRequest(RequestBody):
    """A draft to begin, for a district or municipality (`unit`); without a title it is called what its template is.

    One of a collection is open to all leaders who read that; one of none to whoever began it alone.
    """

    template: Annotated[Text, Field(max_length=100)]
    unit: UnitName
    jurisdiction: Annotated[str, Field(max_length=LONGEST_UNIT), AfterValidator(some_words)] | None = None
    period: Period = ""
    written_form: WrittenForm = "nb"
    title: DraftTitle | None = None
    collection: CollectionName | None = None


class DraftChanges(RequestBody):
    """What is to be another; what is left out, or null, stays. A draft that is in a collection stays in one."""

    title: DraftTitle | None = None
    unit: UnitName | None = None
    jurisdiction: Annotated[str, Field(max_length=LONGEST_UNIT), AfterValidator(some_words)] | None = None
    period: Period | None = None
    written_form: WrittenForm | None = None
    state: DraftState | None = None
    collection: CollectionName | None = None


@router.get("/drafts", responses=described(503))
def drafts(services: ServicesDep, reader: DraftReaderDep, author: AuthorDep) -> list[DraftSummary]:
    """The drafts that one may open, the one that was changed last first."""
    return [draft_summary(found, author) for found in services.library.drafts.open_to(reader)]


@router.post("/drafts", status_code=201, responses=described(400, 404, 413, 422, 503))
def begin(
    body: DraftRequest,
    services: ServicesDep,
    assistant: AssistantDep,
    templates: TemplatesDep,
    user: UserDep,
    owner: OwnerDep,
    author: AuthorDep,
) -> DraftView:
    """Begins a draft on a template, with all its fields empty."""
    template = templates.get(body.template)
    if template is None:
        raise missing("template", body.template)
    check_scope(assistant, body.jurisdiction, "jurisdiction")
    check_shared(services, user, body.collection)
    made = services.library.drafts.create(
        title=body.title or f"{template.title.form(body.written_form)} – {body.unit}"[:LONGEST_DRAFT_TITLE],
        template=template.model_dump(mode="json"),
        written_form=body.written_form,
        unit=body.unit,
        jurisdiction=body.jurisdiction,
        period=body.period,
        collection=body.collection,
        owner=owner,
    )
    return _shown(services, made, author)


@router.get("/drafts/{draft_id}", responses=described(404, 503))
def draft(found: DraftDep, services: ServicesDep, author: AuthorDep) -> DraftView:
    """A draft with its template and all that stands in it."""
    return _shown(services, found, author)


@router.patch("/drafts/{draft_id}", responses=described(400, 404, 409, 413, 422, 503))
def change(
    body: DraftChanges,
    found: DraftDep,
    services: ServicesDep,
    assistant: AssistantDep,
    user: UserDep,
    author: AuthorDep,
) -> DraftView:
    """Has a draft be called or in another state, or shares it. Of one that is adopted only the state is changed."""
    said = body.model_dump(exclude_none=True)
    if found.state == "adopted" and body.state in (None, "adopted") and said.keys() - {"state"}:
        raise DraftClosedError
    check_scope(assistant, body.jurisdiction, "jurisdiction")
    if body.collection not in (None, found.collection):
        check_shared(services, user, body.collection)
        check_sources(services, found, body.collection)
    changed = services.library.drafts.change(found.id, **said)
    if changed is None:
        raise missing("draft", found.id)
    return _shown(services, changed, author)


@router.delete("/drafts/{draft_id}", status_code=204, responses=described(404, 503))
def delete(found: DraftDep, services: ServicesDep) -> None:
    """Deletes a draft with all its versions, sources and comments."""
    services.library.drafts.remove(found.id)


def check_shared(services: Services, user: User, collection: str | None) -> None:
    """Problem 422 for a collection that there is not, that the user does not read, or that everybody reads."""
    if collection == OPEN:
        raise invalid("collection", "et utkast kan ikke ligge i den åpne samlingen; velg en annen, eller ingen")
    if collection is not None and not (user.may_read(collection) and collection in services.library.collections.ids()):
        raise invalid(
            "collection", f"samlingen {quoted(collection)} finnes ikke; GET /api/v1/collections viser dem som finnes"
        )


def check_sources(services: Services, draft: DraftRecord, collection: str | None) -> None:
    """Problem 422 where a draft has a source that not all who read a collection may read."""
    documents = services.library.snapshot.documents
    for source in services.library.drafts.sources(draft.id):
        document = documents.get(source.document_id)
        if document is not None and not is_for_all_readers(document, collection):
            raise invalid(
                "collection",
                f"kilde {source.number} i utkastet er fra et dokument som ikke alle i samlingen kan lese; bytt kilden "
                "før utkastet deles",
            )


def _shown(services: Services, found: DraftRecord, author: AuthorDep) -> DraftView:
    return draft_view(found, services.library.drafts.fields(found.id), author)

"""The fields of a draft: read, and saved so that nobody's words are lost."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import AfterValidator, Field

from assistant.api.access import Leader
from assistant.api.caching import cache_headers, is_known
from assistant.api.dependencies import Services, ServicesDep
from assistant.api.draft_access import AuthorDep, DraftDep
from assistant.api.draft_saving import CONFLICTS, IfMatch, etag, expected_revision, written
from assistant.api.draft_views import FieldView, field_view
from assistant.api.problems import described, invalid, missing
from assistant.api.requests import RequestBody
from assistant.auth import trail
from assistant.inputs import written_text
from corpus.store.drafts import LONGEST_PART, DraftRecord, FieldText

router = APIRouter(tags=["drafts"], dependencies=[Leader])

PartText = Annotated[str, Field(max_length=LONGEST_PART), AfterValidator(written_text)]


class FieldRequest(RequestBody):
    """What is to stand in a field: every part of it, each of 20,000 characters at most."""

    parts: Annotated[dict[str, PartText], Field(max_length=10)]


@router.get("/drafts/{draft_id}/fields", responses=described(404, 503))
def fields(draft: DraftDep, services: ServicesDep, author: AuthorDep) -> list[FieldView]:
    """All fields: as the template has them, then rows of one's own."""
    return [field_view(text, author) for text in services.library.drafts.fields(draft.id).values()]


@router.get(
    "/drafts/{draft_id}/fields/{key}",
    response_model=FieldView,
    responses={**described(404, 503), 304: {"description": "The field is as it was"}},
)
def field(
    key: str, draft: DraftDep, request: Request, services: ServicesDep, author: AuthorDep, response: Response
) -> FieldView | Response:
    """What stands in a field; the ETag is its revision."""
    found = found_field(services, draft, key)
    headers = cache_headers(str(found.revision))
    if is_known(request, str(found.revision)):
        trail.told()
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return field_view(found, author)


@router.put("/drafts/{draft_id}/fields/{key}", responses={**described(400, 404, 409, 413, 422, 503), **CONFLICTS})
def save(
    key: str,
    body: FieldRequest,
    draft: DraftDep,
    services: ServicesDep,
    author: AuthorDep,
    response: Response,
    if_match: IfMatch = None,
) -> FieldView:
    """Saves a field that is as the writer saw it (If-Match); else nothing is written, and what stands there is told.

    A row of one's own that was removed stands again where it is saved. What seems to be personal data is told in
    `notes`, and kept.
    """
    expected = expected_revision(if_match)
    names = found_field(services, draft, key).parts
    if body.parts.keys() != names.keys():
        raise invalid("parts", f"må være nøyaktig {', '.join(names)}")
    saved = services.library.drafts.save(draft.id, key, body.parts, expected, author)
    found = written(saved, key, author)
    if found.begun_at < found.changed_at or found.revision != expected + 1:
        trail.told()  # the version that this goes on with was told when it began
    response.headers["ETag"] = etag(found.revision)
    return field_view(found, author)


def found_field(services: Services, draft: DraftRecord, key: str) -> FieldText:
    """A field of a draft; problem 404 where it has none of that key."""
    found = services.library.drafts.field(draft.id, key)
    if found is None:
        raise missing("field", key)
    return found

"""The versions of a draft's fields: who wrote what and when, compared, and brought back."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.access import Leader
from assistant.api.dependencies import Services, ServicesDep
from assistant.api.draft_access import AuthorDep, DraftDep
from assistant.api.draft_fields import found_field
from assistant.api.draft_saving import CONFLICTS, IfMatch, etag, expected_revision, written
from assistant.api.draft_views import FieldView, VersionEntry, VersionView, field_view, version_entry, version_view
from assistant.api.problems import described, missing
from assistant.api.requests import RequestBody
from assistant.comparing.wording import Segment, segments
from corpus.store.drafts import LONGEST_KEY, DraftRecord

router = APIRouter(tags=["drafts"], dependencies=[Leader])

_MOST = 2**31 - 1  # as the databases hold it
Revision = Annotated[int, Path(ge=1, le=_MOST)]


class RestoreRequest(RequestBody):
    """The revision to bring back."""

    revision: Annotated[int, Field(ge=1, le=_MOST)]


class PartDifference(BaseModel):
    """A part of a field as two versions have it: what stayed, went and came, in order."""

    model_config = ConfigDict(frozen=True)

    part: str
    segments: tuple[Segment, ...]


class FieldDifference(BaseModel):
    """Two versions of a field beside each other; revision 0 is the empty field."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    key: str
    old: int
    new: int
    parts: tuple[PartDifference, ...]


@router.get("/drafts/{draft_id}/versions", responses=described(404, 422, 503))
def versions(
    draft: DraftDep,
    services: ServicesDep,
    author: AuthorDep,
    key: Annotated[str | None, Query(max_length=LONGEST_KEY)] = None,
) -> list[VersionEntry]:
    """The versions of a field, or of all, the newest first."""
    return [version_entry(found, author) for found in services.library.drafts.versions(draft.id, key)]


@router.get("/drafts/{draft_id}/versions/{key}/{revision}", responses=described(404, 422, 503))
def version(key: str, revision: Revision, draft: DraftDep, services: ServicesDep, author: AuthorDep) -> VersionView:
    """What stood in a field at a revision."""
    found = services.library.drafts.version(draft.id, key, revision)
    if found is None:
        raise missing("version", revision)
    return version_view(found, author)


@router.get("/drafts/{draft_id}/compare/{key}", responses=described(404, 422, 503))
def compare(
    key: str,
    draft: DraftDep,
    services: ServicesDep,
    old: Annotated[int, Query(alias="from", ge=0, le=_MOST)] = 0,
    new: Annotated[int | None, Query(alias="to", ge=0, le=_MOST)] = None,
) -> FieldDifference:
    """What became of a field from one version to another, word by word; to what stands there now without `to`."""
    current = found_field(services, draft, key)
    to = current.revision if new is None else new
    before, after = (_parts(services, draft, key, revision) for revision in (old, to))
    differences = tuple(
        PartDifference(part=part, segments=segments(before.get(part, ""), after.get(part, ""), by_line=True))
        for part in current.parts
    )
    return FieldDifference(key=key, old=old, new=to, parts=differences)


@router.post(
    "/drafts/{draft_id}/fields/{key}/restore", responses={**described(400, 404, 409, 413, 422, 503), **CONFLICTS}
)
def restore(
    key: str,
    body: RestoreRequest,
    draft: DraftDep,
    services: ServicesDep,
    author: AuthorDep,
    response: Response,
    if_match: IfMatch = None,
) -> FieldView:
    """Brings back what stood in a field at a revision, as a version of its own; what stands there stays among them.

    With If-Match only where the field is as one saw it.
    """
    current = found_field(services, draft, key)
    if services.library.drafts.version(draft.id, key, body.revision) is None:
        raise missing("version", body.revision)
    expected = current.revision if if_match is None else expected_revision(if_match)
    restored = services.library.drafts.restore(draft.id, key, body.revision, expected, author)
    found = written(restored, key, author)
    response.headers["ETag"] = etag(found.revision)
    return field_view(found, author)


def _parts(services: Services, draft: DraftRecord, key: str, revision: int) -> dict[str, str]:
    if revision == 0:
        return {}
    found = services.library.drafts.version(draft.id, key, revision)
    if found is None:
        raise missing("version", revision)
    return found.parts

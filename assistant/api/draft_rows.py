"""Rows of one's own in the tables of a draft."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from assistant.api.access import Leader
from assistant.api.dependencies import ServicesDep
from assistant.api.draft_access import AuthorDep, DraftDep, template_of
from assistant.api.draft_saving import CONFLICTS, IfMatch, etag, expected_revision, written
from assistant.api.draft_views import FieldView, field_view
from assistant.api.problems import described, invalid, missing
from assistant.api.requests import RequestBody, Text
from corpus.complaints import quoted

router = APIRouter(tags=["drafts"], dependencies=[Leader])


class RowRequest(RequestBody):
    """A row to add at the end of a table, by the key of its section."""

    table: Annotated[Text, Field(max_length=100)]


@router.post("/drafts/{draft_id}/rows", status_code=201, responses=described(400, 404, 409, 413, 422, 503))
def add(body: RowRequest, draft: DraftDep, services: ServicesDep, author: AuthorDep, response: Response) -> FieldView:
    """Adds an empty row of one's own, where the template lets one."""
    tables = [section.key for section in template_of(draft).sections if section.others]
    if body.table not in tables:
        raise invalid(
            "table",
            f"{quoted(body.table)} tar ikke egne rader; velg blant {', '.join(tables) or 'ingen i denne malen'}",
        )
    made = services.library.drafts.add_row(draft.id, body.table)
    if made is None:
        raise missing("draft", draft.id)
    response.headers["ETag"] = etag(made.revision)
    return field_view(made, author)


@router.delete("/drafts/{draft_id}/rows/{key}", responses={**described(404, 409, 503), **CONFLICTS})
def remove(
    key: str, draft: DraftDep, services: ServicesDep, author: AuthorDep, response: Response, if_match: IfMatch = None
) -> FieldView:
    """Takes out a row of one's own that is as one saw it; its words stay among the versions, and can be restored."""
    row = services.library.drafts.field(draft.id, key)
    if row is None or not row.own or row.removed:
        raise missing("field", key)
    removed = services.library.drafts.remove_row(draft.id, key, expected_revision(if_match), author)
    found = written(removed, key, author)
    response.headers["ETag"] = etag(found.revision)
    return field_view(found, author)

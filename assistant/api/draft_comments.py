"""What those who write a draft say of its fields to each other."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AfterValidator, Field

from assistant.api.access import Leader
from assistant.api.dependencies import ServicesDep
from assistant.api.draft_access import AuthorDep, DraftDep
from assistant.api.draft_fields import found_field
from assistant.api.draft_views import CommentView, comment_view
from assistant.api.problems import ProblemError, described, missing
from assistant.api.requests import RequestBody, Text
from assistant.inputs import written_text
from corpus.store.drafts import LONGEST_COMMENT, LONGEST_KEY

router = APIRouter(tags=["drafts"], dependencies=[Leader])


def said_something(text: str) -> str:
    """A comment without outer white space.

    Raises ValueError where nothing is left.
    """
    said = written_text(text).strip()
    if not said:
        raise ValueError("er tom; skriv det du vil si")
    return said


CommentText = Annotated[str, Field(max_length=LONGEST_COMMENT), AfterValidator(said_something)]


class CommentRequest(RequestBody):
    """A comment on a field, of 2,000 characters at most."""

    key: Annotated[Text, Field(max_length=LONGEST_KEY)]
    text: CommentText


class CommentChanges(RequestBody):
    """Other words, or that it is resolved or open again; what is left out, or null, stays."""

    text: CommentText | None = None
    resolved: bool | None = None


@router.get("/drafts/{draft_id}/comments", responses=described(404, 422, 503))
def comments(
    draft: DraftDep,
    services: ServicesDep,
    author: AuthorDep,
    key: Annotated[str | None, Query(max_length=LONGEST_KEY)] = None,
) -> list[CommentView]:
    """The comments on a field, or on all, the oldest first."""
    return [comment_view(found, author) for found in services.library.drafts.comments.of(draft.id, key)]


@router.post("/drafts/{draft_id}/comments", status_code=201, responses=described(400, 404, 413, 422, 503))
def add(body: CommentRequest, draft: DraftDep, services: ServicesDep, author: AuthorDep) -> CommentView:
    """Says something of a field; of one that is adopted as well."""
    found_field(services, draft, body.key)
    made = services.library.drafts.comments.add(draft.id, body.key, body.text, author)
    if made is None:
        raise missing("draft", draft.id)
    return comment_view(made, author)


@router.patch("/drafts/{draft_id}/comments/{comment_id}", responses=described(400, 403, 404, 413, 422, 503))
def change(
    comment_id: str, body: CommentChanges, draft: DraftDep, services: ServicesDep, author: AuthorDep
) -> CommentView:
    """Resolves a comment or opens it again; its words are changed by who wrote them."""
    kept = services.library.drafts.comments
    found = kept.get(draft.id, comment_id)
    if found is None:
        raise missing("comment", comment_id)
    if body.text is not None and found.by != author.id:
        raise not_ones_own()
    changed = kept.change(draft.id, comment_id, text=body.text, resolved=body.resolved)
    if changed is None:
        raise missing("comment", comment_id)
    return comment_view(changed, author)


@router.delete("/drafts/{draft_id}/comments/{comment_id}", status_code=204, responses=described(403, 404, 503))
def remove(comment_id: str, draft: DraftDep, services: ServicesDep, author: AuthorDep) -> None:
    """Deletes a comment of one's own; others' are resolved."""
    kept = services.library.drafts.comments
    found = kept.get(draft.id, comment_id)
    if found is None:
        raise missing("comment", comment_id)
    if found.by != author.id:
        raise not_ones_own()
    kept.remove(draft.id, comment_id)


def not_ones_own() -> ProblemError:
    """A 403 for words that somebody else wrote."""
    return ProblemError(403, "Not allowed", "kommentaren er skrevet av noen andre; marker den som løst i stedet")

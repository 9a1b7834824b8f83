"""The passages that a draft leans on, each by its number: only words that stand on their page are taken."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from assistant.answering.checks.verify import folded, stands_in
from assistant.api.access import Leader
from assistant.api.dependencies import AssistantDep, ServicesDep
from assistant.api.draft_access import AuthorDep, DraftDep, is_for_all_readers
from assistant.api.draft_views import SourceView, source_view
from assistant.api.problems import described, invalid, missing
from assistant.api.requests import RequestBody, Text
from assistant.drafting.sources import cited
from corpus.complaints import quoted
from corpus.models import Passage
from corpus.readable import Readable
from corpus.store.drafts import LONGEST_PART, DraftRecord, QuotedPassage

router = APIRouter(tags=["drafts"], dependencies=[Leader])


class SourceRequest(RequestBody):
    """Words of a passage, verbatim; without a quote the whole passage."""

    passage_id: Annotated[Text, Field(max_length=260)]
    quote: Annotated[Text, Field(min_length=1, max_length=LONGEST_PART)] | None = None


@router.get("/drafts/{draft_id}/sources", responses=described(404, 503))
def sources(draft: DraftDep, services: ServicesDep, author: AuthorDep) -> list[SourceView]:
    """The sources of a draft, by number; one whose document was removed has no quote."""
    return [source_view(found, author) for found in services.library.drafts.sources(draft.id)]


@router.post("/drafts/{draft_id}/sources", status_code=201, responses=described(400, 404, 409, 413, 422, 503))
def take(
    body: SourceRequest, draft: DraftDep, assistant: AssistantDep, services: ServicesDep, author: AuthorDep
) -> SourceView:
    """Takes words of a passage as a source; the same words of the same passage have the number that they had.

    Problem 422 for words that do not stand on a page of the passage, and for a document that not all who may open the
    draft may read.
    """
    passage = checked_passage(assistant.library, draft, body.passage_id)
    source = quoted_passage(assistant.library, passage, passage.text if body.quote is None else body.quote)
    taken = services.library.drafts.take_source(draft.id, source, author)
    if taken is None:
        raise missing("draft", draft.id)
    return source_view(taken, author)


def checked_passage(library: Readable, draft: DraftRecord, passage_id: str) -> Passage:
    """A passage that whoever asks, and all who may open the draft, may read; problem 422 where it is none."""
    snapshot = library.snapshot
    position = snapshot.position.get(passage_id)
    if position is None:
        raise invalid("passage_id", f"avsnittet {quoted(passage_id)} finnes ikke; dokumentet kan være lest inn på nytt")
    passage = snapshot.passages[position]
    if not is_for_all_readers(snapshot.document_of(passage), draft.collection):
        raise invalid(
            "passage_id",
            "dokumentet er i en samling som ikke alle som kan lese utkastet, har tilgang til; velg en annen kilde",
        )
    return passage


def quoted_passage(library: Readable, passage: Passage, quote: str) -> QuotedPassage:
    """Words of a passage with the page that they stand on; problem 422 where they stand on none of its pages."""
    words = folded(quote)
    is_said = any(character.isalnum() for character in words) and stands_in(words, folded(passage.text))
    found = cited(quote, passage, library) if is_said else None
    if found is None:
        raise invalid("quote", "står ikke ordrett i avsnittet; kopier ordene slik de står der")
    return found

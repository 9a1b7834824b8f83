"""What a suggestion gives a text: its words as a quote, or its number alone."""

from collections.abc import Sequence

from pydantic import ValidationError

from assistant.api import draft_proposals, draft_sources
from assistant.api.leaving import HasLeft
from assistant.api.owner import asker
from assistant.api.problems import ProblemError, invalid
from assistant.drafting.marking import as_quote
from assistant.drafting.sources import CheckedSource
from assistant.links import page_url
from assistant.web.drafts_desk import Desk
from corpus.store.drafts import DraftRecord, FieldText


def put_in(desk: Desk, draft: DraftRecord, saved: FieldText, part: str, verb: str, argument: str) -> str | None:
    """Takes words of a passage ("passage id", a line break, the words) as a source, and puts them at the end of a part.

    The key of a complaint where they cannot be.
    """
    passage_id, _, quote = argument.partition("\n")
    try:
        body = draft_sources.SourceRequest(passage_id=passage_id, quote=quote)
        taken = draft_sources.take(body, draft, desk.assistant, desk.services, desk.author)
    except (ValidationError, ProblemError):
        return "drafts.not_taken"
    named = part if part in saved.parts and part != "title" else main_part(saved)
    words = as_quote(taken.quote, taken.number) if verb == "sitat" else f"[{taken.number}]"
    text = " ".join(filter(None, (saved.parts[named].rstrip(), words)))
    desk.kept.save(draft.id, saved.key, {**saved.parts, named: text}, saved.revision, desk.author)
    return None


def proposed(
    desk: Desk, draft: DraftRecord, key: str, chosen: Sequence[str], has_left: HasLeft
) -> draft_proposals.ProposalView:
    """A text for a field from the passages of these ids, while somebody waits for it; problems as the API has them."""
    try:
        body = draft_proposals.ProposalRequest(passages=list(chosen))
    except ValidationError as error:
        raise invalid("passages", "kan ikke leses") from error
    whose = asker(desk.request)
    return draft_proposals.propose(key, body, draft, desk.assistant, desk.services, desk.author, has_left, whose)


def main_part(saved: FieldText) -> str:
    """The part that a text goes into where none is named."""
    return "description" if "description" in saved.parts else "text"


def source_address(checked: CheckedSource) -> str:
    """The address of the page that a source stands on, its words marked."""
    source = checked.source
    return page_url(source.document_id, checked.page, checked.generation_id, source.quote)

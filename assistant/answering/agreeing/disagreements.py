"""What is left, once it was verified, of what a draft says that its sources disagree on."""

from collections.abc import Sequence

from assistant.answering.answer import Disagreement
from assistant.answering.draft import Draft, Statement
from corpus.models import Citation


def still_at_odds(draft: Draft, verified: Sequence[Statement]) -> bool:
    """Whether all that the draft says is at odds was verified."""
    return sum(one.at_odds for one in verified) == sum(one.at_odds for one in draft.statements)


def disagreements(
    draft: Draft, verified: Sequence[Statement], citations: Sequence[Citation]
) -> tuple[Disagreement, ...]:
    """What the verified statements do not agree on, if that is left of them; their citations are in their order."""
    if not draft.disputed or not still_at_odds(draft, verified):
        return ()
    numbers = tuple(citation.number for one, citation in zip(verified, citations, strict=True) if one.at_odds)
    return (Disagreement(about=draft.disputed, citations=numbers),)

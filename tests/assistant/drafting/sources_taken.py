"""Sources as drafts keep them."""

from datetime import UTC, datetime

from assistant.drafting.sources import cited
from corpus.library import Library
from corpus.store.drafts import DraftSource


def taken(library: Library, words: str, number: int = 1) -> DraftSource:
    """A source of the first passage that has these words."""
    passage = next(one for one in library.snapshot.passages if words in " ".join(one.text.split()))
    found = cited(words, passage, library)
    assert found is not None
    return DraftSource(**dict(found), number=number, by="kari", by_name="Kari", taken_at=datetime.now(UTC))

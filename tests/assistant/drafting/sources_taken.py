"""Sources as drafts keep them."""

from datetime import UTC, datetime

from assistant.drafting.sources import page_of
from corpus.library import Library
from corpus.store.drafts import DraftSource


def taken(library: Library, words: str, number: int = 1) -> DraftSource:
    """A source of the first passage that has these words."""
    passage = next(one for one in library.snapshot.passages if words in " ".join(one.text.split()))
    page = page_of(words, passage, library)
    assert page is not None
    return DraftSource(
        number=number,
        document_id=passage.document_id,
        generation_id=passage.generation_id,
        page=page,
        passage_id=passage.id,
        quote=words,
        by="kari",
        by_name="Kari",
        taken_at=datetime.now(UTC),
    )

"""Made-up drafts and who writes them."""

from typing import Any

from corpus.store.draft_shelf import Drafts
from corpus.store.drafts import Author, DraftRecord, FieldText, QuotedPassage

KARI = Author(id="kari", name="Kari Nordmann")
OLA = Author(id="ola", name="Ola Halvorsen")

TEMPLATE: dict[str, Any] = {
    "id": "turplan",
    "version": 1,
    "sections": [
        {"key": "forside", "kind": "front", "fields": [{"key": "forside.bydel", "kind": "line"}]},
        {"key": "om", "kind": "standing"},
        {"key": "turer", "kind": "text", "fields": [{"key": "turer", "kind": "text"}]},
        {"key": "mat", "kind": "table", "others": True, "fields": [{"key": "mat.frukt", "kind": "row"}]},
    ],
}


def begin(drafts: Drafts, **said: Any) -> DraftRecord:
    """A draft of the made-up template."""
    return drafts.create(
        **{"title": "Turplan for Grorud", "template": TEMPLATE, "written_form": "nb", "unit": "Bydel Grorud", **said}
    )


def wrote(drafts: Drafts, draft_id: str, text: str, author: Author = KARI, key: str = "turer") -> FieldText:
    """What somebody wrote in a field of one part, which was as it was seen."""
    before = drafts.field(draft_id, key)
    assert before is not None
    found = drafts.save(draft_id, key, {"text": text}, before.revision, author)
    assert isinstance(found, FieldText)
    return found


def quoted(quote: str = "Barna går på tur.", document_id: str = "turplan") -> QuotedPassage:
    """Words of a passage."""
    return QuotedPassage(
        document_id=document_id, generation_id=f"{document_id}-1", page=3, passage_id=f"{document_id}-1-p7", quote=quote
    )

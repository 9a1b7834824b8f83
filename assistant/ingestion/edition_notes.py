"""What a report tells of a document's editions: what was said, what was recognised, and how to undo that."""

from collections.abc import Iterator

from corpus.complaints import quoted
from corpus.models import NO_EDITION, Document
from corpus.snapshot import Snapshot

_RECOGNISED = "gjenkjent på tittel, utgiver og år"
_UNDO = "Er det feil, les filen inn på nytt med --edition-of none"


def edition_notes(document_id: str, snapshot: Snapshot) -> tuple[str, ...]:
    """What there is to know of a document as an edition, in bokmål."""
    return tuple(_notes(snapshot.documents[document_id], snapshot))


def replaced_note(before: Document | None, after: Document) -> str | None:
    """What to say where a reading of other years takes the place of one under the same id, in bokmål."""
    if before is None:
        return None
    old, new = before.years, after.years
    if old == new or (None, None) in (old, new):
        return None
    return (
        f"har id-en til «{before.title}» og erstatter den; skal begge kunne leses, gi hver sin id "
        f"(--id, og --edition-of {before.id} på den nye)"
    )


def _notes(document: Document, snapshot: Snapshot) -> Iterator[str]:
    editions, documents = snapshot.editions, snapshot.documents
    before, after = editions.before(document.id), editions.after(document.id)
    how = _how(document, before, after, snapshot)
    if before is not None:
        yield f"ny utgave av «{documents[before].title}»{how}"
    if after is not None:
        yield f"eldre utgave av «{documents[after].title}»{how}"
    said = document.edition_of
    if said and said != NO_EDITION and said not in documents:
        yield f"skal være en utgave av {quoted(said)}, som ikke er lest inn"
    for other in editions.not_told_apart(document.id):
        yield (
            f"har tittel, utgiver og år felles med «{documents[other].title}» ({other}) og regnes ikke som utgave; "
            "si hva den er med --edition-of"
        )


def _how(document: Document, before: str | None, after: str | None, snapshot: Snapshot) -> str:
    """How its editions were found, where nobody said it of this document nor of the one next to it."""
    said = {document.id: document.edition_of}
    said.update({key: snapshot.documents[key].edition_of for key in (before, after) if key is not None})
    if document.edition_of or document.id in said.values() or not snapshot.editions.is_recognised(document.id):
        return ""
    return f" ({_RECOGNISED}). {_UNDO}"

"""Units, and the words that documents explain."""

from typing import Literal

from corpus.models.record import Record


class Unit(Record):
    """A role or organisation: its names, its abbreviations and what it is part of."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    english: str | None = None
    parent: str | None = None
    document_id: str | None = None


class Term(Record):
    """A word that a document explains: by another name for the same (`alias`), or by what it means (`definition`)."""

    document_id: str
    kind: Literal["alias", "definition"]
    name: str
    meaning: str
    page: int

"""What whoever reads a file in may see and change: a file never takes the place of a document outside it."""

from collections.abc import Collection
from dataclasses import dataclass

from corpus.library import Library
from corpus.models import Document
from corpus.readable import Readable
from corpus.store.collections import OPEN


class NoCollectionError(ValueError):
    """There is no collection whose documents somebody may change."""


@dataclass(frozen=True)
class Remit:
    """The library as it is `seen`, the collections whose documents may be changed (all where None), and the one that a
    new document comes into where nobody says (`home`).
    """

    seen: Readable
    edits: Collection[str] | None = None
    home: str = OPEN

    def may_edit(self, collection: str) -> bool:
        """Whether documents may be put into a collection, and changed in it."""
        return self.edits is None or collection in self.edits

    def takes(self, document: Document) -> bool:
        """Whether a document may be replaced."""
        return document.id in self.seen.snapshot.documents and self.may_edit(document.collection)


def remit_of(library: Library, reads: frozenset[str] | None, edits: frozenset[str] | None) -> Remit:
    """The remit of who reads and edits these collections (all where None).

    Raises NoCollectionError.
    """
    if edits is None:
        return Remit(library.view(reads))
    known = [collection.id for collection in library.collections.all() if collection.id in edits]
    if not known:
        raise NoCollectionError("du kan ikke endre dokumentene i noen samling; den som drifter tjenesten kan gi deg en")
    home = OPEN if OPEN in known else known[0]
    return Remit(library.view(None if reads is None else reads | edits), frozenset(known), home)

"""What questions are answered from: every current document, its passages and what is counted over them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

import numpy as np
import numpy.typing as npt

from corpus.aliases import Aliases
from corpus.editions import Editions
from corpus.index.arrays import Mask, Vectors
from corpus.index.lexical import LexicalIndex, LexicalIndexPart
from corpus.models import Document, Duty, Measure, Passage, Source, Term, source_of
from corpus.text.parts import PassageParts
from corpus.text.written import is_nynorsk
from corpus.units import UnitRegister
from corpus.words.vocabulary import Vocabulary

_Worked = TypeVar("_Worked")

_VIEWS_KEPT = 16
_PASSAGES_IN_PARTS = 5_000


@dataclass(frozen=True)
class Snapshot:
    """What questions are answered from: every current generation, immutable.

    `passages`, their `terms`, and the scores of `words` and `grams` are in one order; `vocabulary` counts the
    passages that have a term; `position` finds a passage in it by id; `centre` (dimension,) is the mean vector of
    passages spread over the corpus, whose positions and vectors are the `sample`. `retold` finds the documents that are
    or were retellings by their title as `folded_title` has it; `places` has the label and the locator of every page, by
    generation and number; `aliases` finds the other names of a thing by each of its names, case folded; `explained` are
    the words that texts explain; `editions` knows which documents are one plan over the years. `scope` are
    the documents that are counted, where it is a view `within` some.
    """

    documents: dict[str, Document]
    generations: dict[str, str]
    passages: tuple[Passage, ...]
    measures: tuple[Measure, ...]
    units: UnitRegister
    words: LexicalIndex | LexicalIndexPart
    grams: LexicalIndex | LexicalIndexPart
    terms: tuple[frozenset[str], ...]
    vocabulary: dict[str, int]
    centre: Vectors
    position: dict[str, int] = field(default_factory=dict)
    retold: dict[str, frozenset[str]] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
    explained: tuple[Term, ...] = ()
    aliases: Aliases = field(default_factory=dict)
    places: dict[tuple[str, int], tuple[str | None, str]] = field(default_factory=dict)

    editions: Editions = field(default_factory=Editions)
    sample: tuple[tuple[int, ...], Vectors] = ((), np.zeros((0, 0), dtype=np.float32))
    scope: frozenset[str] | None = None
    _views: dict[frozenset[str], "Snapshot"] = field(default_factory=dict, repr=False)
    _parts: dict[str, PassageParts] = field(default_factory=dict, repr=False)
    _worked_out: dict[str, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, name: str, work_out: Callable[["Snapshot"], _Worked]) -> _Worked:
        """What is worked out of this snapshot, by a name: the first time it is asked for, and gone with the snapshot.

        For what would else be gone through at each question: every document, every row.
        """
        found = self._worked_out.get(name)
        if found is None:
            found = self._worked_out[name] = work_out(self)
        return cast(_Worked, found)

    def place_of(self, passage: Passage) -> tuple[str | None, str]:
        """The printed label, if there is one, and the locator of the page on which a passage begins."""
        return self.places[passage.generation_id, passage.first_page]

    def passage(self, passage_id: str) -> Passage:
        """The passage of an id."""
        return self.passages[self.position[passage_id]]

    def before(self, passage: Passage) -> Passage | None:
        """The passage that stands before another, of whatever document; None before the first."""
        position = self.position[passage.id]
        return self.passages[position - 1] if position else None

    def after(self, passage: Passage) -> Passage | None:
        """The passage that stands after another, of whatever document; None after the last."""
        position = self.position[passage.id] + 1
        return self.passages[position] if position < len(self.passages) else None

    def measure(self, measure_id: str) -> Measure | None:
        """The measure of an id, or None."""
        return self._measures_by_id.get(measure_id)

    def measures_in(self, documents: Collection[str] | None) -> list[Measure]:
        """All measures of these documents (of all where None)."""
        return _rows_in(documents, self.measures, self._measures_by_document)

    def duties_in(self, documents: Collection[str] | None) -> list[Duty]:
        """All duties of these documents (of all where None)."""
        return _rows_in(documents, self.duties, self._duties_by_document)

    def measure_count(self, documents: Collection[str]) -> int:
        """How many measures these documents have."""
        return sum(len(own) for key, own in self._measures_by_document.items() if key in documents)

    def duty_count(self, documents: Collection[str]) -> int:
        """How many duties these documents have."""
        return sum(len(own) for key, own in self._duties_by_document.items() if key in documents)

    def source(self, document_id: str, today: date) -> Source:
        """A document as the source of what stands in it; `today` tells which edition it is."""
        return source_of(self.documents[document_id], self.editions.standing(document_id, today))

    @cached_property
    def _measures_by_document(self) -> dict[str, list[Measure]]:
        return _by_document(self.measures)

    @cached_property
    def _duties_by_document(self) -> dict[str, list[Duty]]:
        return _by_document(self.duties)

    @cached_property
    def _measures_by_id(self) -> dict[str, Measure]:
        return {measure.id: measure for measure in reversed(self.measures)}

    def parts_of(self, passage: Passage) -> PassageParts:
        """The sentences and terms of a passage; those made last are remembered."""
        found = self._parts.get(passage.id)
        if found is None:
            while len(self._parts) >= _PASSAGES_IN_PARTS:
                self._parts.pop(next(iter(self._parts)), None)
            found = self._parts[passage.id] = PassageParts.of(passage)
        return found

    @cached_property
    def counted(self) -> int:
        """How many passages the vocabulary counts."""
        return len(self.passages) if self.scope is None else self.count_in(self.scope)

    def count_in(self, documents: Collection[str]) -> int:
        """How many passages these documents have."""
        return sum(len(self.passages_in(document_id)) for document_id in documents)

    def passages_in(self, document_id: str) -> Sequence[Passage]:
        """The passages of a document, in order."""
        return self._passages_by_document.get(document_id, ())

    @cached_property
    def _passages_by_document(self) -> dict[str, list[Passage]]:
        return _by_document(self.passages)

    def within(self, scope: frozenset[str] | None) -> "Snapshot":
        """The snapshot as if no other documents than these were there, in all that is counted or averaged.

        Passages, measures and positions stay those of the whole. The views made last are kept: questions name few
        different editions.
        """
        if scope is None or scope == self.scope:
            return self
        found = self._views.get(scope)
        if found is None:
            found = self._view(scope)
            while len(self._views) >= _VIEWS_KEPT:
                self._views.pop(next(iter(self._views)), None)
            self._views[scope] = found
        return found

    def _view(self, scope: frozenset[str]) -> "Snapshot":
        kept = self.mask(scope)
        vocabulary = dict(self.vocabulary)
        for position in np.flatnonzero(~kept):
            for term in self.terms[position]:
                vocabulary[term] -= 1
        positions, vectors = self.sample
        inside = kept[list(positions)]
        return replace(
            self,
            scope=scope,
            vocabulary=Vocabulary((term, count) for term, count in vocabulary.items() if count),
            words=self.words.among(kept) if isinstance(self.words, LexicalIndex) else self.words,
            grams=self.grams.among(kept) if isinstance(self.grams, LexicalIndex) else self.grams,
            centre=vectors[inside].mean(axis=0) if inside.any() else self.centre,
            _views={},
        )

    @cached_property
    def nynorsk(self) -> Vocabulary:
        """The terms of the documents in nynorsk, with how many of their passages have each."""
        asked = (document for key, document in self.documents.items() if self.scope is None or key in self.scope)
        found: Counter[str] = Counter()
        for document in asked:
            positions = np.flatnonzero(self.mask({document.id}))
            if is_nynorsk(document, (self.passages[position] for position in positions)):
                found.update(term for position in positions for term in self.terms[position])
        return Vocabulary(found)

    @cached_property
    def _document_numbers(self) -> npt.NDArray[np.int32]:
        numbers = {document_id: number for number, document_id in enumerate(self.documents)}
        return np.array([numbers[passage.document_id] for passage in self.passages], dtype=np.int32)

    def mask(self, documents: Collection[str]) -> Mask:
        """Which passages (by position) are of these documents."""
        wanted = (document_id in documents for document_id in self.documents)
        kept: Mask = np.fromiter(wanted, dtype=np.bool_, count=len(self.documents))[self._document_numbers]
        return kept

    def document_of(self, passage: Passage) -> Document:
        """The document that a passage is of."""
        return self.documents[passage.document_id]


_Row = TypeVar("_Row", Measure, Duty, Passage)


def _by_document(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(row.document_id, []).append(row)
    return found


def _rows_in(
    documents: Collection[str] | None, rows: Sequence[_Row], by_document: Mapping[str, Sequence[_Row]]
) -> list[_Row]:
    """The rows of some documents, in order: those of a document stand together."""
    if documents is None:
        return list(rows)
    return [row for document_id, own in by_document.items() if document_id in documents for row in own]


def folded_title(title: str) -> str:
    """A title as titles are compared: white space single, case aside."""
    return " ".join(title.split()).casefold()

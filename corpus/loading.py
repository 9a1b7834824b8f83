"""The way from the catalogue to a snapshot: all that is published, and what is counted over it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.aliases import aliases
from corpus.editions import Editions
from corpus.index.arrays import Vectors
from corpus.index.lexical import LexicalIndex
from corpus.models import Document, Duty, Measure, Passage, Term
from corpus.snapshot import Snapshot, folded_title
from corpus.store.catalogue import Catalogue
from corpus.units import UnitRegister, shipped_units
from corpus.vectors import TextVectors
from corpus.words.analysis import grams
from corpus.words.vocabulary import Vocabulary

_SAMPLED = 512
_LOADED_AGAIN = 5  # times, while others write


def load_snapshot(catalogue: Catalogue, vectors: TextVectors, dimension: int) -> Snapshot:
    """A snapshot of what is published now; `dimension` is that of the vectors."""
    current = catalogue.current()
    readings, ids = catalogue.readings, [generation_id for generation_id, _ in current]
    rows = readings.passages(ids)
    read = _Read(
        current=current,
        passages=tuple(passage for passage, _ in rows),
        words=[words for _, words in rows],
        terms=tuple(frozenset(words) for _, words in rows),
        measures=tuple(readings.measures(ids)),
        duties=tuple(readings.duties(ids)),
        explained=tuple(readings.terms(ids)),
        places=readings.places(ids),
    )
    return _counted(read, catalogue, vectors, dimension)


def load_settled(catalogue: Catalogue, vectors: TextVectors, dimension: int) -> tuple[int, Snapshot]:
    """What is published, and its version at least; anew where others wrote while it was read."""
    for left in reversed(range(_LOADED_AGAIN)):
        version = catalogue.states.read().version
        try:
            found = load_snapshot(catalogue, vectors, dimension)
        except (KeyError, ValueError, IndexError):  # of records whose document was removed meanwhile
            if not left or catalogue.states.read().version == version:
                raise
            continue
        if not left or catalogue.states.read().version == version:
            break
    return version, found


def load_part(whole: Snapshot, only: frozenset[str], catalogue: Catalogue, vectors: TextVectors) -> Snapshot:
    """The snapshot that a library would have of these documents of another's snapshot, if it had no others.

    Records are the whole's own; what is removed meanwhile may be missing in it.
    """
    current = [(whole.generations[key], document) for key, document in whole.documents.items() if key in only]
    generations = [generation_id for generation_id, _ in current]
    rows = catalogue.readings.passage_words(generations)
    positions = [whole.position[passage_id] for passage_id, _ in rows]
    read = _Read(
        current=current,
        passages=tuple(whole.passages[position] for position in positions),
        words=[words for _, words in rows],
        terms=tuple(whole.terms[position] for position in positions),
        measures=tuple(whole.measures_in(only)),
        duties=tuple(whole.duties_in(only)),
        explained=tuple(term for term in whole.explained if term.document_id in only),
        places={place: named for place, named in whole.places.items() if place[0] in set(generations)},
    )
    return _counted(read, catalogue, vectors, len(whole.centre))


@dataclass(frozen=True)
class _Read:
    """The records of a snapshot; `words` are the index terms of each passage, in order."""

    current: Sequence[tuple[str, Document]]
    passages: tuple[Passage, ...]
    words: Sequence[Sequence[str]]
    terms: tuple[frozenset[str], ...]
    measures: tuple[Measure, ...]
    duties: tuple[Duty, ...]
    explained: tuple[Term, ...]
    places: dict[tuple[str, int], tuple[str | None, str]]


def _counted(read: _Read, catalogue: Catalogue, vectors: TextVectors, dimension: int) -> Snapshot:
    """The snapshot of records, with what is counted and averaged over them."""
    documents = {document.id: document for _, document in read.current}
    titles = {generation_id: document.title for generation_id, document in read.current}
    texts = [passage.embedded_text(titles[passage.generation_id]) for passage in read.passages]
    units = UnitRegister([*shipped_units(), *catalogue.readings.units(list(titles))])
    sample = _sample(texts, vectors)
    return Snapshot(
        documents=documents,
        generations={document.id: generation_id for generation_id, document in read.current},
        passages=read.passages,
        measures=read.measures,
        units=units,
        words=LexicalIndex(read.words),
        grams=LexicalIndex([grams(text) for text in texts]),
        terms=read.terms,
        vocabulary=_vocabulary(read.words),
        centre=sample[1].mean(axis=0) if texts else np.zeros(dimension, dtype=np.float32),
        position={passage.id: index for index, passage in enumerate(read.passages)},
        retold=_by_title(document for document in catalogue.retellings() if document.id in documents),
        places=read.places,
        duties=read.duties,
        explained=read.explained,
        aliases=aliases(units, read.explained),
        sample=sample,
        editions=Editions(documents.values(), [key for key in catalogue.read_order() if key in documents]),
    )


def _vocabulary(rows: Iterable[Sequence[str]]) -> Vocabulary:
    found = Vocabulary()
    for words in rows:
        for word in dict.fromkeys(words):  # in their order, so that likely words are tried in the same one each time
            found[word] = found.get(word, 0) + 1
    return found


def _sample(texts: Sequence[str], vectors: TextVectors) -> tuple[tuple[int, ...], Vectors]:
    """The positions and vectors of at most so many texts, evenly spread."""
    positions = range(0, len(texts), -(-len(texts) // _SAMPLED) or 1)
    return tuple(positions), vectors.of([texts[position] for position in positions])


def _by_title(documents: Iterable[Document]) -> dict[str, frozenset[str]]:
    """The ids of the documents that have a title of their own, by it."""
    found: dict[str, frozenset[str]] = {}
    for document in documents:
        if document.title_stated:
            title = folded_title(document.title)
            found[title] = found.get(title, frozenset()) | {document.id}
    return found

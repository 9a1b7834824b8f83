"""The way from the catalogue to a snapshot: all that is published, and what is counted over it."""

from collections.abc import Iterable, Sequence

import numpy as np

from corpus.aliases import aliases
from corpus.editions import Editions
from corpus.index.arrays import Vectors
from corpus.index.lexical import LexicalIndex
from corpus.models import Document
from corpus.snapshot import Snapshot, folded_title
from corpus.store.catalogue import Catalogue
from corpus.units import UnitRegister, shipped_units
from corpus.vectors import TextVectors
from corpus.words.analysis import grams
from corpus.words.vocabulary import Vocabulary

_SAMPLED = 512


def load_snapshot(catalogue: Catalogue, vectors: TextVectors, dimension: int) -> Snapshot:
    """A snapshot of what is published now; `dimension` is that of the vectors."""
    current = catalogue.current()
    readings, ids = catalogue.readings, [generation_id for generation_id, _ in current]
    titles = {generation_id: document.title for generation_id, document in current}
    rows = readings.passages(ids)
    texts = [passage.embedded_text(titles[passage.generation_id]) for passage, _ in rows]
    units = UnitRegister([*shipped_units(), *readings.units(ids)])
    explained = tuple(readings.terms(ids))
    sample = _sample(texts, vectors)
    return Snapshot(
        documents={document.id: document for _, document in current},
        generations={document.id: generation_id for generation_id, document in current},
        passages=tuple(passage for passage, _ in rows),
        measures=tuple(readings.measures(ids)),
        units=units,
        words=LexicalIndex([words for _, words in rows]),
        grams=LexicalIndex([grams(text) for text in texts]),
        terms=tuple(frozenset(words) for _, words in rows),
        vocabulary=_vocabulary(words for _, words in rows),
        centre=sample[1].mean(axis=0) if rows else np.zeros(dimension, dtype=np.float32),
        position={passage.id: index for index, (passage, _) in enumerate(rows)},
        retold=_by_title(catalogue.retellings()),
        places=readings.places(ids),
        duties=tuple(readings.duties(ids)),
        explained=explained,
        aliases=aliases(units, explained),
        sample=sample,
        editions=Editions((document for _, document in current), catalogue.read_order()),
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

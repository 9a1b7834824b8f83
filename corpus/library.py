"""The corpus as one thing: the catalogue with its indexes, kept in step."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus.aliases import Aliases, aliases
from corpus.catalogue import Catalogue
from corpus.complaints import quoted
from corpus.editions import Editions
from corpus.index.analysis import ANALYSIS_VERSION, forget_words, grams, terms
from corpus.index.dense import DenseIndex
from corpus.index.embedding import EmbeddingModel
from corpus.index.lexical import LexicalIndex, LexicalIndexPart
from corpus.models import Document, Duty, Measure, Page, Passage, Term, Unit
from corpus.originals import Originals
from corpus.sentences import passage_sentences
from corpus.units import UnitRegister, shipped_units

Vectors = npt.NDArray[np.float32]
Step = Callable[[str, int, int], None]

_EMBED_AT_ONCE = 64
_WRITE_AT_ONCE = 2_000
_PASSAGES_IN_MEMORY = 5_000
_SAMPLED = 512
_VIEWS_KEPT = 16


class IndexMismatchError(Exception):
    """The index was built with another embedding model or analysis; the message names the rebuild command."""


class Records(Protocol):
    """What one reading of a file gives (ingest.pipeline.Reading is one)."""

    @property
    def document(self) -> Document:
        """The document as this reading has it."""
        ...

    @property
    def generation_id(self) -> str:
        """The id of this reading."""
        ...

    @property
    def reader_version(self) -> str:
        """What version of ingestion read it."""
        ...

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages, in order."""
        ...

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, in reading order."""
        ...

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures, in order."""
        ...

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units that the text explains."""
        ...

    @property
    def duties(self) -> tuple[Duty, ...]:
        """All duties, in reading order."""
        ...

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words that the text explains."""
        ...


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

    def place_of(self, passage: Passage) -> tuple[str | None, str]:
        """The printed label, if there is one, and the locator of the page on which a passage begins."""
        return self.places[passage.generation_id, passage.first_page]

    editions: Editions = field(default_factory=Editions)
    sample: tuple[tuple[int, ...], Vectors] = ((), np.zeros((0, 0), dtype=np.float32))
    scope: frozenset[str] | None = None
    _views: dict[frozenset[str], "Snapshot"] = field(default_factory=dict, repr=False)

    @cached_property
    def counted(self) -> int:
        """How many passages the vocabulary counts."""
        return len(self.passages) if self.scope is None else int(self.passages_of(self.scope).sum())

    def within(self, scope: frozenset[str] | None) -> "Snapshot":
        """The snapshot as if no other documents than these were there, in all that is counted or averaged.

        Passages, measures and positions stay those of the whole. Views are kept: questions name few different editions.
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
        kept = self.passages_of(scope)
        vocabulary = dict(self.vocabulary)
        for position in np.flatnonzero(~kept):
            for term in self.terms[position]:
                vocabulary[term] -= 1
        positions, vectors = self.sample
        inside = kept[list(positions)]
        return replace(
            self,
            scope=scope,
            vocabulary={term: count for term, count in vocabulary.items() if count},
            words=self.words.among(kept) if isinstance(self.words, LexicalIndex) else self.words,
            grams=self.grams.among(kept) if isinstance(self.grams, LexicalIndex) else self.grams,
            centre=vectors[inside].mean(axis=0) if inside.any() else self.centre,
            _views={},
        )

    @cached_property
    def _document_numbers(self) -> npt.NDArray[np.int32]:
        numbers = {document_id: number for number, document_id in enumerate(self.documents)}
        return np.array([numbers[passage.document_id] for passage in self.passages], dtype=np.int32)

    def passages_of(self, documents: Collection[str]) -> npt.NDArray[np.bool_]:
        """Which passages (by position) are of these documents."""
        wanted = [number for number, document_id in enumerate(self.documents) if document_id in documents]
        return np.isin(self._document_numbers, wanted)

    def document_of(self, passage: Passage) -> Document:
        """The document that a passage is of."""
        return self.documents[passage.document_id]


class Library:
    """Owns catalogue, indexes and original files; a document is in all of them or in none."""

    def __init__(
        self, catalogue: Catalogue, dense: DenseIndex, embedding: EmbeddingModel, originals: Originals
    ) -> None:
        """Sweeps what an interrupted ingest left, and loads the snapshot.

        Raises IndexMismatchError where the index was built with another model, dimension or analysis.
        """
        self._catalogue = catalogue
        self._dense = dense
        self._originals = originals
        self.embedding = embedding
        self._sentence_vectors: dict[str, Vectors] = {}
        self._check_settings()
        self._catalogue.sweep()
        self._originals.keep_only(self._catalogue.digests())
        self._reconcile()
        self.snapshot = self._load()
        if self._catalogue.is_unpurged:
            self._purge()

    def close(self) -> None:
        """Closes the stores."""
        self._dense.close()
        self._catalogue.close()

    # Writing

    def is_current(self, document_id: str, generation_id: str) -> bool:
        """Whether this very reading is what the document shows now."""
        return self.snapshot.generations.get(document_id) == generation_id

    def publish(self, records: Records, content: bytes, on_step: Step = lambda _step, _done, _total: None) -> None:
        """Makes a reading of a file's `content` the current generation of its document; visible at once and whole, or
        not at all.

        `on_step` is told (step, done, total) as it goes. Raises OSError where the file cannot be kept.
        """
        if self.is_current(records.document.id, records.generation_id):
            self.restore(content)
            return
        document, old = records.document, self._passage_ids(records.document.id)
        on_step("begin", 0, 1)
        self._catalogue.begin(
            records.generation_id,
            records.reader_version,
            document,
            records.pages,
            [(passage, " ".join(terms(passage.embedded_text(document.title)))) for passage in records.passages],
            records.measures,
            records.units,
            records.duties,
            records.terms,
        )
        on_step("written", 1, 1)
        self._originals.keep(content)
        on_step("kept", 1, 1)
        self._embed_generation(records.generation_id, document, records.passages, on_step)
        on_step("indexed", 1, 1)
        self._catalogue.publish(records.generation_id)
        on_step("published", 1, 1)
        self._dense.delete([key for key in old if key not in {passage.id for passage in records.passages}])
        on_step("cleaned", 1, 1)
        self.snapshot = self._load()

    def restore(self, content: bytes) -> None:
        """Keeps the file of a reading that is shown already, should the file have been lost.

        Raises OSError where it cannot be kept.
        """
        self._originals.keep(content)

    def remove(self, document_id: str) -> bool:
        """Deletes a document from the catalogue, every index and every cache; False where there is none.

        No answer sees it from the first moment; then the files are rid of its bytes, which is made good at the next
        start where it was interrupted. Editions that were said to follow it stay together without it.
        """
        if document_id not in self.snapshot.documents:
            return False
        self._catalogue.remove(document_id, self.snapshot.editions.without(document_id))
        self.snapshot = self._load()
        self._purge()
        return True

    def rebuild(self, on_step: Step = lambda _step, _done, _total: None) -> None:
        """Builds every index anew from the catalogue, with the model and analysis of now."""
        rebuild_indexes(self._catalogue, self._dense, self.embedding, on_step)
        self.snapshot = self._load()

    # Reading

    def page(self, generation_id: str, number: int, *, words: bool = True) -> Page | None:
        """A page of a generation, or None; without its words it is there sooner."""
        return self._catalogue.page(generation_id, number, words=words)

    def original(self, generation_id: str) -> bytes | None:
        """The bytes of the file that a published generation was read from; None where there is none, or no file."""
        document = self.published(generation_id)
        return self._originals.read(document.sha256) if document else None

    def published(self, generation_id: str) -> Document | None:
        """The document as a published generation has it, current or superseded."""
        found = self._catalogue.generation(generation_id)
        return found[1] if found else None

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """The positions of the passages nearest to a vector, with their cosine similarity."""
        position = self.snapshot.position
        found = self._dense.nearest(vector, limit) if position else []
        return [(position[key], score) for key, score in found if key in position]

    def sentence_vectors(self, passage: Passage) -> Vectors:
        """The vectors (n × dimension) of a passage's sentences, in order; kept in memory for the passages used last."""
        found = self._sentence_vectors.get(passage.id)
        if found is None:
            texts = passage_sentences(passage)
            found = _text_vectors(self._catalogue, self.embedding, texts, _told_nobody, store=False)
            if len(self._sentence_vectors) >= _PASSAGES_IN_MEMORY:
                self._sentence_vectors.pop(next(iter(self._sentence_vectors)), None)
            # A question that is being answered may still hold passages of a document that was removed meanwhile.
            if passage.id in self.snapshot.position:
                self._sentence_vectors[passage.id] = found
        return found

    def text_vectors(self, texts: Sequence[str]) -> Vectors:
        """The vectors (n × dimension) of texts: from the cache, else made now."""
        return _text_vectors(self._catalogue, self.embedding, texts, _told_nobody)

    # Inside

    def _embed_generation(
        self, generation_id: str, document: Document, passages: Sequence[Passage], on_step: Step
    ) -> None:
        texts = _vectored_texts(passages, document.title)
        vectors = _text_vectors(self._catalogue, self.embedding, texts, on_step)
        self._catalogue.use_vectors(generation_id, map(_digest, texts))
        on_step("embedded", len(texts), len(texts))
        if passages:
            self._dense.add([passage.id for passage in passages], vectors[: len(passages)])

    def _purge(self) -> None:
        """Rids files and memory of what was deleted."""
        self._originals.keep_only(self._catalogue.digests())
        self._dense.renew(self._vectored_passages())
        forget_words()
        self._catalogue.purge()

    def _vectored_passages(self) -> Iterator[tuple[list[str], Vectors]]:
        """The ids and vectors of all current passages, some at a time."""
        snapshot = self.snapshot
        for start in range(0, len(snapshot.passages), _WRITE_AT_ONCE):
            part = snapshot.passages[start : start + _WRITE_AT_ONCE]
            texts = [passage.embedded_text(snapshot.document_of(passage).title) for passage in part]
            yield [passage.id for passage in part], self.text_vectors(texts)

    def _passage_ids(self, document_id: str) -> list[str]:
        return [passage.id for passage in self.snapshot.passages if passage.document_id == document_id]

    def _check_settings(self) -> None:
        wanted = _settings(self.embedding)
        found = self._catalogue.settings()
        if not found:
            self._catalogue.set_settings(wanted)
            return
        for key, value in wanted.items():
            if found.get(key) != value:
                raise IndexMismatchError(
                    f"indeksen er bygget med {_SETTINGS[key]} {quoted(found.get(key))}, men nå er {quoted(value)} "
                    "valgt; kjør `planassistent rebuild`, eller sett innstillingen tilbake"
                )

    def _reconcile(self) -> None:
        """Makes the dense index hold the current passages and no others, after a crash between the two stores."""
        current = {passage.id: passage for passage, _ in self._catalogue.passages(self._generation_ids())}
        held = self._dense.ids()
        self._dense.delete([key for key in held if key not in current])
        missing = [passage for key, passage in current.items() if key not in held]
        if missing:
            titles = {generation_id: document.title for generation_id, document in self._catalogue.current()}
            texts = [passage.embedded_text(titles[passage.generation_id]) for passage in missing]
            self._dense.add([passage.id for passage in missing], self.text_vectors(texts))

    def _generation_ids(self) -> list[str]:
        return [generation_id for generation_id, _ in self._catalogue.current()]

    def _load(self) -> Snapshot:
        current = self._catalogue.current()
        ids = [generation_id for generation_id, _ in current]
        rows = self._catalogue.passages(ids)
        units = UnitRegister([*shipped_units(), *self._catalogue.units(ids)])
        explained = tuple(self._catalogue.terms(ids))
        vocabulary: dict[str, int] = {}
        for _, words in rows:
            for word in set(words):
                vocabulary[word] = vocabulary.get(word, 0) + 1
        titles = {generation_id: document.title for generation_id, document in current}
        sample = self._sample([passage.embedded_text(titles[passage.generation_id]) for passage, _ in rows])
        kept = {passage.id for passage, _ in rows}
        self._sentence_vectors = {key: held for key, held in self._sentence_vectors.items() if key in kept}
        return Snapshot(
            documents={document.id: document for _, document in current},
            generations={document.id: generation_id for generation_id, document in current},
            passages=tuple(passage for passage, _ in rows),
            measures=tuple(self._catalogue.measures(ids)),
            units=units,
            words=LexicalIndex([words for _, words in rows]),
            grams=LexicalIndex([grams(passage.embedded_text(titles[passage.generation_id])) for passage, _ in rows]),
            terms=tuple(frozenset(words) for _, words in rows),
            vocabulary=vocabulary,
            centre=sample[1].mean(axis=0) if rows else np.zeros(self.embedding.dimension, dtype=np.float32),
            position={passage.id: index for index, (passage, _) in enumerate(rows)},
            retold=_by_title(self._catalogue.retellings()),
            places=self._catalogue.places(ids),
            duties=tuple(self._catalogue.duties(ids)),
            explained=explained,
            aliases=aliases(units, explained),
            sample=sample,
            editions=Editions((document for _, document in current), self._catalogue.read_order()),
        )

    def _sample(self, texts: Sequence[str]) -> tuple[tuple[int, ...], Vectors]:
        """The positions and vectors of at most so many texts, evenly spread."""
        positions = range(0, len(texts), -(-len(texts) // _SAMPLED) or 1)
        return tuple(positions), self.text_vectors([texts[position] for position in positions])


def folded_title(title: str) -> str:
    """A title as titles are compared: white space single, case aside."""
    return " ".join(title.split()).casefold()


def _by_title(documents: Iterable[Document]) -> dict[str, frozenset[str]]:
    """The ids of the documents that have a title of their own, by it."""
    found: dict[str, frozenset[str]] = {}
    for document in documents:
        if document.title_stated:
            title = folded_title(document.title)
            found[title] = found.get(title, frozenset()) | {document.id}
    return found


def rebuild_indexes(catalogue: Catalogue, dense: DenseIndex, embedding: EmbeddingModel, on_step: Step) -> None:
    """Builds terms and vectors of all current generations anew; the way out of an IndexMismatchError."""
    current = catalogue.current()
    titles = {generation_id: document.title for generation_id, document in current}
    rows = [passage for passage, _ in catalogue.passages(list(titles))]
    texts = [passage.embedded_text(titles[passage.generation_id]) for passage in rows]
    catalogue.replace_terms({passage.id: " ".join(terms(text)) for passage, text in zip(rows, texts, strict=True)})
    vectors = _text_vectors(catalogue, embedding, texts, on_step)
    quoted = [sentence for passage in rows for sentence in passage_sentences(passage)]
    _text_vectors(catalogue, embedding, quoted, on_step)
    for generation_id, title in titles.items():
        own = [passage for passage in rows if passage.generation_id == generation_id]
        catalogue.use_vectors(generation_id, map(_digest, _vectored_texts(own, title)))
    dense.clear()
    if rows:
        dense.add([passage.id for passage in rows], vectors)
    catalogue.keep_vectors_of(embedding.model_id)
    catalogue.set_settings(_settings(embedding))


def _vectored_texts(passages: Sequence[Passage], title: str) -> list[str]:
    """Every text of a generation that has a vector: its passages as embedded, and their sentences."""
    whole = [passage.embedded_text(title) for passage in passages]
    return [*whole, *(sentence for passage in passages for sentence in passage_sentences(passage))]


_SETTINGS = {"embedding model": "språkmodellen", "dimension": "dimensjonen", "analysis": "ordanalysen"}


def _settings(embedding: EmbeddingModel) -> dict[str, str]:
    return {
        "embedding model": embedding.model_id,
        "dimension": str(embedding.dimension),
        "analysis": ANALYSIS_VERSION,
    }


def _told_nobody(_step: str, _done: int, _total: int) -> None:
    pass


def _text_vectors(
    catalogue: Catalogue, embedding: EmbeddingModel, texts: Sequence[str], on_step: Step, *, store: bool = True
) -> Vectors:
    """The vectors of texts: from the cache, and of those that are not there made now and, if so wanted, kept."""
    digests = list(map(_digest, texts))
    known = catalogue.vectors(embedding.model_id, digests)
    missing = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known}
    for done, part in _batches(sorted(missing.items(), key=lambda item: len(item[1]))):
        on_step("embedding", done, len(missing))
        made = embedding.embed_documents([text for _, text in part])
        fresh = {digest: np.asarray(vector, dtype=np.float32) for (digest, _), vector in zip(part, made, strict=True)}
        if store:
            catalogue.store_vectors(embedding.model_id, fresh)
        known.update(fresh)
    if not texts:
        return np.zeros((0, embedding.dimension), dtype=np.float32)
    return np.stack([known[digest] for digest in digests])


def _batches(items: Sequence[tuple[str, str]]) -> Iterable[tuple[int, Sequence[tuple[str, str]]]]:
    for start in range(0, len(items), _EMBED_AT_ONCE):
        yield start, items[start : start + _EMBED_AT_ONCE]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

"""The vectors of texts, each made once: passages when they are read, sentences when a question first meets them."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from corpus.index.arrays import Vectors
from corpus.index.embedding import EmbeddingModel
from corpus.models import Passage
from corpus.store.catalogue import Catalogue
from corpus.text.sentences import passage_sentences

Step = Callable[[str, int, int], None]

_EMBED_AT_ONCE = 64
_PASSAGES_IN_MEMORY = 5_000


class TextVectors:
    """Makes vectors and keeps them in the catalogue by text; those of the sentences that came last also in memory.

    Using what is in memory keeps it there no longer: an order by use would need a lock on the way of every question.
    """

    def __init__(self, catalogue: Catalogue, embedding: EmbeddingModel) -> None:
        self._catalogue = catalogue
        self._embedding = embedding
        self._of_sentences: dict[str, Vectors] = {}

    def of(
        self, texts: Sequence[str], on_step: Step = lambda _step, _done, _total: None, *, only_used: bool = False
    ) -> Vectors:
        """The vectors (n × dimension) of texts: kept ones, and those made now.

        They are kept too; `only_used`: only where a document needs them. `on_step` is told (step, done, total). Each is
        made alone, which takes half as long again: those made together in int8 differ with what else is there (cosine
        down to .992), and no answer may depend on documents that whoever asks cannot read.
        """
        digests = list(map(digest, texts))
        known = self._catalogue.vectors.of(self._embedding.model_id, digests)
        missing = {key: text for key, text in zip(digests, texts, strict=True) if key not in known}
        for done, part in _batches(sorted(missing.items(), key=lambda item: len(item[1]))):
            on_step("embedding", done, len(missing))
            fresh = {key: self._embedding.embed_documents_array([text])[0] for key, text in part}
            self._catalogue.vectors.store(self._embedding.model_id, fresh, only_used=only_used)
            known.update(fresh)
            known.update(self._catalogue.vectors.of(self._embedding.model_id, fresh))
        if not texts:
            return np.zeros((0, self._embedding.dimension), dtype=np.float32)
        return np.stack([known[key] for key in digests])

    def of_sentences(self, passages: Sequence[Passage], is_shown: Callable[[Passage], bool]) -> list[Vectors]:
        """The vectors (sentences × dimension) of each passage's sentences, in order.

        Those of passages that are no longer shown are not remembered: a question that is being answered may still hold
        passages of a document that was removed meanwhile.
        """
        remembered = self._of_sentences
        found = {passage.id: remembered[passage.id] for passage in passages if passage.id in remembered}
        new = [passage for passage in passages if passage.id not in found]
        texts = [passage_sentences(passage) for passage in new]
        vectors = self.of([text for own in texts for text in own], only_used=True)
        start = 0
        for passage, own in zip(new, texts, strict=True):
            found[passage.id] = vectors[start : start + len(own)]
            start += len(own)
            if is_shown(passage):
                self._remember(passage.id, vectors[start - len(own) : start])
        return [found[passage.id] for passage in passages]

    def make_sentences(self, passages: Iterable[Passage]) -> None:
        """Makes and keeps the vectors of the passages' sentences that are not kept yet."""
        texts = [text for passage in passages for text in passage_sentences(passage)]
        known = self._catalogue.vectors.held(self._embedding.model_id, map(digest, texts))
        self.of([text for text in texts if digest(text) not in known], only_used=True)

    def forget_all_but(self, passage_ids: Iterable[str]) -> None:
        """Lets go of what is in memory of other passages."""
        kept = frozenset(passage_ids)
        self._of_sentences = {key: held for key, held in self._of_sentences.items() if key in kept}

    def _remember(self, passage_id: str, vectors: Vectors) -> None:
        while len(self._of_sentences) >= _PASSAGES_IN_MEMORY:
            self._of_sentences.pop(next(iter(self._of_sentences)), None)
        self._of_sentences[passage_id] = vectors.copy()


def vectored_texts(passages: Sequence[Passage], title: str) -> list[str]:
    """Every text of a generation that has a vector: its passages as embedded, and their sentences."""
    whole = [passage.embedded_text(title) for passage in passages]
    return [*whole, *(sentence for passage in passages for sentence in passage_sentences(passage))]


def digest(text: str) -> str:
    """What a text's vector is kept under."""
    return hashlib.sha256(text.encode()).hexdigest()


def _batches(items: Sequence[tuple[str, str]]) -> Iterator[tuple[int, Sequence[tuple[str, str]]]]:
    for start in range(0, len(items), _EMBED_AT_ONCE):
        yield start, items[start : start + _EMBED_AT_ONCE]

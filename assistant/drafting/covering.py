"""Whether a text answers a duty: it tells of deeds, they are not dropped, denied or only hoped for, and they are of
that very matter.
"""

import hashlib
import json
import math
from collections import OrderedDict
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from assistant.drafting.competing import behind
from assistant.drafting.deeds import Deeds, deeds
from assistant.drafting.likeness import Likeness
from assistant.drafting.remembering import Memory
from corpus.index.arrays import Scores, Vectors
from corpus.readable import Readable

# Fitted over the 139 development pairs of eval/golden/drafting/coverage.jsonl: a logistic regression (L2 3) of those
# that tell of deeds. What it gave in cross-validation by duty, and on the test pairs, stands in docs/evaluation.md.
_BIAS = 0.334
_SAID = 0.268  # how much of the duty is spoken of, in standard deviations above how much other duties speak of it
_SAID_BACK = 0.601  # how much of the text the duty speaks of
_NEAR = 2.155  # how much nearer the nearest sentence is to the duty than to the five duties it is nearest to
ENOUGH = 0.50
_REPEATED = 0.9  # of a text that the duty says itself: it is repeated, and not answered
_FEWEST_WORDS = 8  # a heading is no answer
_SPREAD = 0.02  # added to the deviation: of few duties it may be none
_NEAREST = 5
_KEPT = 5_000  # vectors of sentences that are written in drafts; kept in memory alone
_USUAL: Memory[tuple[float, float]] = Memory(5_000)  # duties: of the shipped plan's each takes ten milliseconds


class Judged(NamedTuple):
    """A text's score for each duty, its sentences, and how far each duty (column) is behind their best."""

    scores: tuple[float, ...]
    sentences: tuple[str, ...]
    behind: Scores


_JUDGED: Memory[Judged] = Memory(2_000)  # fields as they stand: of a draft only what is written anew is judged anew


class Covering:
    """Judges texts against duties among the duties of some documents; safe to call from several threads."""

    def __init__(self, library: Readable, documents: Collection[str] | None = None) -> None:
        """`documents` are those whose duties a duty is told apart from (all of the library for None)."""
        self._library = library
        self._snapshot = library.snapshot
        self._among = None if documents is None else frozenset(documents)
        self._likeness = Likeness.within(self._snapshot, frozenset(self._snapshot.documents))
        self._others = tuple(dict.fromkeys(duty.text for duty in self._snapshot.duties_in(documents)))
        self._vectors: Vectors | None = None

    def judged(self, duties: Sequence[str], matters: Sequence[str], text: str) -> Judged:
        """A text judged against all duties, each as it stands and by its matter; remembered while nothing changes."""
        content = json.dumps([duties, matters, text]).encode()
        key = self._among, self._library.embedding.model_id, hashlib.sha256(content).hexdigest()
        return _JUDGED.recalled(self._snapshot, key, lambda: self._judge(duties, matters, text))

    def _judge(self, duties: Sequence[str], matters: Sequence[str], text: str) -> Judged:
        sentences = deeds(text).sentences
        return Judged(tuple(self.scores(duties, text)), tuple(sentences), behind(self.fits(matters, sentences)))

    def answers(self, duty: str, text: str) -> bool:
        """Whether a text of a draft answers a duty."""
        return self.score(duty, text) >= ENOUGH

    def score(self, duty: str, text: str) -> float:
        """How likely (0 to 1) a text answers a duty; 0 where it tells of no deed."""
        return self.scores([duty], text)[0]

    def scores(self, duties: Sequence[str], text: str) -> list[float]:
        """The score of each duty, of one text."""
        told = deeds(text)
        if not tells_of_deeds(told):
            return [0.0 for _ in duties]
        near = self._nearness(duties, told.sentences)
        return [self._score(duty, text, float(one)) for duty, one in zip(duties, near, strict=True)]

    def sentence(self, duty: str, text: str) -> str:
        """The sentence of a text that is nearest to a duty, by what it speaks of and by its vector."""
        return self.nearest(duty, deeds(text).sentences)

    def nearest(self, duty: str, found: Sequence[str]) -> str:
        """The one of some sentences that is nearest to a duty."""
        similar = self._directions(found) @ self._directions([duty])[0]
        spoken = np.array([self._likeness.spoken_of(duty, sentence) for sentence in found])
        return found[int(np.argmax(similar + spoken))]

    def fits(self, duties: Sequence[str], sentences: Sequence[str]) -> Scores:
        """How well each sentence (row) fits each duty (column), to be compared along a row: no chance of an answer."""
        said = [[self._said(duty, sentence) for duty in duties] for sentence in sentences]
        near = self._directions(sentences) @ self._directions(duties).T
        return np.asarray(_SAID * np.reshape(said, near.shape) + _NEAR * near, dtype=np.float32)

    def _score(self, duty: str, text: str, near: float) -> float:
        if self._likeness.share(text, duty) >= _REPEATED:
            return 0.0
        return _chance(*self._features(duty, text, near))

    def _features(self, duty: str, text: str, near: float) -> tuple[float, float, float]:
        return self._said(duty, text), self._likeness.spoken_of(text, duty), near

    def _said(self, duty: str, text: str) -> float:
        mean, spread = self._expected(duty)
        return (self._likeness.spoken_of(duty, text) - mean) / (spread + _SPREAD)

    def _expected(self, duty: str) -> tuple[float, float]:
        """How much of a duty others speak of: mean and standard deviation."""

        def made() -> tuple[float, float]:
            shares = [self._likeness.spoken_of(duty, other) for other in self._others] or [0.0]
            return float(np.mean(shares)), float(np.std(shares))

        return _USUAL.recalled(self._snapshot, (self._among, duty), made)

    def _nearness(self, duties: Sequence[str], sentences: Sequence[str]) -> Scores:
        own = self._directions(sentences)
        if self._vectors is None:
            self._vectors = self._directions(self._others)
        usual = np.sort((own @ self._vectors.T).max(axis=0))[-_NEAREST:] if self._others else np.zeros(1)
        return np.asarray((self._directions(duties) @ own.T).max(axis=1) - usual.mean(), dtype=np.float32)

    def _directions(self, texts: Sequence[str]) -> Vectors:
        vectors = _embedded(texts, self._library) - self._snapshot.centre
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(lengths == 0, 1, lengths), dtype=np.float32)


def tells_of_deeds(told: Deeds) -> bool:
    """Whether a text tells of something that is done, and not only of what was dropped, denied or hoped for."""
    is_concrete = bool(told.concrete) or not told.hoped
    is_heading = told.words < _FEWEST_WORDS and not told.concrete
    return is_concrete and not (told.is_dropped or told.is_undone or is_heading)


def _chance(said: float, back: float, near: float) -> float:
    return 1 / (1 + math.exp(-(_BIAS + _SAID * said + _SAID_BACK * back + _NEAR * near)))


_KNOWN: OrderedDict[tuple[str, str], Vectors] = OrderedDict()


def _embedded(texts: Sequence[str], library: Readable) -> Vectors:
    """The vectors (n × dimension) of texts, each made alone as all are; what is drafted is kept nowhere."""
    model = library.embedding
    found: list[Vectors] = []
    for text in texts:
        key = (model.model_id, text)
        vector = _KNOWN.get(key)
        if vector is None:
            vector = model.embed_documents_array([text])[0]
            while len(_KNOWN) >= _KEPT:
                _KNOWN.pop(next(iter(_KNOWN)), None)
            _KNOWN[key] = vector
        found.append(vector)
    return np.stack(found) if found else np.zeros((0, model.dimension), dtype=np.float32)

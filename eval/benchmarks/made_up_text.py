"""Made-up documents in any number: Norwegian words in their frequencies, with vectors drawn instead of embedded."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from wordfreq import get_frequency_dict

from corpus.index.arrays import Vectors
from corpus.index.embedding import EmbeddingModel, Progress
from corpus.models import Coverage, Document, Duty, Measure, Page, Passage, PassageKind, Term, Unit
from eval.benchmarks.standing_in import StandingIn

PASSAGES_A_DOCUMENT = 500
_SEED = 5
_WORDS = 50_000
_PASSAGES_A_PAGE = 3
# As in the shipped plans: 2.8 sentences and 34 words a passage.
_SENTENCES_A_PASSAGE = 3
_SHORTEST_SENTENCE, _LONGEST_SENTENCE = 6, 17
_FIRST = ("Aske", "Bjørke", "Elve", "Furu", "Gran", "Hassel", "Lyng", "Myr", "Odde", "Rogne", "Selje", "Strand", "Tyri")
_LAST = ("bakken", "dal", "heim", "lia", "lund", "mo", "nes", "rud", "sand", "stad", "støl", "sund", "vang", "vik")


@dataclass(frozen=True)
class MadeUpReading:
    """What the reading of a file would give."""

    document: Document
    generation_id: str
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    reader_version: str = "made-up"
    measures: tuple[Measure, ...] = ()
    units: tuple[Unit, ...] = ()
    duties: tuple[Duty, ...] = ()
    terms: tuple[Term, ...] = ()


def made_up_readings(passages: int) -> Iterator[MadeUpReading]:
    """Plans with so many passages in all, 500 each; the same ones each time."""
    chance = np.random.default_rng(_SEED)
    sentences = _sentences(chance)
    for number, first in enumerate(range(0, passages, PASSAGES_A_DOCUMENT)):
        yield _reading(number, min(PASSAGES_A_DOCUMENT, passages - first), sentences)


def _sentences(chance: np.random.Generator) -> Iterator[str]:
    """Sentences without end, of the commonest Norwegian words, each drawn as often as Norwegian has it."""
    common = islice((pair for pair in get_frequency_dict("nb", wordlist="best").items() if pair[0].isalpha()), _WORDS)
    words, frequencies = zip(*common, strict=True)
    shares = np.array(frequencies) / sum(frequencies)
    while True:
        lengths = chance.integers(_SHORTEST_SENTENCE, _LONGEST_SENTENCE + 1, size=1_000)
        drawn = [words[place] for place in chance.choice(len(words), size=int(lengths.sum()), p=shares)]
        start = 0
        for length in lengths:
            yield " ".join(drawn[start : start + length]).capitalize() + "."
            start += length


def _reading(number: int, size: int, sentences: Iterator[str]) -> MadeUpReading:
    place = f"{_FIRST[number % len(_FIRST)]}{_LAST[number // len(_FIRST) % len(_LAST)]}"
    name = f"{place.lower()}-{number:04}"
    texts = [" ".join(islice(sentences, _SENTENCES_A_PASSAGE)) for _ in range(size)]
    passages = tuple(_passage(name, ordinal, text) for ordinal, text in enumerate(texts, start=1))
    pages = tuple(
        Page(number=page, locator=f"s. {page}", text="\n".join(texts[start : start + _PASSAGES_A_PAGE]))
        for page, start in enumerate(range(0, size, _PASSAGES_A_PAGE), start=1)
    )
    document = Document(
        id=name,
        title=f"Kvalitetsplan nummer {number + 1} for {place}",
        issuer=f"{place} kommune",
        file_name=f"{name}.txt",
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        pages=len(pages),
        coverage=Coverage(),
    )
    return MadeUpReading(document, f"{name}@1", pages, passages)


def _passage(name: str, ordinal: int, text: str) -> Passage:
    page = (ordinal - 1) // _PASSAGES_A_PAGE + 1
    return Passage(
        id=f"{name}@1:{ordinal}",
        document_id=name,
        generation_id=f"{name}@1",
        ordinal=ordinal,
        kind=PassageKind.PROSE,
        first_page=page,
        last_page=page,
        heading_path=(f"Kapittel {page}",),
        text=text,
        blocks=(),
    )


class DrawnVectors(StandingIn):
    """A model whose passages have random vectors instead of embedded ones; questions are embedded as they are.

    Vectors of e5 lie close together. The drawn ones are as near to the `centre` (dimension,) of embedded passages as
    these are on the average, and each in a direction of its own around it.
    """

    def __init__(self, model: EmbeddingModel, centre: Vectors) -> None:
        super().__init__(model)
        self._nearness = float(np.linalg.norm(centre))
        self._axis = centre / self._nearness
        self._chance = np.random.default_rng(_SEED)

    def embed_documents_array(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """Unit vectors drawn at random (n, dimension), whatever the texts say."""
        drawn = self._chance.standard_normal((len(texts), self.dimension), dtype=np.float32)
        around = drawn - np.outer(drawn @ self._axis, self._axis)
        around *= np.sqrt(1 - self._nearness**2) / np.linalg.norm(around, axis=1, keepdims=True)
        vectors: Vectors = (self._nearness * self._axis + around).astype(np.float32)
        if on_progress is not None:
            on_progress(len(texts))
        return vectors

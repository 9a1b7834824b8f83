"""What every question asks of a passage anew: its sentences, and the index terms of them and of its headings."""

from dataclasses import dataclass
from typing import Self

from corpus.models import Passage
from corpus.text.sentences import passage_sentences
from corpus.words.analysis import terms


@dataclass(frozen=True)
class PassageParts:
    """The sentences of a passage in order, each with its terms, and the terms of the headings over it."""

    sentences: tuple[tuple[str, frozenset[str]], ...]
    heading_terms: frozenset[str]

    @classmethod
    def of(cls, passage: Passage) -> Self:
        """The parts of a passage."""
        return cls(
            sentences=tuple((text, frozenset(terms(text))) for text in passage_sentences(passage)),
            heading_terms=frozenset(terms(" ".join(passage.heading_path))),
        )

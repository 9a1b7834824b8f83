"""What every question asks of a passage anew: its sentences, and the index terms of them and of its headings."""

import re
from dataclasses import dataclass, field
from typing import Self

from corpus.models import Passage
from corpus.text.sentences import passage_sentences
from corpus.words.analysis import terms


@dataclass(frozen=True)
class PassageParts:
    """The text of a passage, its sentences in order, each with its terms, and the terms of the headings over it."""

    text: str
    sentences: tuple[tuple[str, frozenset[str]], ...]
    heading_terms: frozenset[str]
    _held: dict[str, tuple[bool, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, passage: Passage) -> Self:
        """The parts of a passage."""
        return cls(
            text=passage.text,
            sentences=tuple((text, frozenset(terms(text))) for text in passage_sentences(passage)),
            heading_terms=frozenset(terms(" ".join(passage.heading_path))),
        )

    def holding(self, pattern: re.Pattern[str]) -> tuple[bool, ...]:
        """Whether a pattern stands in each sentence, and last whether in the text; looked for once.

        Remembered by what the pattern is written as: hashing a pattern takes longer than a search.
        """
        found = self._held.get(pattern.pattern)
        if found is None:
            texts = (*(text for text, _ in self.sentences), self.text)
            found = self._held[pattern.pattern] = tuple(pattern.search(text) is not None for text in texts)
        return found

"""The index terms of a corpus, as they are looked up: exactly, by their first letters, without their diacritics."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Self

from corpus.words.analysis import fold


class Vocabulary(dict[str, int]):
    """How many passages have each term; what is made of its terms is made once, so none is added after that."""

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Self:
        """The counts as a vocabulary: themselves where they are one."""
        return counts if isinstance(counts, cls) else cls(counts)

    def beginning(self, letters: str) -> Iterator[str]:
        """The terms that begin with these letters, in order."""
        at = bisect_left(self._sorted, letters)
        while at < len(self._sorted) and self._sorted[at].startswith(letters):
            yield self._sorted[at]
            at += 1

    @cached_property
    def folded(self) -> dict[str, str]:
        """Each term by what is left of it without Norwegian letters."""
        return {fold(term): term for term in self}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self)

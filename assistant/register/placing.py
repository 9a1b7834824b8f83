"""Which documents have rows under a priority or a commitment."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Literal

from corpus.snapshot import Snapshot

_BETWEEN = "\0"


def documents_under(
    rows: Literal["measures", "duties"], under: Literal["priority", "commitment"], words: str, snapshot: Snapshot
) -> frozenset[str]:
    """The ids of the documents of which a row may stand under one with these words: all those of which one does."""
    texts = snapshot.once(f"{under} of {rows}", lambda own: Texts(_texts(rows, under, own)))
    return texts.documents_with(words)


class Texts:
    """The texts of documents, to look for words in: all at once, as one text, without regard to case."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        """`texts` are the ids of the documents that have each, by it."""
        self._documents = [frozenset(ids) for ids in texts.values()]
        folded = [text.casefold() for text in texts]
        self._whole = _BETWEEN.join(folded)
        self._starts = list(accumulate((len(text) + 1 for text in folded), initial=0))

    def documents_with(self, words: str) -> frozenset[str]:
        """The ids of the documents of which a text has these words in it."""
        found: set[str] = set()
        wanted = words.casefold()
        at = self._whole.find(wanted)
        while at >= 0 and self._documents:
            place = bisect_right(self._starts, at, hi=len(self._documents)) - 1
            found |= self._documents[place]
            at = self._whole.find(wanted, self._starts[place + 1])
        return frozenset(found)


def _texts(
    rows: Literal["measures", "duties"], under: Literal["priority", "commitment"], snapshot: Snapshot
) -> dict[str, set[str]]:
    """What rows stand under, with the documents: in each place where a measure is printed; a duty also by headings."""
    found: dict[str, set[str]] = {}
    for measure in snapshot.measures:
        for place in (measure, *measure.occurrences):
            found.setdefault(getattr(place, "strategic_priority" if under == "priority" else under) or "", set()).add(
                measure.document_id
            )
    for duty in snapshot.duties if rows == "duties" else ():
        for heading in duty.heading_path:
            found.setdefault(heading, set()).add(duty.document_id)
    return found

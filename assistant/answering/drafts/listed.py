"""The lists that stand in and around a passage, each with the line that leads up to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.retrieval.lists import FoundList, lists_at
from corpus.models import Passage
from corpus.snapshot import Snapshot
from corpus.text.items import NUMBERED
from corpus.text.sentences import sentences

_FEWEST = 2


@dataclass(frozen=True)
class Listed:
    """A list: its headings, the text that stands before its items, and the items in order, each with its passage."""

    headings: tuple[str, ...]
    lead: str
    items: tuple[tuple[Passage, str], ...]

    @property
    def is_numbered(self) -> bool:
        """Whether its items are numbered from one."""
        numbers = [int(match["number"]) if (match := NUMBERED.match(line)) else None for _, line in self.items]
        return numbers == list(range(1, len(numbers) + 1))

    @property
    def text(self) -> str:
        """Its headings, lead and items."""
        return " ".join([*self.headings, self.lead, *(line for _, line in self.items)])


def lists_around(snapshot: Snapshot, passage: Passage) -> Sequence[Listed]:
    """The lists of at least two items that have one in this passage, whole: also what stands in the next ones."""
    return [
        _listed(found)
        for found in lists_at(snapshot, passage)
        if len(found.items) >= _FEWEST and any(part.id == passage.id for part, _ in found.items)
    ]


def _listed(found: FoundList) -> Listed:
    lead = " ".join(sentences(found.lead[1])[-2:]) if found.lead else ""
    return Listed(found.items[0][0].heading_path, lead, tuple(found.items))

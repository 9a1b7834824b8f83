"""The lists that stand in and around a passage, each with the line that leads up to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import compile as pattern

from corpus.models import Passage, PassageKind
from corpus.sentences import is_item, sentences
from corpus.snapshot import Snapshot

_NUMBER = pattern(r"^(\d{1,2})[.)]\s")
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
        numbers = [_number(line) for _, line in self.items]
        return numbers == list(range(1, len(numbers) + 1))

    @property
    def text(self) -> str:
        """Its headings, lead and items."""
        return " ".join([*self.headings, self.lead, *(line for _, line in self.items)])


def lists_around(snapshot: Snapshot, passage: Passage) -> Sequence[Listed]:
    """The lists of at least two items that have one in this passage, whole: also what stands in the next ones."""
    if passage.kind is PassageKind.ROW:
        return ()
    found = _lists(list(_section(snapshot, passage)))
    return [one for one in found if len(one.items) >= _FEWEST and any(part.id == passage.id for part, _ in one.items)]


def _section(snapshot: Snapshot, passage: Passage) -> Iterator[Passage]:
    """The passages in a row that have the same headings as this one."""
    first = last = snapshot.position[passage.id]
    while first > 0 and _same_section(snapshot.passages[first - 1], passage):
        first -= 1
    while last + 1 < len(snapshot.passages) and _same_section(snapshot.passages[last + 1], passage):
        last += 1
    yield from snapshot.passages[first : last + 1]


def _same_section(other: Passage, passage: Passage) -> bool:
    return (other.generation_id, other.heading_path) == (passage.generation_id, passage.heading_path)


def _lists(section: Sequence[Passage]) -> list[Listed]:
    found: list[Listed] = []
    lead = ""
    items: list[tuple[Passage, str]] = []
    for part in section:
        lead = lead or part.comes_from
        for line in part.text.split("\n"):
            if is_item(line) and not (items and _restarts(*items[-1], part, line)):
                items.append((part, line))
                continue
            if items:
                found.append(Listed(part.heading_path, lead, tuple(items)))
                lead, items = "", []
            if is_item(line):
                items = [(part, line)]
            else:
                lead = " ".join([lead, line]) if lead else line
    if items:
        found.append(Listed(items[0][0].heading_path, lead, tuple(items)))
    return [Listed(one.headings, _nearest(one.lead), one.items) for one in found]


def _restarts(before: Passage, item: str, passage: Passage, line: str) -> bool:
    """Whether a line begins another list: its number does not follow the item's before it, or its page is another."""
    last, number = _number(item), _number(line)
    if last is None:
        return number is not None or before.first_page != passage.first_page
    return number != last + 1


def _number(line: str) -> int | None:
    match = _NUMBER.match(line)
    return int(match[1]) if match else None


def _nearest(lead: str) -> str:
    """The last sentence of what stands before a list, and the one before that says what it is about."""
    return " ".join(sentences(lead)[-2:])

"""The lists that passages hold: each with the line that leads up to it, over passages and page breaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.models import Passage, PassageKind
from corpus.snapshot import Snapshot
from corpus.text.items import LETTERED, NUMBERED, counted, follows, is_item, opens

Line = tuple[Passage, str]


@dataclass
class FoundList:
    """A list: its items in order, and the line of text right above the first; None where a heading is all above it."""

    lead: Line | None
    items: list[Line] = field(default_factory=list)

    def touches(self, passage: Passage) -> bool:
        """Whether an item, or the lead, stands in the passage."""
        return any(part.id == passage.id for part, _ in (*self.items, *([self.lead] if self.lead else [])))


def lists_at(snapshot: Snapshot, passage: Passage) -> list[FoundList]:
    """The lists, in order, that a passage holds a part of; a table row holds none.

    A list goes on over the passages under the same headings, until other text stands between or its numbering starts
    anew; text between two numbers that follow each other does not end it. Over a page break a list goes on only where
    its numbers do, or its lead ends the page: bullets at the top of a page may be another list.
    """
    if passage.kind is PassageKind.ROW:
        return []
    return [found for found in _lists(_around(snapshot, passage)) if found.touches(passage)]


def list_items(snapshot: Snapshot, passage: Passage) -> list[Line]:
    """The items, in order, of the list that a passage is part of, each with its passage; of several, the longest."""
    held = (found.items for found in lists_at(snapshot, passage))
    own = [items for items in held if any(part.id == passage.id for part, _ in items)]
    return max(own, key=len, default=[])


def _around(snapshot: Snapshot, passage: Passage) -> Sequence[Passage]:
    """The passages beside a passage that lists may go on to."""
    first = last = snapshot.position[passage.id]
    while first > 0 and _goes_on(snapshot.passages[first - 1], snapshot.passages[first]):
        first -= 1
    while last + 1 < len(snapshot.passages) and _goes_on(snapshot.passages[last], snapshot.passages[last + 1]):
        last += 1
    return snapshot.passages[first : last + 1]


def _goes_on(before: Passage, after: Passage) -> bool:
    if (before.generation_id, before.heading_path) != (after.generation_id, after.heading_path):
        return False
    if PassageKind.ROW in (before.kind, after.kind):
        return False
    if before.last_page == after.first_page:
        return True
    end, start = before.text.split("\n")[-1], after.text.split("\n")[0]
    return after.first_page == before.last_page + 1 and _is_next(end, start)


def _is_next(end: str, start: str) -> bool:
    """Whether an item at the top of a page goes on with what ends the page before."""
    if not is_item(start):
        return False
    if end.endswith(":"):
        return not counted(start) or opens(start)
    return follows(end, start)


def _lists(parts: Sequence[Passage]) -> Iterator[FoundList]:
    found: list[FoundList] = []
    before: Line | None = None
    for part, line in [(passage, line) for passage in parts for line in passage.text.split("\n")]:
        above, before = before, (part, line)
        if not is_item(line):
            continue
        if above is not None and is_item(above[1]) and not _starts_anew(found[-1], line):
            found[-1].items.append((part, line))
        elif (earlier := _counting_to(found, line)) is not None:
            earlier.items.append((part, line))
        else:
            lead = above if above is not None and not is_item(above[1]) else None
            found.append(FoundList(lead, [(part, line)]))
    yield from found


def _starts_anew(current: FoundList, line: str) -> bool:
    """Whether a first number or letter opens another list; letters under a number are its own points."""
    return opens(line) and (NUMBERED.match(line) is not None or any(LETTERED.match(item) for _, item in current.items))


def _counting_to(found: Sequence[FoundList], line: str) -> FoundList | None:
    """The last list, where its last number comes right before that of a line that stands apart from it."""
    last = found[-1] if found else None
    return last if last is not None and follows(last.items[-1][1], line) else None

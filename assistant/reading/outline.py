"""The outline of a document: its headings as they stand over its passages."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.models import Record
from corpus.snapshot import Snapshot

_Under = tuple[tuple[str, ...], str, int]  # the headings over a passage, the locator of its page, and the page


class Heading(Record):
    """A heading and those below it; `page` is the first page with text under it."""

    title: str
    page: int
    locator: str
    below: tuple["Heading", ...] = ()


def outline(snapshot: Snapshot, document_id: str) -> tuple[Heading, ...]:
    """The headings of a published document in reading order; none where nothing in it looks like one.

    Raises KeyError where there is no such document.
    """
    generation_id = snapshot.generations[document_id]
    under = [
        (passage.heading_path, snapshot.places[generation_id, passage.first_page][1], passage.first_page)
        for passage in snapshot.passages_in(document_id)
    ]
    return tuple(_headings(under))


def at_page(headings: Sequence[Heading], page: int) -> tuple[Heading, ...]:
    """The headings that a page begins under or has first, from the top down; none before the first."""
    found: list[Heading] = []
    level = headings
    while level:
        begun = [heading for heading in level if heading.page <= page]
        if not begun:
            break
        on_page = [heading for heading in begun if heading.page == page]
        found.append(on_page[0] if on_page else begun[-1])
        level = found[-1].below
    return tuple(found)


def _headings(under: Sequence[_Under]) -> Iterator[Heading]:
    """The headings that neighbouring passages share, level by level."""
    headed = [passage for passage in under if passage[0]]
    for title, group in groupby(headed, lambda passage: passage[0][0]):
        passages = list(group)
        below = [(path[1:], locator, page) for path, locator, page in passages]
        _, locator, page = passages[0]
        yield Heading(title=title, page=page, locator=locator, below=tuple(_headings(below)))

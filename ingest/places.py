"""Where a block stands in a format without printed pages: counted under its heading as the structure is walked."""

from collections.abc import Iterable

from corpus.models import PageUnit, Place


class PlaceCounter:
    """Counts paragraphs, and rows of tables, from each heading on."""

    def __init__(self) -> None:
        self._heading: str | None = None
        self._paragraphs = 0
        self._tables = 0
        self._rows = 0

    def heading(self, text: str) -> None:
        """A heading begins; what follows is counted from it."""
        self._heading, self._paragraphs, self._tables = text, 0, 0

    def paragraph(self) -> Place:
        """The place of the next paragraph or list item."""
        self._paragraphs += 1
        return Place(unit="paragraph", heading=self._heading, first=self._paragraphs, last=self._paragraphs)

    def table(self) -> None:
        """A table begins."""
        self._tables += 1
        self._rows = 0

    def row(self, height: int = 1) -> Place:
        """The place of the next row of the table, or of the next few that are one."""
        first = self._rows + 1
        self._rows += height
        return Place(unit="row", heading=self._heading, table=self._tables, first=first, last=self._rows)


def of_page(unit: PageUnit, number: int, place: Place | None) -> Place | None:
    """A place as its page is cited: a slide by its number alone, a printed page by nothing more."""
    if unit == "slide":
        return Place(unit="slide", first=number, last=number)
    return place if unit == "section" else None


def spanned(places: Iterable[Place | None]) -> Place | None:
    """One place from the first to the last of some that stand together; None where none is known."""
    known = [place for place in places if place is not None]
    return known[0].model_copy(update={"last": known[-1].last}) if known else None


def stand_together(one: Place | None, other: Place | None) -> bool:
    """Whether two places are counted alike, so that they can be said as one."""
    if one is None or other is None:
        return one is other
    return (one.unit, one.heading, one.table) == (other.unit, other.heading, other.table)

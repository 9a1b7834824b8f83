"""Places in formats without printed pages: told as exactly as a quote allows."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.models import Passage, Place

_LONGEST = 80  # characters of a heading, so that a locator stays one line


def narrowed(passage: "Passage", quote: str) -> "Place | None":
    """Where a quote of a passage stands: of its paragraphs, those that the quote is taken from."""
    place = passage.place
    lines = [" ".join(line.split()) for line in passage.text.split("\n")]
    if place is None or place.unit != "paragraph" or len(lines) != place.last - place.first + 1:
        return place
    start = " ".join(lines).find(" ".join(quote.split()))
    if start < 0:
        return place
    first = _line_at(lines, start)
    last = _line_at(lines, start + len(" ".join(quote.split())) - 1)
    return place.model_copy(update={"first": place.first + first, "last": place.first + last})


def shortened(heading: str) -> str:
    """A heading of at most 80 characters, cut between words."""
    if len(heading) <= _LONGEST:
        return heading
    return f"{heading[:_LONGEST].rpartition(' ')[0] or heading[: _LONGEST - 1]}…"


def _line_at(lines: list[str], position: int) -> int:
    """The index of the line that holds a position of the lines joined by spaces."""
    end = -1
    for index, line in enumerate(lines):
        end += len(line) + 1
        if position < end:
            return index
    return len(lines) - 1

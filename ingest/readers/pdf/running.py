"""What runs along the edges of pages: headers, footers and page numbers, told by standing alone or coming again."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.pdf.columns import Run
from ingest.readers.pdf.words import PlacedWord, TextLine, lines

_EDGE = 0.12  # of the page's height, at either end
_OUTERMOST = 0.06
_MOST_LINES = 3
_FEWEST_PAGES = 2
_APART = 2.0  # of the size: words this far apart on one line are two texts
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"^(?:(?:side|s\.|page)\s*)?\d{1,4}(?:\s*(?:/|av|of)\s*\d{1,4})?$", re.IGNORECASE)


@dataclass(frozen=True)
class Edges:
    """The words of a page without what runs along its edges, and that, as lines of their own."""

    words: tuple[PlacedWord, ...]
    above: tuple[Run, ...]
    below: tuple[Run, ...]


def without_running(pages: Sequence[Sequence[PlacedWord]], heights: Sequence[float]) -> list[Edges]:
    """For each page its words, with the lines at the edges that come again on other pages set apart."""
    candidates = [_candidates(page, height) for page, height in zip(pages, heights, strict=True)]
    counts = Counter(key for page in candidates for key in {_key(line) for line in page})
    return [
        _edges(page, [line for line in lines_ if _runs(line, counts, height)], height)
        for page, lines_, height in zip(pages, candidates, heights, strict=True)
    ]


def _candidates(page: Sequence[PlacedWord], height: float) -> list[TextLine]:
    """The outermost lines near either edge."""
    found = lines(page)
    above = [line for line in found if line.baseline < _EDGE * height][:_MOST_LINES]
    below = [line for line in found if line.baseline > (1 - _EDGE) * height][-_MOST_LINES:]
    return [*above, *below]


def _key(line: TextLine) -> tuple[int, str]:
    return round(line.baseline / 3), _DIGITS.sub("#", line.text)


def _runs(line: TextLine, counts: Counter[tuple[int, str]], height: float) -> bool:
    if counts[_key(line)] >= _FEWEST_PAGES:
        return True
    outermost = line.baseline < _OUTERMOST * height or line.baseline > (1 - _OUTERMOST) * height
    return outermost and bool(_NUMBER.match(line.text))


def _edges(page: Sequence[PlacedWord], running: Sequence[TextLine], height: float) -> Edges:
    taken = {id(word) for line in running for word in line.words}
    above = [line for line in running if line.baseline * 2 < height]
    below = [line for line in running if line.baseline * 2 >= height]
    return Edges(
        words=tuple(word for word in page if id(word) not in taken),
        above=tuple(Run((part,)) for line in above for part in _parts(line, number_first=True)),
        below=tuple(Run((part,)) for line in below for part in _parts(line, number_first=False)),
    )


def _parts(line: TextLine, *, number_first: bool) -> list[TextLine]:
    """A line cut where its words stand far apart; the page number comes outermost."""
    parts: list[list[PlacedWord]] = []
    for word in line.words:
        if parts and word.start - parts[-1][-1].end <= _APART * word.size:
            parts[-1].append(word)
        else:
            parts.append([word])
    cut = [TextLine(tuple(part)) for part in parts]
    return sorted(cut, key=lambda part: bool(_NUMBER.match(part.text)) != number_first)

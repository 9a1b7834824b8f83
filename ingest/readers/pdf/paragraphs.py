"""From runs of lines to the lines of a page: blank ones between paragraphs, a style for each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.readers.base import LineStyle, RawTable
from ingest.readers.pdf.columns import Run
from ingest.readers.pdf.tables import FoundTable
from ingest.readers.pdf.words import PlacedWord, TextLine

_PARAGRAPH = 1.22  # of the usual distance of lines: paragraphs lie farther apart
_LEAST, _MOST = 0.9, 1.7  # of the size: what can be the usual distance
_COMMON = 1.2  # of the size: where nothing shows what is usual
_OTHER_SIZE = 1.08


class Leading:
    """The usual distance of two lines of one size in a document."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self._counts: dict[float, Counter[float]] = {}
        for run in runs:
            for above, below in pairwise(run.lines):
                distance = below.baseline - above.baseline
                if above.size == below.size and _LEAST <= distance / max(below.size, 1.0) <= _MOST:
                    self._counts.setdefault(below.size, Counter())[round(distance * 2) / 2] += 1

    def usual(self, size: float) -> float:
        """In points, for type of this size."""
        counts = self._counts.get(size)
        if not counts:
            return _COMMON * size
        most = max(counts.values())
        return min(distance for distance, count in counts.items() if count * 3 >= most)


@dataclass
class PageText:
    """The lines of a page with their styles, the tables between them, and all words in reading order."""

    lines: list[str] = field(default_factory=list)
    styles: list[LineStyle | None] = field(default_factory=list)
    tables: list[RawTable] = field(default_factory=list)
    words: list[PlacedWord] = field(default_factory=list)

    def add(self, part: Run | FoundTable, leading: Leading) -> None:
        """What comes next, after a blank line."""
        self._break()
        if isinstance(part, FoundTable):
            self.tables.append(part.raw(at=len(self.lines)))
            self.words.extend(part.words)
            return
        for line, begins in _with_beginnings(part.lines, leading):
            if begins:
                self._break()
            self.lines.append(line.text)
            self.styles.append(LineStyle(size=line.size, bold=line.bold, x0=round(line.start, 1)))
            self.words.extend(line.words)

    def _break(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")
            self.styles.append(None)


def _with_beginnings(found: tuple[TextLine, ...], leading: Leading) -> Iterator[tuple[TextLine, bool]]:
    """Each line, and whether a paragraph begins with it."""
    for index, line in enumerate(found):
        yield line, index > 0 and _begins(found[index - 1], line, leading)


def _begins(above: TextLine, line: TextLine, leading: Leading) -> bool:
    sizes = sorted((above.size, line.size))
    if sizes[1] > _OTHER_SIZE * sizes[0] or above.bold != line.bold:
        return True
    return line.baseline - above.baseline > _PARAGRAPH * leading.usual(line.size)

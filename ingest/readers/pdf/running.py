"""What runs along the edges of pages: headers, footers and page numbers, told by standing alone or coming again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.column_names import header_columns
from ingest.readers.pdf.columns import Run
from ingest.readers.pdf.words import PlacedWord, TextLine, lines

_EDGE = 0.12  # of the page's height, at either end
_OUTERMOST = 0.06
_MOST_LINES = 3
_FEWEST_PAGES = 2
_RUNNING_PAGES, _RUNNING_SHARE = 3, 0.4  # a line of text on so many pages, and on such a share of them, runs on
_SMALL, _LARGE = 0.95, 1.1  # of the body's size
_APART = 2.0  # of the size: words this far apart on one line are two texts
_STEP = 3.0  # points: a line that comes again stands this near the height it had
_NUMERAL = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"^(?:(?:side|s\.|page)\s*)?\d{1,4}(?:\s*(?:/|av|of)\s*\d{1,4})?$", re.IGNORECASE)


@dataclass(frozen=True)
class Edges:
    """The words of a page without what runs along its edges, and that, as lines of their own.

    `running` runs through the document and is no part of its text; `above` and `below` come again, and may be text.
    `label` is the page's number as the running lines print it.
    """

    words: tuple[PlacedWord, ...]
    above: tuple[Run, ...]
    below: tuple[Run, ...]
    running: tuple[TextLine, ...] = ()
    label: str | None = None


def without_running(pages: Sequence[Sequence[PlacedWord]], heights: Sequence[float]) -> list[Edges]:
    """For each page its words, with the lines at the edges that come again on other pages set apart."""
    candidates = [_candidates(page, height) for page, height in zip(pages, heights, strict=True)]
    repeated = _Repeated(candidates, _body_size(pages), sum(map(bool, pages)))
    return [
        _edges(page, number, found, repeated, height)
        for number, (page, found, height) in enumerate(zip(pages, candidates, heights, strict=True), start=1)
    ]


def _candidates(page: Sequence[PlacedWord], height: float) -> list[TextLine]:
    """The outermost lines near either edge."""
    found = lines(page)
    above = [line for line in found if line.baseline < _EDGE * height][:_MOST_LINES]
    below = [line for line in found if line.baseline > (1 - _EDGE) * height][-_MOST_LINES:]
    return [*above, *below]


def _body_size(pages: Sequence[Sequence[PlacedWord]]) -> float:
    """The size that most letters have."""
    letters: Counter[float] = Counter()
    for page in pages:
        for word in page:
            letters[word.size] += len(word.text)
    return letters.most_common(1)[0][0] if letters else 0.0


class _Repeated:
    """Which lines at the edges come again at the same height on other pages of a document."""

    def __init__(self, candidates: Sequence[Sequence[TextLine]], body: float, pages: int) -> None:
        self._body, self._pages = body, pages
        self._alike = Counter(key for page in candidates for key in {_alike(line) for line in page})
        self._same: Counter[tuple[str, int | None, int]] = Counter(
            (text, distance, _step(line))
            for number, page in enumerate(candidates, start=1)
            for line in page
            for text in {line.text, *(part.text for part in _parts(line, number_first=False))}
            for text, distance in {*_wordings(text, number)}
        )

    def comes_again(self, line: TextLine) -> bool:
        """Whether a line but for its numbers stands on another page too: it is read before or after all columns."""
        return self._alike[_alike(line)] >= _FEWEST_PAGES

    def label(self, line: TextLine, number: int) -> str | None:
        """The number in a line that grows with the pages; None where there is none."""
        numbered = [
            (self._count(line, text, distance), str(number + distance))
            for text, distance in _wordings(line.text, number)
            if distance is not None
        ]
        count, label = max(numbered, default=(0, ""))
        return label if count >= _FEWEST_PAGES else None

    def runs_through(self, line: TextLine, number: int) -> bool:
        """Whether a line stands on so many pages, but for the page's number, that it is no part of the text.

        A chapter's name changes through the document: it runs with the text beside it, set as it is, that does not.
        """
        if header_columns(line.text) or not any(map(str.isalpha, line.text)):
            return False
        parts = [part for part in _parts(line, number_first=False) if not _NUMBER.match(part.text)]
        beside = parts if len({(round(part.size), part.bold) for part in parts}) == 1 else []
        return any(self._is_running(text, number) for text in (line, *beside))

    def _is_running(self, line: TextLine, number: int) -> bool:
        return any(
            self._is_enough(self._count(line, text, distance), line) and self._may_run(line, distance)
            for text, distance in _wordings(line.text, number)
        )

    def _may_run(self, line: TextLine, distance: int | None) -> bool:
        """Headings that count up with the pages, or are one word, are text."""
        if line.size <= _LARGE * self._body:
            return distance is None or not line.bold or bool(_NUMBER.match(line.text))
        return distance is None and len(line.words) > 1

    def _is_enough(self, count: int, line: TextLine) -> bool:
        fewest = _FEWEST_PAGES if line.size < _SMALL * self._body else _RUNNING_PAGES
        return count >= fewest and count > _RUNNING_SHARE * self._pages

    def _count(self, line: TextLine, text: str, distance: int | None) -> int:
        step = _step(line)
        return sum(self._same[text, distance, near] for near in (step - 1, step, step + 1))


def _wordings(text: str, number: int) -> Iterator[tuple[str, int | None]]:
    """A line as it stands, and with each of its numbers as its distance from the page's."""
    yield text, None
    for numeral in _NUMERAL.finditer(text):
        yield f"{text[: numeral.start()]}#{text[numeral.end() :]}", int(numeral[0]) - number


def _alike(line: TextLine) -> tuple[int, str]:
    return _step(line), _DIGITS.sub("#", line.text)


def _step(line: TextLine) -> int:
    return round(line.baseline / _STEP)


def _edges(
    page: Sequence[PlacedWord], number: int, candidates: Sequence[TextLine], repeated: _Repeated, height: float
) -> Edges:
    running = [line for line in candidates if repeated.runs_through(line, number)]
    held = [
        line for line in candidates if line not in running and (repeated.comes_again(line) or _is_number(line, height))
    ]
    taken = {id(word) for line in (*running, *held) for word in line.words}
    above = [line for line in held if line.baseline * 2 < height]
    below = [line for line in held if line.baseline * 2 >= height]
    labels = (label for line in running if (label := repeated.label(line, number)) is not None)
    return Edges(
        words=tuple(word for word in page if id(word) not in taken),
        above=tuple(Run((part,)) for line in above for part in _parts(line, number_first=True)),
        below=tuple(Run((part,)) for line in below for part in _parts(line, number_first=False)),
        running=tuple(part for line in running for part in _parts(line, number_first=False)),
        label=next(labels, None),
    )


def _is_number(line: TextLine, height: float) -> bool:
    outermost = line.baseline < _OUTERMOST * height or line.baseline > (1 - _OUTERMOST) * height
    return outermost and bool(_NUMBER.match(line.text))


def _parts(line: TextLine, *, number_first: bool) -> list[TextLine]:
    """A line cut where its words stand far apart; the page number comes outermost."""
    parts: list[list[PlacedWord]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if word.start - before.end <= _APART * word.size:
            parts[-1].append(word)
        else:
            parts.append([word])
    cut = [TextLine(tuple(part)) for part in parts]
    return sorted(cut, key=lambda part: bool(_NUMBER.match(part.text)) != number_first)

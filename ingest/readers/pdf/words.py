"""From letters to words and lines of words, by baseline and distance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ingest.readers.pdf.geometry import Area, around
from ingest.readers.pdf.glyphs import Glyph
from ingest.readers.pdf.split_words import is_one_word, is_too_narrow

_SAME_LINE = 0.2  # of the size: baselines this near each other are one line
_WORD_GAP = 0.2  # of the size: a space is .25 to .28 in common fonts, .18 where justification squeezes it
_KERNED = 0.6  # of the font's own space: one drawn closer to a letter like A, where PDFium sees a space as well
_FEWEST_GAPS = 8  # from so many letters on, a line's own letter spacing counts
_SHADOW, _SHADOW_SHARE = 2.0, 0.15  # points, and of the size: a second drawing lies no farther from the first
_NEAREST = 3  # letters to look for the first drawing among
_RAISED = 0.85  # of the size: letters smaller than this may be raised or lowered
_HYPHENS = "\u2010\u2011"
_SENTENCE_END = (".", "!", "?", ":", ";")


@dataclass(frozen=True)
class PlacedWord:
    """A word, where it reads (`start` to `end` on its `baseline`, see Glyph) and the `area` it covers as shown."""

    text: str
    start: float
    end: float
    baseline: float
    size: float
    bold: bool
    area: Area


@dataclass(frozen=True)
class TextLine:
    """The words on one baseline, from left to right; there is at least one."""

    words: tuple[PlacedWord, ...]

    @cached_property
    def text(self) -> str:
        """The words with single spaces; a hyphen at the end is the plain one, which says that a word may be cut."""
        joined = " ".join(word.text for word in self.words)
        return f"{joined[:-1]}-" if joined[-1] in _HYPHENS else joined

    @cached_property
    def baseline(self) -> float:
        """That of its largest word."""
        return max(self.words, key=lambda word: word.size).baseline

    @cached_property
    def size(self) -> float:
        """The size that most letters have."""
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @cached_property
    def bold(self) -> bool:
        """Whether all words with a letter or digit are bold."""
        lettered = [word.bold for word in self.words if any(map(str.isalnum, word.text))]
        return bool(lettered) and all(lettered)

    @property
    def start(self) -> float:
        """Where the first word begins."""
        return self.words[0].start

    @property
    def end(self) -> float:
        """Where the last word ends."""
        return self.words[-1].end

    @cached_property
    def area(self) -> Area:
        """What the words cover."""
        return around(word.area for word in self.words)


def reads_on(above: str, below: str) -> bool:
    """Whether a text goes on in the middle of a sentence with the one under it."""
    return below[:1].islower() and not above.endswith(_SENTENCE_END)


def words(glyphs: Iterable[Glyph]) -> list[PlacedWord]:
    """The words that the letters make, line by line from top to bottom, each line from left to right.

    What is drawn twice in one place, as shadows and false bold are, stands once.
    """
    return [word for row in _rows(glyphs) for word in _row_words(row)]


def lines(placed: Iterable[PlacedWord]) -> list[TextLine]:
    """The words put on lines, from top to bottom; raised and lowered letters stand on the line they belong to."""
    rows: list[list[PlacedWord]] = []
    for word in sorted(placed, key=lambda word: (word.baseline, word.start)):
        near = rows[-1][0] if rows else None
        if near is not None and word.baseline - near.baseline <= _SAME_LINE * max(word.size, near.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [TextLine(tuple(sorted(row, key=lambda word: word.start))) for row in _with_raised(rows)]


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        first = rows[-1][0] if rows else None
        if first is not None and glyph.baseline - first.baseline <= _SAME_LINE * min(glyph.size, first.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_once(sorted(row, key=lambda glyph: (glyph.start, glyph.order))) for row in rows]


def _once(row: Iterable[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in row:
        if not any(_is_shadow(glyph, other) for other in kept[-_NEAREST:]):
            kept.append(glyph)
    return kept


def _is_shadow(glyph: Glyph, other: Glyph) -> bool:
    """Whether a letter is drawn on another; the letters of a ligature follow each other in one place, and are none."""
    if glyph.text != other.text or glyph.start - other.start > min(_SHADOW, _SHADOW_SHARE * glyph.size):
        return False
    return not (abs(glyph.order - other.order) == 1 and glyph.area == other.area)


def _row_words(row: Sequence[Glyph]) -> list[PlacedWord]:
    spacing = _letter_spacing(row)
    groups: list[list[Glyph]] = []
    current: list[Glyph] = []
    for glyph in row:
        if current and (glyph.text == " " or _is_apart(current[-1], glyph, spacing)):
            groups.append(current)
            current = []
        if glyph.text != " ":
            current.append(glyph)
    groups.extend([current] if current else [])
    return [_word(group) for group in (groups if spacing else _without_splits(groups))]


def _without_splits(groups: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """The letters of words, those of a word that the typesetter split together."""
    gaps = [after[0].start - before[-1].end for before, after in pairwise(groups)]
    whole = list(groups[:1])
    for at, (gap, group) in enumerate(zip(gaps, groups[1:], strict=True)):
        if _is_split(whole[-1], group, gap, gaps[:at] + gaps[at + 1 :]):
            whole[-1] = [*whole[-1], *group]
        else:
            whole.append(group)
    return whole


def _is_split(before: Sequence[Glyph], after: Sequence[Glyph], gap: float, others: Sequence[float]) -> bool:
    last, first = before[-1], after[0]
    if last.size != first.size or last.bold != first.bold or not is_too_narrow(gap, last.space, others):
        return False
    return is_one_word("".join(glyph.text for glyph in before), "".join(glyph.text for glyph in after))


def _is_apart(before: Glyph, glyph: Glyph, spacing: float) -> bool:
    gap = glyph.start - before.end - spacing
    if gap > _WORD_GAP * min(before.size, glyph.size):
        return True
    return glyph.spaced and before.order < glyph.order and 0 < _KERNED * before.space < gap


def _letter_spacing(row: Sequence[Glyph]) -> float:
    """How far apart the letters of a spaced-out line stand; 0 for a common one.

    The gaps between short words can be half of all, so that what a quarter of the gaps do not reach counts.
    """
    gaps = [after.start - before.end for before, after in pairwise(row) if " " not in (before.text, after.text)]
    return max(0.0, sorted(gaps)[len(gaps) // 4]) if len(gaps) >= _FEWEST_GAPS else 0.0


def _word(glyphs: Sequence[Glyph]) -> PlacedWord:
    largest = max(glyphs, key=lambda glyph: glyph.size)
    return PlacedWord(
        text="".join(glyph.text for glyph in glyphs),
        start=glyphs[0].start,
        end=max(glyph.end for glyph in glyphs),
        baseline=largest.baseline,
        size=round(largest.size, 1),
        bold=sum(glyph.bold for glyph in glyphs) * 2 > len(glyphs),
        area=_area(glyphs, largest),
    )


def _area(glyphs: Sequence[Glyph], largest: Glyph) -> Area:
    first, last = glyphs[0].area, glyphs[-1].area
    if first.x0 != glyphs[0].start:  # rotated
        return around(glyph.area for glyph in glyphs)
    return Area(first.x0, largest.area.top, max(first.x1, last.x1), largest.area.bottom)


def _with_raised(rows: Sequence[list[PlacedWord]]) -> list[list[PlacedWord]]:
    """Rows of small words that stand within the height of a row of larger ones, put into that row."""
    kept: list[list[PlacedWord]] = []
    for index, row in enumerate(rows):
        near = [*kept[-1:], *rows[index + 1 : index + 2]]
        host = next((other for other in near if _belongs(row, other)), None)
        if host is None:
            kept.append(row)
        else:
            host.extend(row)
    return kept


def _belongs(row: Sequence[PlacedWord], host: Sequence[PlacedWord]) -> bool:
    size = max(word.size for word in host)
    small = all(word.size < _RAISED * size for word in row)
    rise = host[0].baseline - row[0].baseline
    return small and -0.3 * size <= rise <= 0.6 * size and all(_touches(word, host) for word in row)


def _touches(word: PlacedWord, host: Sequence[PlacedWord]) -> bool:
    return any(
        abs(word.start - other.end) < 0.5 * other.size or abs(other.start - word.end) < 0.5 * other.size
        for other in host
    )

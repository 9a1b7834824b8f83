"""Where a quote stands on a printed page: one box for each line of it.

A quote and a page are compared by their letters and digits alone, so that white space, hyphens at line ends, soft
hyphens, bullets, dashes and quotation marks may differ; ligatures are taken apart.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.models import Box, Word

_ATOM = re.compile(r"[^\W_]+")  # letters and digits without a sign between
_MOST_ANCHORS = 8
_OWN_SHARE = 0.5  # of the words within the rectangle of a quote found in pieces: what is scattered is no occurrence
_SAME_LINE = 0.5  # share of its height by which a word must stand beside another
_WIDEST_SPACE = 1.5  # heights of the line; a wider one parts two cells


@dataclass(frozen=True)
class _Run:
    """A piece of a quote: how many letters it has, and the neighbouring atoms that are it, place by place."""

    length: int
    places: tuple[range, ...]


def quote_boxes(words: Sequence[Word], quote: str) -> tuple[Box, ...]:
    """The boxes of a quote's first occurrence among the words of a page, a box a line; none where it stands not there.

    Boxes are rounded to a tenth of a point. A table row, whose cells the page may print in another order, is found in
    pieces that stand together.
    """
    return PrintedPage(words).boxes(quote)


def every_place(words: Sequence[Word], text: str) -> tuple[tuple[Box, ...], ...]:
    """The boxes of each place where a text stands among the words of a page, also as a part of words; whatever the
    case.
    """
    letters: list[str] = []
    owners: list[int] = []  # the word that each letter is of
    for index, word in enumerate(words):
        own = "".join(_atoms(word.text)).casefold()
        letters.append(own)
        owners.extend([index] * len(own))
    wanted = "".join(_atoms(text)).casefold()
    if not wanted:
        return ()
    starts = (match.start() for match in re.finditer(re.escape(wanted), "".join(letters)))
    places = (sorted(set(owners[start : start + len(wanted)])) for start in starts)
    return tuple(tuple(_lines(words[index].box for index in place)) for place in places)


class PrintedPage:
    """The words of a page, made ready for several quotes."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._owners: list[int] = []  # the word that each atom is of
        atoms: list[str] = []
        for index, word in enumerate(words):
            found = _atoms(word.text)
            atoms.extend(found)
            self._owners.extend([index] * len(found))
        boxes = [words[owner].box for owner in self._owners]
        breaks = frozenset(at + 1 for at, (before, after) in enumerate(pairwise(boxes)) if _jumps_up(before, after))
        self._exact = _Stream(atoms, breaks)
        self._folded = _Stream([atom.casefold() for atom in atoms], breaks)

    def boxes(self, quote: str) -> tuple[Box, ...]:
        """As `quote_boxes` has them."""
        return tuple(_lines(self._words[index].box for index in self.found(quote)))

    def found(self, quote: str) -> tuple[int, ...]:
        """The indexes of the words that a quote is; another case is taken where its own is not there."""
        wanted = "".join(_atoms(quote))
        if not wanted:
            return ()
        atoms = (
            self._exact.whole(wanted)
            or self._folded.whole(wanted.casefold())
            or self._rearranged(wanted)
            or self._in_pieces(self._exact, wanted)
        )
        return tuple(sorted({self._owners[atom] for atom in atoms}))

    def _rearranged(self, wanted: str) -> frozenset[int]:
        """The atoms of the quote in another order, side by side; of several such places the smallest."""
        places = self._exact.rearranged(wanted)
        return frozenset(min(places, key=lambda place: _area(self._frame(place)), default=()))

    def _in_pieces(self, stream: "_Stream", wanted: str) -> frozenset[int]:
        """The atoms of a quote's pieces where they stand nearest together; none where they stand scattered."""
        runs = sorted(stream.runs(wanted, range(len(stream.atoms))), key=lambda run: -run.length)
        best: tuple[float, frozenset[int]] = (0.0, frozenset())
        for anchor in runs[0].places[:_MOST_ANCHORS] if runs else ():
            atoms = self._gathered(anchor, runs[1:])
            share = self._own_share(atoms)
            if share > best[0]:
                best = (share, atoms)
        return best[1] if best[0] >= _OWN_SHARE else frozenset()

    def _gathered(self, anchor: range, runs: Iterable[_Run]) -> frozenset[int]:
        """The atoms of the anchor and of all runs, each where it widens the rectangle of all least."""
        taken = set(anchor)
        frame = self._frame(anchor)
        for run in runs:
            frames = {place: _union(frame, self._frame(place)) for place in run.places if taken.isdisjoint(place)}
            if not frames:
                return frozenset()
            nearest = min(frames, key=lambda place: _area(frames[place]))
            taken.update(nearest)
            frame = frames[nearest]
        return frozenset(taken)

    def _own_share(self, atoms: frozenset[int]) -> float:
        if not atoms:
            return 0.0
        own = {self._owners[atom] for atom in atoms}
        left, top, right, bottom = self._frame(atoms)
        within = [
            index
            for index, word in enumerate(self._words)
            if left <= (word.box[0] + word.box[2]) / 2 <= right and top <= (word.box[1] + word.box[3]) / 2 <= bottom
        ]
        return len(own) / len(own.union(within))

    def _frame(self, atoms: Iterable[int]) -> Box:
        boxes = [self._words[self._owners[atom]].box for atom in atoms]
        frame = boxes[0]
        for box in boxes[1:]:
            frame = _union(frame, box)
        return frame


class _Stream:
    """The atoms of a page, end to end; at `breaks` the page goes on further up, in another cell or column."""

    def __init__(self, atoms: Sequence[str], breaks: frozenset[int]) -> None:
        self.atoms = atoms
        self._breaks = breaks
        self._text = "".join(atoms)
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        offset = 0
        for index, atom in enumerate(atoms):
            self._starts[offset] = index
            offset += len(atom)
            self._ends[offset] = index

    def whole(self, wanted: str) -> frozenset[int]:
        """The neighbouring atoms that are the first occurrence of all letters in their order; else none."""
        at = self._text.find(wanted)
        while at >= 0:
            start, end = self._starts.get(at), self._ends.get(at + len(wanted))
            if start is not None and end is not None:
                return frozenset(range(start, end + 1))
            at = self._text.find(wanted, at + 1)
        return frozenset()

    def rearranged(self, wanted: str) -> Iterator[range]:
        """All places where neighbouring atoms have just the wanted letters, in pieces of several atoms.

        So stands a row of a table where a page's words run from cell to cell, line by line.
        """
        left = Counter(wanted)
        start = size = 0
        for end, atom in enumerate(self.atoms):
            left.subtract(atom)
            size += len(atom)
            while size > len(wanted):
                left.update(self.atoms[start])
                size -= len(self.atoms[start])
                start += 1
            if size == len(wanted) and not any(left.values()) and self.runs(wanted, range(start, end + 1)):
                yield range(start, end + 1)

    def runs(self, wanted: str, among: range) -> list[_Run]:
        """The wanted letters cut into pieces, each the longest that stands among these atoms.

        None where a letter is left over, or where the pieces are mostly of one atom: words in another order.
        """
        found: list[_Run] = []
        done = 0
        while done < len(wanted):
            matches = [self._match(wanted, done, start, among.stop) for start in among]
            length = max((length for length, _ in matches), default=0)
            if not length:
                return []
            found.append(_Run(length=length, places=tuple(place for own, place in matches if own == length)))
            done += length
        return found if 2 * len(found) <= sum(len(run.places[0]) for run in found) else []

    def _match(self, wanted: str, done: int, start: int, stop: int) -> tuple[int, range]:
        """How many letters, and which atoms, from `start` on go on with the wanted letters."""
        index, at = start, done
        while index < stop and wanted.startswith(self.atoms[index], at):
            at += len(self.atoms[index])
            index += 1
            if index in self._breaks:
                break
        return at - done, range(start, index)


def _atoms(text: str) -> list[str]:
    return _ATOM.findall(unicodedata.normalize("NFKC", text))


def _lines(boxes: Iterable[Box]) -> list[Box]:
    """The boxes of words in reading order, those of one line put together."""
    lines: list[Box] = []
    for box in boxes:
        if lines and _goes_on(lines[-1], box):
            lines[-1] = _union(lines[-1], box)
        else:
            lines.append(box)
    return [(round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)) for left, top, right, bottom in lines]


def _goes_on(line: Box, word: Box) -> bool:
    heights = line[3] - line[1], word[3] - word[1]
    beside = min(line[3], word[3]) - max(line[1], word[1])
    return beside >= _SAME_LINE * min(heights) and abs(word[0] - line[2]) <= _WIDEST_SPACE * max(heights)


def _jumps_up(before: Box, after: Box) -> bool:
    return after[3] <= before[1] + _SAME_LINE * (after[3] - after[1])


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])

"""What a heading looks like: by its type, or by its form and its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum

from corpus.words.lexicon import zipf
from ingest.joins import LineJoiner
from ingest.pieces import Piece
from ingest.regions import YEARS

PRIORITY = re.compile(
    r"^(?P<section>\d+(?:\.\d+)*\.?\s+)?(?P<label>"
    r"(?:veivalg|veival|vegval|sats(?:n)?ing(?:sområde)?|innsatsområde|fokusområde|målområde|utviklingsområde"
    r"|hovedmål|hovudmål|delmål|mål|prioritering|prioritet|priority)\s*\d+\b.*)",
    re.IGNORECASE,
)
"""A heading that numbers a strategic priority, with its section's number where it has one ("5 Satsing 3: …")."""
LONGEST_HEADING = 100
"""Characters."""

_ENDS_SENTENCE = re.compile(r"[.!?;,…»\"]$")
_INNER_SENTENCE = re.compile(r"[a-zæøå]{3,}[.!?]\s+[A-ZÆØÅ]")
_MOST_HEADING_WORDS = 15
_HEADING_WIDTH = 0.85  # of the document's line width: a longer first line is the first line of a paragraph


class Level(IntEnum):
    """How high a heading stands; the lower the number, the higher."""

    TOLD = -10  # a heading whose level the format says stands over all that are found by other signs
    PART = 0
    CHAPTER = 1
    SECTION = 2
    SUBSECTION = 3
    RUN_IN = 4
    LABEL = 5


class HeadingForms:
    """How headings are set in one document: its line width (characters) and its type sizes, the largest first."""

    def __init__(self, joiner: LineJoiner, width: int, sizes: Sequence[float]) -> None:
        self._joiner = joiner
        self._width = width
        self._sizes = sizes

    def set_level(self, piece: Piece, set_in: Mapping[str, float] | None) -> int | None:
        """The level of a heading by its type size; None where the piece is not set as one, or no type is known."""
        if not set_in or not all(line in set_in for line in piece.lines):
            return None
        if piece.item and not (piece.numbered or piece.lettered):
            return None
        text = self._joiner.join(piece.lines)
        if len(text) > LONGEST_HEADING or text.endswith(":") or not any(map(str.isalpha, text)):
            return None
        return min(Level.CHAPTER + self._sizes.index(set_in[piece.lines[0]]), Level.RUN_IN)

    def parted(self, lines: Sequence[str], level: int) -> Iterator[tuple[int, str]]:
        """One heading, or one a line where every line begins as a heading does ("Tiltak" over "Veivalg 1: …")."""
        starts = all(line.strip()[0].isupper() for line in lines)
        if len(lines) > 1 and starts and (all(map(self._is_narrow, lines)) or PRIORITY.match(lines[-1].strip())):
            for line in lines:
                yield level, " ".join(line.split())
                level += 1
            return
        yield level, self._joiner.join(lines)

    def run_in(self, lines: Sequence[str]) -> int:
        """How many first lines are a heading set right on top of its paragraph (0, 1 or 2)."""
        for count in (1, 2):
            head, body = lines[:count], lines[count:]
            if not body or not is_heading(self._joiner.join(head)) or not all(map(self._is_narrow, head)):
                return 0
            if body[0].strip()[0].isupper() and not _is_function_word(head[-1].split()[-1]):
                return count if len(" ".join(body)) > len(" ".join(head)) else 0
        return 0

    def _is_narrow(self, line: str) -> bool:
        return len(line.strip()) < _HEADING_WIDTH * self._width


def is_heading(text: str) -> bool:
    """Whether a text has the form of a heading."""
    if YEARS.match(text):
        return True
    first = next((character for character in text if character.isalnum()), "")
    return (
        (first.isupper() or first.isdigit())
        and any(character.isalpha() for character in text)
        and len(text) <= LONGEST_HEADING
        and len(text.split()) <= _MOST_HEADING_WORDS
        and not _ENDS_SENTENCE.search(text.removesuffix("?"))
        and not text.endswith((":", "-"))
        and not _INNER_SENTENCE.search(text)
        and not text.startswith(("«", '"', "…", "("))
    )


def _is_function_word(word: str) -> bool:
    return word.islower() and zipf(word) >= 6.0

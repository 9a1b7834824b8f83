"""Words that a cell is too narrow for: cut where it ends, without a hyphen."""

from collections.abc import Sequence
from itertools import pairwise

from corpus.words.lexicon import LETTERS, is_compound, zipf
from ingest.readers.pdf.geometry import Area
from ingest.readers.pdf.words import TextLine

_FEWEST_LETTERS = 6  # of the part above
_SOFT_HYPHEN = "\u00ad"
_ENDINGS = frozenset("a ane ar e en ene et n ne r s t".split())  # what a noun may end in; "er" and "i" are words
_CLOSING = ".,;:!?)»"


def cell_lines(found: Sequence[TextLine], cell: Area) -> tuple[str, ...]:
    """The texts of a cell's lines; one that ends within a word ends with a soft hyphen."""
    begun = ["", *(_begun(line.text) for line in found)]
    cut = [_is_cut(begun[at], line, after, cell) for at, (line, after) in enumerate(pairwise(found))]
    return tuple(
        f"{line.text}{_SOFT_HYPHEN}" if is_cut else line.text
        for line, is_cut in zip(found, [*cut, False], strict=False)
    )


def _begun(text: str) -> str:
    """What of a word stands before the hyphen that a line ends with; empty where there is none."""
    return text[:-1].split()[-1] if text.endswith("-") and len(text) > 1 and text[-2].isalpha() else ""


def _is_cut(begun: str, line: TextLine, after: TextLine, cell: Area) -> bool:
    """Whether a word that fills its line goes on on the next one: it stands alone, another letter has no room, and both
    parts together are the likelier word; what has `begun` on the line above is part of it.
    """
    if len(line.words) > 1 or line.size != after.size or line.bold != after.bold:
        return False
    head, tail = line.text, after.words[0].text.rstrip(_CLOSING)
    if len(head) < _FEWEST_LETTERS or not LETTERS.fullmatch(head) or not LETTERS.fullmatch(tail):
        return False
    padding = line.start - cell.x0
    room = cell.x1 - padding - line.end
    first = after.words[0]
    if not tail.islower() or room > (first.end - first.start) / len(first.text):
        return False
    head = begun + head
    is_ending = tail in _ENDINGS and not (head.endswith("e") and tail.startswith("e"))
    if not _is_word(head) or (is_ending and len(tail) == 1):
        return True
    return _is_word(head + tail) and (is_ending or not _is_word(tail))


def _is_word(text: str) -> bool:
    return zipf(text) > 0 or is_compound(text)

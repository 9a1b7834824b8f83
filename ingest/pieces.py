"""Lines put together to pieces: list items and runs of text, before it is known what they are."""

import re
from collections.abc import Sequence

from pydantic import BaseModel

from corpus.text.items import BULLET, DASHES, INLINE_BULLET, NUMBERED, lettered_items
from ingest.tables import Chunk

_DASH = re.compile(rf"^\s*[{DASHES}·→o]\s")
_SENTENCE_ENDS = (".", "!", "?", ":", ";")
_SYMBOL = "\uf0b7"  # the bullet of Word's Symbol font, where nobody says what it shows


class Piece(BaseModel):
    """A run of lines that belong together, before it is known to be heading or text."""

    lines: list[str]
    item: bool = False
    numbered: bool = False
    lettered: bool = False


def pieces_of(chunks: Sequence[Chunk]) -> list[Piece]:
    """Lines grouped into items and prose; text that a blank line cut in the middle of a sentence is put together."""
    lines = [
        (index, part) for chunk in chunks for index, line in enumerate(chunk) for part in INLINE_BULLET.split(line)
    ]
    dashes = sum(bool(_DASH.match(line)) for _, line in lines) > 1
    lettered = lettered_items([line for _, line in lines])
    pieces: list[Piece] = []
    for place, (index, line) in enumerate(lines):
        bullet, number = BULLET.match(line), NUMBERED.match(line)
        leads = dashes or bool(pieces and pieces[-1].lines[-1].rstrip().endswith(":"))
        numbered = number is not None and not (index and _is_within(pieces[-1], int(number["number"])))
        if numbered or place in lettered or (bullet and (leads or not _DASH.match(line))):
            text = f"• {line[bullet.end() :]}" if bullet and bullet["mark"] == _SYMBOL else line
            pieces.append(Piece(lines=[text], item=True, numbered=numbered, lettered=place in lettered))
        elif pieces and (index > 0 or _goes_on(pieces[-1].lines[-1], line)):
            pieces[-1].lines.append(line)
        else:
            pieces.append(Piece(lines=[line]))
    return pieces


def _is_within(before: Piece, number: int) -> bool:
    """Whether a number at a line's start belongs to the sentence that runs on to it ("… før / 15. i hver måned")."""
    if before.lines[-1].rstrip().endswith(_SENTENCE_ENDS) or number == 1:
        return False
    last = NUMBERED.match(before.lines[0]) if before.numbered else None
    return last is None or int(last["number"]) + 1 != number


def _goes_on(before: str, line: str) -> bool:
    """Whether a line after a blank one is the middle of a sentence; not after half a word, where cells came apart."""
    return line.lstrip()[0].islower() and not before.rstrip().endswith((*_SENTENCE_ENDS, "-"))

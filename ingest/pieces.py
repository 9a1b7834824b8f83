"""Lines put together to pieces: list items and runs of text, before it is known what they are."""

import re
from collections.abc import Sequence

from pydantic import BaseModel

from ingest.tables import Chunk

BULLET = re.compile(r"^\s*(?:\.\s+)?(?P<mark>[•▸▪●◦\uf0b7■➤]|[-–](?=\s))\s*")
_INLINE_BULLET = re.compile(r"\s+(?=[•▸▪■●➤]\s)")
_DASH = re.compile(r"^\s*[-–]\s")
_NUMBERED = re.compile(r"^\s*(?P<number>\d{1,2})[.)]\s+(?=\S)")


class Piece(BaseModel):
    """A run of lines that belong together, before it is known to be heading or text."""

    lines: list[str]
    item: bool = False
    numbered: bool = False


def pieces_of(chunks: Sequence[Chunk]) -> list[Piece]:
    """Lines grouped into items and prose; text that a blank line cut in the middle of a sentence is put together."""
    lines = [
        (index, part) for chunk in chunks for index, line in enumerate(chunk) for part in _INLINE_BULLET.split(line)
    ]
    dashes = sum(bool(_DASH.match(line)) for _, line in lines) > 1
    pieces: list[Piece] = []
    for index, line in lines:
        bullet, numbered = BULLET.match(line), _NUMBERED.match(line)
        leads = dashes or bool(pieces and pieces[-1].lines[-1].rstrip().endswith(":"))
        if numbered or (bullet and (leads or not _DASH.match(line))):
            text = f"• {line[bullet.end() :]}" if bullet and bullet["mark"] == "\uf0b7" else line
            pieces.append(Piece(lines=[text], item=True, numbered=numbered is not None))
        elif pieces and (index > 0 or _goes_on(pieces[-1].lines[-1], line)):
            pieces[-1].lines.append(line)
        else:
            pieces.append(Piece(lines=[line]))
    return pieces


def _goes_on(before: str, line: str) -> bool:
    """Whether a line after a blank one is the middle of a sentence; not after half a word, where cells came apart."""
    return line.lstrip()[0].islower() and not before.rstrip().endswith((".", "!", "?", ":", ";", "-"))

"""The cells of a table whose columns the extraction flattened: what belongs to one row, put together again."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

from pydantic import BaseModel

from ingest.pieces import Piece

_NUMBER = re.compile(r"^\s*(?P<number>\d{1,2})[.)]\s*(?=[^\W\d])")
_FIRST_AFTER_LABEL = re.compile(r"^(?P<label>\S.*?)\s+(?P<row>1[.)]\s*[^\W\d]\S*)$")


class CellGroup(BaseModel):
    """Numbered rows, piece by piece, under the cell that they share ("Nettverk for styrere": 1. samling …, 2. samling
    …), or the lines of one piece that belongs to no such row. `goes_on` where the rows began on the page before.
    """

    label: list[str]
    rows: list[list[Piece]]
    goes_on: bool = False


def cell_groups(pieces: Sequence[Piece]) -> list[CellGroup]:
    """The pieces of a table grouped: a number opens a row, what follows belongs to it, and what stands right before
    a first row is the cell that spans all of them. Where the first number is not 1, a row of the page before goes on.

    Nothing says where the last row of a group ends: it takes as many pieces as the longest row before it.
    """
    opened = _with_labels_apart(pieces)
    numbers = [_number(piece) for piece in opened]
    numbered = [at for at, number in enumerate(numbers) if number is not None]
    groups: list[CellGroup] = []
    sizes: list[int] = []
    current = _goes_on_from(numbers)
    if current:
        groups, sizes = [CellGroup(label=[], rows=[[]], goes_on=True)], [0]
    for index, piece in enumerate(opened):
        after = islice(numbered, bisect_right(numbered, index), None)
        following = next((numbers[at] for at in after if numbers[at] in (1, current + 1)), None)
        number = numbers[index] if numbers[index] in (1, current + 1) else None
        if number == 1:
            if not (groups and groups[-1].label and not groups[-1].rows):
                groups.append(CellGroup(label=[], rows=[]))
            groups[-1].rows.append([piece])
            current, sizes = 1, [1]
        elif number is not None:
            groups[-1].rows.append([piece])
            current = number
            sizes.append(1)
        elif current and (following == current + 1 or not (_is_full(sizes) or _opens(numbers, index))):
            groups[-1].rows[-1].append(piece)
            sizes[-1] += 1
        else:
            groups.append(CellGroup(label=list(piece.lines), rows=[]))
            current, sizes = 0, []
    return groups


def _goes_on_from(numbers: Sequence[int | None]) -> int:
    """The number of the row that the page before began, where pieces stand before the next number; else 0."""
    first = next((number for number in numbers if number is not None), 1)
    return first - 1 if first > 1 and numbers[0] is None else 0


def _with_labels_apart(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, a label that runs into the number of its first row ("… hver barnehage 1. møte") cut off from it."""
    found: list[Piece] = []
    for piece in pieces:
        match = _FIRST_AFTER_LABEL.match(piece.lines[-1].strip()) if not piece.item else None
        if match is None:
            found.append(piece)
            continue
        found.append(Piece(lines=[*piece.lines[:-1], match["label"]]))
        found.append(Piece(lines=[match["row"]], item=True, numbered=True))
    return found


def _number(piece: Piece) -> int | None:
    match = _NUMBER.match(piece.lines[0])
    return int(match["number"]) if match else None


def _opens(numbers: Sequence[int | None], index: int) -> bool:
    """Whether the next piece is a first row, so that this one is its label."""
    return index + 1 < len(numbers) and numbers[index + 1] == 1


def _is_full(sizes: Sequence[int]) -> bool:
    """Whether the row has as many pieces as the longest before it; the first row may be of any length."""
    return len(sizes) > 1 and sizes[-1] >= max(sizes[:-1])

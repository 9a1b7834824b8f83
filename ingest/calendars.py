"""Annual cycles set as tables: a time a row, and its tasks below each other with their owners in brackets."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.column_names import Column
from ingest.joins import LineJoiner
from ingest.rows import TableRow
from ingest.tables import BULLET, Row

_OWNED = re.compile(r"^(?P<task>.*\S)\s*\((?P<owners>[A-ZÆØÅ][^()\d]*)\)\.?$", re.DOTALL)
_FEWEST_OWNED = 3
_Lines = tuple[str, ...]


@dataclass(frozen=True)
class Task:
    """A task of a row: its lines on each part of the table that it stands on, and what it says as a measure."""

    pieces: tuple[tuple[int, _Lines], ...]
    measure: Row


def is_calendar(columns: Sequence[Column], rows: Sequence[TableRow], joiner: LineJoiner) -> bool:
    """Whether a table of a time and of what is done then names owners within most of its tasks."""
    if len(columns) != 2 or set(columns) != {Column.SCHEDULE, Column.TITLE}:
        return False
    at = columns.index(Column.TITLE)
    said = [joiner.join(_all_lines(task)) for row in rows for task in _tasks(row, at)]
    owned = sum(_OWNED.match(text) is not None for text in said)
    return owned >= _FEWEST_OWNED and owned * 2 > len(said)


def tasks(row: TableRow, columns: Sequence[Column], time: str, joiner: LineJoiner) -> Iterator[Task]:
    """The tasks of a row, in order, all at one time."""
    for pieces in _tasks(row, columns.index(Column.TITLE)):
        text = joiner.join(_all_lines(pieces))
        owned = _OWNED.match(text)
        title, owners = (owned["task"], (owned["owners"],)) if owned else (text, ())
        measure = Row(
            groups=(),
            commitment=None,
            title=BULLET.sub("", title),
            description="",
            bullets=(),
            schedules=(time,) if time else (),
            owners=owners,
            text=joiner.join(pieces[0][1]),
        )
        yield Task(tuple(pieces), measure)


def _tasks(row: TableRow, column: int) -> list[list[tuple[int, _Lines]]]:
    """The lines of each task: a bullet begins one, and so does what follows a closed bracket."""
    found: list[list[tuple[int, list[str]]]] = []
    is_bulleted = any(BULLET.match(line) for cell in row.cells if cell.column == column for line in cell.lines)
    for part, piece in row.pieces:
        for line in (line for cell in piece.cells if cell.column == column for line in cell.lines):
            last = found[-1][-1][1][-1].rstrip() if found else ""
            if not found or BULLET.match(line) or (not is_bulleted and last.endswith(")")):
                found.append([(part, [line])])
            elif found[-1][-1][0] == part:
                found[-1][-1][1].append(line)
            else:
                found[-1].append((part, [line]))
    return [[(part, tuple(lines)) for part, lines in pieces] for pieces in found]


def _all_lines(pieces: Sequence[tuple[int, _Lines]]) -> list[str]:
    return [line for _, lines in pieces for line in lines]

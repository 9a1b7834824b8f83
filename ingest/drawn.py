"""Tables as the reader found them: parts on several pages put together, rows read by the columns of their header."""

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.words.small import FUNCTION_WORDS
from ingest.calendars import is_calendar, tasks
from ingest.chains import table_chains
from ingest.column_names import Column, columns_of, is_action_table, named_columns
from ingest.drawn_rows import DrawnRow, DrawnTable
from ingest.forms import alike, forms_of
from ingest.header import Header, header_of
from ingest.joins import LineJoiner
from ingest.layout import LaidPage
from ingest.merged_cells import entries, merged_rows
from ingest.readers.base import RawCell, RawRow, RawTable
from ingest.rows import TableRow, repeated_rows, table_rows
from ingest.tables import BULLET, Row, described

_FEWEST_BULLETS = 2
_BASELINE_SLACK = 2.0  # points
_OF_EACH_ROW = (Column.SCHEDULE, Column.RESPONSIBLE, Column.FUNDING)

_CUT = ("-", "\u00ad", "–", "/")
_DAY = re.compile(r"(?<!\d)\d{1,2}\.$")


def drawn_tables(pages: Sequence[LaidPage], joiner: LineJoiner) -> list[list[DrawnTable]]:
    """The tables of each page, in order; one that runs over pages is in each of them."""
    found: list[list[DrawnTable]] = [[] for _ in pages]
    chains = list(table_chains(pages))
    readers = [_Reader(joiner, [part for _, part in chain]) for chain in chains]
    if any(reader.names_measures for reader in readers):
        readers = [
            reader if reader.names_measures else _Reader(joiner, [part for _, part in chain], named=True)
            for chain, reader in zip(chains, readers, strict=True)
        ]
    for chain, reader in zip(chains, readers, strict=True):
        for (page, _), table in zip(chain, reader.tables(), strict=True):
            found[page].append(table)
    for tables in found:
        tables.sort(key=lambda table: table.at)
    return found


class _Reader:
    """Reads the parts of one table.

    `named` where the document calls its measures by name, so that rows of what else is to be done ("Hva | Frist |
    Ansvar") are none. `names_measures` is whether this table does.
    """

    def __init__(self, joiner: LineJoiner, parts: Sequence[RawTable], *, named: bool = False) -> None:
        self._joiner = joiner
        self._parts = parts = alike(parts)
        rows = table_rows(parts)
        self._forms = forms_of(rows, joiner)
        headed = bool(rows) and parts[0].headed and not self._forms
        header = header_of(rows, joiner) if headed else Header()
        self._header, self._rows = header.rows, rows[len(header.rows) :]
        texts = [self._joined(cell) for cell in header.cells]
        kinds = named_columns(texts) if named else columns_of(texts)
        self.names_measures = bool(self._forms) or is_action_table(named_columns(texts))
        self._columns = {cell.column: kind for cell, kind in zip(header.cells, kinds, strict=True)}
        self._action = is_action_table(tuple(self._columns.values()))
        if self._action:
            title = next(at for at, column in self._columns.items() if column is Column.TITLE)
            shared = [at for at, column in self._columns.items() if column in _OF_EACH_ROW]
            self._rows = merged_rows(self._rows, title, shared)
        self._calendar = is_calendar(kinds, self._rows, joiner)

    def tables(self) -> list[DrawnTable]:
        columns = self._header_text(self._header)
        tables: list[DrawnTable] = []
        rows = list(self._form_rows()) if self._forms else self._tasks() if self._calendar else self._drawn_rows()
        action = self._action or self._calendar or bool(self._forms)
        for index, part in enumerate(self._parts):
            again = part.rows[: repeated_rows(part.rows, self._parts[0].rows)] if index else ()
            shown = self._header_text(again) if index else columns
            own = tuple(row for at, row in rows if at == index)
            tables.append(DrawnTable(at=part.at, header=shown, columns=columns, action=action, rows=own))
        return tables

    def _header_text(self, rows: Sequence[RawRow]) -> str:
        return "\n".join(filter(None, (self._joined(cell) for row in rows for cell in row.cells)))

    def _tasks(self) -> list[tuple[int, DrawnRow]]:
        """(index of the part, task); the time that tasks share is their label, also of those in the row's rest."""
        kinds = tuple(self._columns.values())
        found: list[tuple[int, DrawnRow]] = []
        time = ""
        for row in self._rows:
            shown = {
                part: self._joined(cell)
                for part, piece in row.pieces
                for cell in piece.cells
                if self._columns.get(cell.column) is Column.SCHEDULE
            }
            time = " ".join(filter(None, shown.values())) or time
            for task in tasks(row, kinds, time, self._joiner):
                texts = [self._joiner.join(lines) for _, lines in task.pieces]
                for number, (part, lines) in enumerate(task.pieces):
                    drawn = DrawnRow(
                        cells=(lines,),
                        text=texts[number],
                        row=None if number else task.measure,
                        label=time or None,
                        label_here=shown.pop(part, ""),
                        goes_on=texts[number + 1] if number + 1 < len(texts) else "",
                        comes_from=texts[number - 1] if number else "",
                    )
                    found.append((part, drawn))
        return found

    def _drawn_rows(self) -> list[tuple[int, DrawnRow]]:
        """(index of the part, row); a row that a page break cuts is there once for each part."""
        found: list[tuple[int, DrawnRow]] = []
        commitment: str | None = None
        label, covered = None, 0
        for row in self._rows:
            group = self._group(row)
            if group is not None:
                commitment = group
            spanning = None if self._names_measures(0) else _spanning(row)
            if spanning is not None:
                shared, rows = spanning
                label, covered = self._joiner.join(shared) or label, rows
            measure = self._measure(self._by_column(row), commitment) if self._action and group is None else None
            texts = [self._text(piece, without_label=covered > 0) for _, piece in row.pieces]
            for number, (part, piece) in enumerate(row.pieces):
                found.append(
                    (
                        part,
                        DrawnRow(
                            cells=tuple(cell.lines for cell in piece.cells if not (covered > 0 and cell.column == 0)),
                            text=texts[number],
                            row=measure.model_copy(update={"text": texts[0]}) if measure and number == 0 else None,
                            group=group if number == 0 else None,
                            label=label if covered > 0 else None,
                            label_here=self._joiner.join(_first_cell(piece)) if covered > 0 else "",
                            goes_on=" ".join(texts[number + 1].split()) if number + 1 < len(texts) else "",
                            comes_from=" ".join(texts[number - 1].split()) if number else "",
                            height=row.height,
                        ),
                    )
                )
            covered -= 1
        return found

    def _form_rows(self) -> Iterator[tuple[int, DrawnRow]]:
        """The same of forms, each of them one row: a line for each label and what stands beside it."""
        for form in self._forms:
            pieces = list(form.pieces())
            entered = [form.cells.get(column) for column in (Column.SCHEDULE, Column.RESPONSIBLE)]
            texts = ["\n".join(self._said(cells, entered) for cells in rows) for _, rows in pieces]
            measure = self._measure(form.cells, None)
            for number, (part, rows) in enumerate(pieces):
                yield (
                    part,
                    DrawnRow(
                        cells=tuple(cell.lines for cells in rows for cell in cells),
                        text=texts[number],
                        row=measure.model_copy(update={"text": texts[0]}) if measure and number == 0 else None,
                        goes_on=" ".join(texts[number + 1].split()) if number + 1 < len(texts) else "",
                        comes_from=" ".join(texts[number - 1].split()) if number else "",
                        height=len(form.rows),
                    ),
                )

    def _said(self, cells: Sequence[RawCell], entered: Sequence[RawCell | None]) -> str:
        """A row of a form: each label with its text; bullets, and what was `entered` there, keep lines of their own."""
        texts = ["\n".join(self._lines(cell)) if cell in entered else self._described(cell)[0] for cell in cells]
        return "\n".join(" ".join(filter(None, texts[at : at + 2])) for at in range(0, len(texts), 2))

    def _names_measures(self, column: int) -> bool:
        return self._action and self._columns.get(column) is Column.TITLE

    def _group(self, row: TableRow) -> str | None:
        """The text of a row that is one cell over all columns, or of which only one spanning cell says something."""
        filled = [cell for cell in row.cells if "".join(cell.lines).strip()]
        if len(filled) == 1 and filled[0].columns > 1 and len(row.cells) <= 2:
            return self._joined(filled[0])
        return None

    def _text(self, row: RawRow, *, without_label: bool) -> str:
        """The cells, a line each; bullets keep lines of their own. A cell that several rows share is their label."""
        cells = [cell for cell in row.cells if not (without_label and cell.column == 0)]
        texts = []
        for cell in cells:
            if self._columns.get(cell.column) in (Column.SCHEDULE, Column.RESPONSIBLE) and self._action:
                texts.append("\n".join(self._lines(cell)))
            else:
                texts.append(self._described(cell)[0])
        return "\n".join(filter(None, texts))

    def _by_column(self, row: TableRow) -> dict[Column, RawCell]:
        return {self._columns.get(cell.column, Column.OTHER): cell for cell in reversed(row.cells)}

    def _measure(self, by_column: Mapping[Column, RawCell], commitment: str | None) -> Row | None:
        """A row's cells as a measure; None for one without schedule and owner (a template's)."""
        empty = RawCell(lines=(), box=(0.0, 0.0, 0.0, 0.0), column=0)
        title, description, schedule, owner = (
            by_column.get(column, empty)
            for column in (Column.TITLE, Column.DESCRIPTION, Column.SCHEDULE, Column.RESPONSIBLE)
        )
        funding, partners = (by_column.get(column, empty) for column in (Column.FUNDING, Column.PARTNERS))
        if not title.lines or not (schedule.lines or owner.lines):
            return None
        text, bullets = self._described(description)
        schedules, owners = self._lines(schedule), self._lines(owner)
        if description.entries and schedule.entries and owner.entries:
            bullets, schedules, owners = map(self._entries, (description, schedule, owner))
        elif len(bullets) >= _FEWEST_BULLETS:
            starts = _bullet_baselines(description)
            own = self._beside(schedule, starts), self._beside(owner, starts)
            if all(own):
                schedules, owners = own
        return Row(
            groups=(),
            commitment=commitment,
            title=self._joined(title),
            description=text,
            bullets=bullets,
            schedules=schedules,
            owners=owners,
            text="",
            funding=self._joined(funding) or None,
            partners="\n".join(self._lines(partners)),
        )

    def _described(self, cell: RawCell) -> tuple[str, tuple[str, ...]]:
        if cell.entries and not any(map(BULLET.match, cell.lines)):
            return "\n".join(self._entries(cell)), ()
        return described(self._joiner, cell.lines)

    def _entries(self, cell: RawCell) -> tuple[str, ...]:
        return tuple(self._joiner.join(lines) for lines in entries(cell))

    def _joined(self, cell: RawCell) -> str:
        return self._joiner.join(cell.lines)

    def _lines(self, cell: RawCell) -> tuple[str, ...]:
        """The entries of a cell of owners or schedules: its lines, put together where one goes on with another."""
        entries: list[list[str]] = []
        for line in cell.lines:
            if entries and _goes_on(entries[-1][-1].rstrip(), line.lstrip()):
                entries[-1].append(line)
            else:
                entries.append([line])
        return tuple(self._joiner.join(entry) for entry in entries)

    def _beside(self, cell: RawCell, starts: Sequence[float]) -> tuple[str, ...]:
        """The text of a cell beside each bullet, by height; empty where not every bullet has its own."""
        groups: list[list[str]] = [[] for _ in starts]
        for line, baseline in zip(cell.lines, cell.baselines, strict=False):
            above = [index for index, start in enumerate(starts) if start <= baseline + _BASELINE_SLACK]
            if not above:
                return ()
            groups[above[-1]].append(line)
        return tuple(map(self._joiner.join, groups)) if all(groups) else ()


def _goes_on(before: str, line: str) -> bool:
    """Whether a line of a cell goes on with the one above: a cut word, a date ("5." over "september"), a phrase."""
    last = before.split()[-1].lower() if before else ""
    return before.endswith(_CUT) or line[:1].islower() or last in FUNCTION_WORDS or _DAY.search(before) is not None


def _spanning(row: TableRow) -> tuple[tuple[str, ...], int] | None:
    """The lines of a first cell that several rows share, and how many; where a page break cuts it, those after it."""
    first = [cell for _, piece in row.pieces for cell in piece.cells if cell.column == 0]
    rows = max((cell.rows for cell in first), default=1)
    return (tuple(line for cell in first for line in cell.lines), rows) if rows > 1 else None


def _first_cell(row: RawRow) -> tuple[str, ...]:
    return next((cell.lines for cell in row.cells if cell.column == 0), ())


def _bullet_baselines(cell: RawCell) -> list[float]:
    return [baseline for line, baseline in zip(cell.lines, cell.baselines, strict=False) if BULLET.match(line)]

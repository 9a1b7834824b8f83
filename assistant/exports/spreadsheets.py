"""Rows of the register as spreadsheets: CSV for a Norwegian Excel, and XLSX."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant import labels
from assistant.answering.answer import DutyRow, MeasureRow
from assistant.answering.showing.measures import places
from assistant.question.orders import shown
from assistant.texts import Language, said

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_FORMULA = re.compile(r"[\t\r\n]|\s*[-=+@＝＋－＠]")  # the wide ones are run where East Asian keyboards are set up
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for Latin-1
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NARROWEST, _WIDEST = 10, 60  # characters
_MEASURE_COLUMNS = (
    *("document", "issuer", "strategic_priority", "commitment", "measure", "description", "responsible"),
    *("partners", "schedule", "from", "until", "sub_measures", "pages", "occurrences", "retelling", "edition"),
)
_DUTY_COLUMNS = ("document", "issuer", "who", "units", "lead", "duty", "under", "place", "retelling", "edition")

_Value = str | int | None


class Sheet:
    """A heading and rows; every text in it is only ever text, whatever a spreadsheet would take it for."""

    def __init__(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[_Value]]) -> None:
        self.name = name
        self._columns = columns
        self._rows = rows

    def csv(self) -> str:
        """Semicolons between, for a Norwegian Excel; what it would run as a formula has an apostrophe before it."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=";")
        writer.writerow(self._columns)
        writer.writerows([_guarded(value) for value in row] for row in self._rows)
        return _BYTE_ORDER_MARK + text.getvalue()

    def write(self, sheet: Worksheet) -> None:
        """Fills a worksheet, its heading fixed and its columns filterable."""
        sheet.title = self.name
        for number, row in enumerate((self._columns, *self._rows), start=1):
            for column, value in enumerate(row, start=1):
                _write(sheet.cell(row=number, column=column), value)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for column in range(1, len(self._columns) + 1):
            sheet.column_dimensions[get_column_letter(column)].width = self._width(column - 1)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions

    def _width(self, column: int) -> int:
        longest = max(len(str(row[column] or "")) for row in (self._columns, *self._rows))
        return min(max(longest + 2, _NARROWEST), _WIDEST)


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as one XLSX file."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)  # a new workbook has one
    for number, sheet in enumerate(sheets):
        sheet.write(book.create_sheet() if number else first)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def file_name(rows: Literal["measures", "duties"], language: Language = "nb") -> str:
    """What the rows are called together."""
    return said(f"exports.{rows}", language)


def measure_sheet(rows: Sequence[MeasureRow], language: Language = "nb") -> Sheet:
    """The measures, a row each; what is not the plans' own words in the language."""
    cells = [_measure_cells(row, language) for row in rows]
    return Sheet(file_name("measures", language), _headings(_MEASURE_COLUMNS, language), cells)


def duty_sheet(rows: Sequence[DutyRow], language: Language = "nb") -> Sheet:
    """The duties, a row each, in the plans' own words; what is not in the language."""
    cells = [_duty_cells(row, language) for row in rows]
    return Sheet(file_name("duties", language), _headings(_DUTY_COLUMNS, language), cells)


def _headings(columns: Sequence[str], language: Language) -> list[str]:
    return [said(f"exports.column_{name}", language) for name in columns]


def _measure_cells(row: MeasureRow, language: Language) -> tuple[_Value, ...]:
    parts = [f"{part.title} ({part.schedule}; {', '.join(part.responsible)})" for part in row.sub_measures]
    return (
        labels.title(row.document_title, is_stated=row.title_stated, language=language),
        labels.stated(row.issuer, language),
        row.strategic_priority,
        row.commitment,
        row.title,
        row.description,
        ", ".join(row.responsible),
        ", ".join(row.partners),
        row.schedule,
        row.start,
        row.end,
        " | ".join(parts),
        places(row, language),
        row.occurrences,
        *_standing(row, language),
    )


def _duty_cells(row: DutyRow, language: Language) -> tuple[_Value, ...]:
    return (
        labels.title(row.document_title, is_stated=row.title_stated, language=language),
        labels.stated(row.issuer, language),
        row.unit,
        ", ".join(row.responsible),
        row.lead,
        row.quote,
        " › ".join(row.heading_path),
        labels.located(row.locator, language),
        *_standing(row, language),
    )


def _standing(row: MeasureRow | DutyRow, language: Language) -> tuple[str, str]:
    retells = said("exports.yes" if row.retelling else "exports.no", language)
    return retells, labels.standing(row.standing, language) or said("exports.holding", language)


def _guarded(value: _Value) -> str:
    cell = "" if value is None else str(value)
    return f"'{cell}" if _is_formula(cell) else cell


def _is_formula(cell: str) -> bool:
    """Whether a spreadsheet might run a text, where it passes over what nobody sees before it."""
    return _FORMULA.match(shown(cell)) is not None


def _write(cell: Cell | MergedCell, value: _Value) -> None:
    """Writes a value; a text is stored as text, and stays one where it is edited anew (openpyxl cuts a long one)."""
    if isinstance(value, str):
        cell.value = _NOT_IN_XML.sub("", value)
        cell.data_type = "s"
        cell.quotePrefix = _is_formula(value)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.value = value
        cell.alignment = Alignment(vertical="top")

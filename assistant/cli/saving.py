"""Rows of the register as files that a command writes."""

from collections.abc import Sequence
from pathlib import Path

from assistant.answering.answer import DutyRow, MeasureRow
from assistant.cli.files import write_whole
from assistant.exports.spreadsheets import Sheet, duty_sheet, measure_sheet, workbook
from corpus.complaints import quoted

SUFFIXES = (".csv", ".xlsx")


class SavingError(Exception):
    """The rows cannot be saved so; the message says why and what to do."""


def check_target(path: Path) -> None:
    """Raises SavingError where a file of this name is no spreadsheet."""
    if path.suffix.lower() not in SUFFIXES:
        raise SavingError(f"{quoted(path)} er ikke et regneark; velg et navn på {' eller '.join(SUFFIXES)}")


def save_rows(path: Path, measures: Sequence[MeasureRow], duties: Sequence[DutyRow]) -> int:
    """Writes the rows to a spreadsheet, and how many they were; a workbook has a sheet for each kind.

    Raises SavingError where a CSV file would have to hold both kinds, and OSError.
    """
    check_target(path)
    sheets = [*([measure_sheet(measures)] if measures else []), *([duty_sheet(duties)] if duties else [])]
    is_csv = path.suffix.lower() == ".csv"
    if is_csv and len(sheets) > 1:
        raise SavingError("svaret har både tiltak og plikter, og en CSV-fil har bare ett ark; lagre det som .xlsx")
    write_whole(path, _content(sheets or [measure_sheet(())], is_csv=is_csv))
    return len(measures) + len(duties)


def _content(sheets: Sequence[Sheet], *, is_csv: bool) -> bytes:
    return sheets[0].csv().encode() if is_csv else workbook(sheets)

"""Rows of the register as files that a command writes."""

import os
import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path

from assistant.answering.answer import DutyRow, MeasureRow
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
    _write(path, _content(sheets or [measure_sheet(())], is_csv=is_csv))
    return len(measures) + len(duties)


def _write(path: Path, content: bytes) -> None:
    """Writes a file beside, then puts it in the place of what was there: never a half one. A link stays a link."""
    place = path.resolve()
    beside = place.with_name(f".planassistent-{secrets.token_hex(8)}")
    try:
        if place.exists() and (not place.is_file() or not os.access(place, os.W_OK)):
            place.open("r+b").close()  # raises what is wrong with it
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            shutil.copymode(place, beside)
        beside.replace(place)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error
    except BaseException:  # an interruption from the keyboard
        beside.unlink(missing_ok=True)
        raise


def _content(sheets: Sequence[Sheet], *, is_csv: bool) -> bytes:
    return sheets[0].csv().encode() if is_csv else workbook(sheets)

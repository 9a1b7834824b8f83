import csv
import io
import zipfile

import pytest
from openpyxl import load_workbook

from assistant.answering.answer import MeasureRow
from assistant.exports.spreadsheets import Sheet, duty_sheet, measure_sheet, workbook
from assistant.service import Assistant
from assistant.texts import Language

FORMULA_STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠", "\ufeff=", "\u00ad\u200d=", " =", "\u00a0+"]


def read_csv(sheet: Sheet) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet.csv().removeprefix("\ufeff"), newline=""), delimiter=";"))


def titled(assistant: Assistant, title: str) -> MeasureRow:
    return assistant.measures()[0].model_copy(update={"title": title})


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_cell_of_a_csv_is_run_as_a_formula(assistant: Assistant, start: str) -> None:
    (read,) = read_csv(measure_sheet([titled(assistant, f"{start}HYPERLINK(1;2)")]))
    assert read["Tiltak"] == f"'{start}HYPERLINK(1;2)"


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_cell_of_a_workbook_is_run_as_a_formula(assistant: Assistant, start: str) -> None:
    content = workbook([measure_sheet([titled(assistant, f"{start}HYPERLINK(1;2)")])])
    sheet = load_workbook(io.BytesIO(content))["Tiltak"]
    (cell,) = [sheet.cell(2, column.column) for column in sheet[1] if column.value == "Tiltak"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert str(cell.value).endswith("HYPERLINK(1;2)")
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_what_nobody_stated_is_said(assistant: Assistant) -> None:
    (row, *_) = assistant.measures()
    bare = row.model_copy(update={"issuer": None, "document_title": "tur", "title_stated": False, "retelling": True})
    (read,) = read_csv(measure_sheet([bare]))
    assert (read["Dokument"], read["Utgiver"]) == ("Tittel ikke oppgitt (filnavn: tur)", "ikke oppgitt")
    assert read["Gjenfortelling"] == "ja"


def test_a_workbook_has_a_sheet_for_each_kind_with_its_heading_fixed(assistant: Assistant) -> None:
    measures, duties = assistant.measures(), assistant.duties()
    book = load_workbook(io.BytesIO(workbook([measure_sheet(measures), duty_sheet(duties)])))
    assert book.sheetnames == ["Tiltak", "Plikter"]
    for sheet, count in zip(book, (len(measures), len(duties)), strict=True):
        assert (sheet.max_row, sheet.freeze_panes) == (count + 1, "A2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.bold


def test_numbers_are_numbers_and_what_excel_refuses_is_left_out(assistant: Assistant) -> None:
    row = titled(assistant, "Tur\x07 til " + "fjells " * 6000).model_copy(update={"start": 2026})
    sheet = load_workbook(io.BytesIO(workbook([measure_sheet([row])])))["Tiltak"]
    cells = {str(head.value): value for head, value in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["Fra"].value, cells["Fra"].data_type) == (2026, "n")
    assert str(cells["Tiltak"].value).startswith("Tur til fjells")
    assert len(str(cells["Tiltak"].value)) == 32_767


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_pages_of_a_spreadsheet_are_those_that_the_answer_names(assistant: Assistant, language: Language) -> None:
    (row, *_) = assistant.measures()
    row = row.model_copy(update={"page": 5, "pages": (5, 11), "locators": ("s. 6", "s. 12")})
    (read,) = read_csv(measure_sheet([row], language))
    assert "6, 12" in read.values()
    assert "5, 11" not in read.values()


def test_sub_measures_stand_in_one_cell(assistant: Assistant) -> None:
    (row, *_) = assistant.measures()
    part = {"title": "Kurs", "schedule": "2026", "responsible": ("UTD", "PPT")}
    (read,) = read_csv(measure_sheet([MeasureRow.model_validate({**row.model_dump(), "sub_measures": [part]})]))
    assert read["Deltiltak"] == "Kurs (2026; UTD, PPT)"


def test_no_rows_leave_a_heading(assistant: Assistant) -> None:
    assert measure_sheet([]).csv().count("\n") == 1
    assert load_workbook(io.BytesIO(workbook([duty_sheet([])])))["Plikter"].max_row == 1


@pytest.mark.parametrize(
    ("language", "names", "standing"),
    [("nn", ("Tiltak", "Utgåve"), "gjeldande utgåve"), ("en", ("Measure", "Edition"), "current edition")],
)
def test_a_sheet_is_in_the_language_of_whoever_reads_it(
    assistant: Assistant, language: Language, names: tuple[str, str], standing: str
) -> None:
    (row, *_) = assistant.measures()
    (read,) = read_csv(measure_sheet([row], language))
    assert [read[name] for name in names] == [row.title, standing]
    (duty, *_) = assistant.duties()
    for rows in (measure_sheet([row], language), duty_sheet([duty], language)):
        assert all(all(value is not None for value in line.values()) and None not in line for line in read_csv(rows))


def test_what_no_xml_may_hold_is_left_out_of_a_workbook(assistant: Assistant) -> None:
    content = workbook([measure_sheet([titled(assistant, "Tur\ufffe\uffff\x0b\x00 i skogen")])])
    assert "Tur i skogen" in [cell.value for cell in load_workbook(io.BytesIO(content))["Tiltak"][2]]

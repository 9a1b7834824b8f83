from pathlib import Path

import pytest

from assistant.cli.saving import SavingError, check_target, save_rows
from assistant.service import Assistant


@pytest.mark.parametrize("name", ["rader", "rader.pdf", "rader.xls"])
def test_only_spreadsheets_are_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(SavingError, match=r"velg et navn på \.csv eller \.xlsx"):
        check_target(tmp_path / name)


def test_a_csv_file_takes_one_kind_of_rows(assistant: Assistant, tmp_path: Path) -> None:
    measures, duties = assistant.measures(), assistant.duties()
    with pytest.raises(SavingError, match=r"\.xlsx"):
        save_rows(tmp_path / "alt.csv", measures, duties)
    assert list(tmp_path.iterdir()) == []
    assert save_rows(tmp_path / "alt.xlsx", measures, duties) == len(measures) + len(duties)
    assert save_rows(tmp_path / "plikter.csv", (), duties) == len(duties)
    assert (tmp_path / "plikter.csv").read_bytes().startswith(b"\xef\xbb\xbfDokument;")


def test_no_rows_are_a_heading(tmp_path: Path) -> None:
    assert save_rows(tmp_path / "ingen.csv", (), ()) == 0
    assert (tmp_path / "ingen.csv").read_text(encoding="utf-8-sig").count("\n") == 1

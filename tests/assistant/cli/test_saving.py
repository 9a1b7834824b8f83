import errno
import os
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


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "rader.csv"
    target.write_text("det som var", encoding="utf-8")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=r"rader\.csv") as raised:
        save_rows(target, assistant.measures(), ())
    assert raised.value.errno == errno.ENOSPC
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [
        ("rader.csv", "det som var")
    ]


def test_a_link_stays_a_link_and_a_file_keeps_who_may_read_it(assistant: Assistant, tmp_path: Path) -> None:
    target, link = tmp_path / "rader.csv", tmp_path / "lenke.csv"
    target.write_text("det som var", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    save_rows(link, assistant.measures(), ())
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8-sig").startswith("Dokument;")
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_folder_is_no_file_to_write(assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "mappe.csv").mkdir()
    with pytest.raises(OSError, match=r"mappe\.csv"):
        save_rows(tmp_path / "mappe.csv", assistant.measures(), ())

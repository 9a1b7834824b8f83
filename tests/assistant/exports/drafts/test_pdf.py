"""The PDF of a draft, made by the LibreOffice of this machine and read by our own reader."""

import os
import re
import stat
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest

from assistant.exports.drafts import pdf
from assistant.exports.drafts.content import content
from assistant.exports.drafts.pdf import PdfError, libreoffice, pdf_file
from assistant.exports.drafts.word import word_file
from corpus.library import Library
from tests.assistant.exports.drafts.made_up import SOUP, written

needs_libreoffice = pytest.mark.skipif(libreoffice() is None, reason="LibreOffice is not installed")


def pages_of(content_of_file: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content_of_file) as file:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in file]


@needs_libreoffice
def test_every_row_is_in_the_pdf_and_tables_have_their_heads_on_each_page(hikes: Library) -> None:
    draft = written(hikes)
    pages = pages_of(pdf_file(word_file(content(draft, hikes, str), is_printed=True)))
    said = " ".join(pages)
    plain = re.sub("[ \u00ad\u200b]", "", said)
    for field in draft.template.fields():
        if field.kind == "row":
            assert field.title.nb.replace(" ", "") in plain
        assert field.guidance.nb not in said
    assert f"«{SOUP}»" in said
    across = [page for page in pages if "Finansiering" in page]
    assert len(across) >= 3
    assert sum(page.count("Beskrivelse av tiltak") for page in across) >= 7
    assert "Kilder [1]" in pages[-1]
    listed = dict(re.findall(r"(Roller og ansvar|Tiltak i bydelen|Kilder)[ .]+(\d+)", pages[0]))
    assert {title: title in pages[int(number) - 1] for title, number in listed.items()} == dict.fromkeys(listed, True)
    assert int(listed["Roller og ansvar"]) < int(listed["Tiltak i bydelen"]) < int(listed["Kilder"]) == len(pages)


@needs_libreoffice
def test_several_are_made_at_once(hikes: Library) -> None:
    files = [word_file(content(written(hikes, unit=f"Bydel {number}"), hikes, str)) for number in range(3)]
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(pdf_file, files))
    assert [f"Bydel {number}" in pages_of(file)[0] for number, file in enumerate(made)] == [True] * 3


def program(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Has a script be what LibreOffice is taken for."""
    made = folder / "soffice"
    made.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    made.chmod(made.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_one_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = tmp_path / "child"
    program(tmp_path, monkeypatch, f"sleep 60 & echo $! > {child}; wait")
    started = time.monotonic()
    with pytest.raises(PdfError) as failed:
        pdf_file(b"", 1)
    assert failed.value.reason == "slow"
    assert time.monotonic() - started < 20
    deadline = time.monotonic() + 10
    while _runs(int(child.read_text())) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(int(child.read_text()))


def _runs(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_one_that_makes_nothing_has_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, monkeypatch, "exit 0")
    with pytest.raises(PdfError) as failed:
        pdf_file(b"", 10)
    assert failed.value.reason == "failed"


def test_where_there_is_none_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PdfError) as failed:
        pdf_file(b"", 10)
    assert failed.value.reason == "missing"


def test_who_comes_when_all_places_are_taken_does_not_wait_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, monkeypatch, "exit 0")
    monkeypatch.setattr(pdf, "_places", threading.BoundedSemaphore(1))
    with pdf._places, pytest.raises(PdfError) as failed:
        pdf_file(b"", 0.2)
    assert failed.value.reason == "busy"
    with pytest.raises(PdfError) as again:
        pdf_file(b"", 10)
    assert again.value.reason == "failed", "the place is free again"

"""The made-up documents, read as any file is: what was read right once, stays right."""

import tomllib
from pathlib import Path

import pytest

from eval.documents import browser, office
from eval.documents.registry import ABOUT, MAKERS
from eval.ingestion.__main__ import read
from tests.scans import needs_ocr

FLOORS = tomllib.loads((Path(__file__).parent / "floor_documents.toml").read_text(encoding="utf-8"))
PROGRAMS = {"LibreOffice": office.PROGRAM, "Chromium": browser.PROGRAM}
SLOW = ("long-plan", "scanned-annex")  # 123 pages, and pages that Tesseract reads


def marks(name: str) -> list[pytest.MarkDecorator]:
    producer = ABOUT[name].producer
    missing = any(program is None for known, program in PROGRAMS.items() if known in producer)
    skipped = pytest.mark.skipif(missing, reason=f"{producer} is not installed")
    return [skipped, *([pytest.mark.slow] if name in SLOW else []), *([needs_ocr] if name == "scanned-annex" else [])]


def test_each_document_has_its_floors() -> None:
    assert list(FLOORS["f1"]) == list(FLOORS["recall"]) == list(MAKERS)


@pytest.mark.parametrize("name", [pytest.param(name, marks=marks(name)) for name in FLOORS["f1"]])
def test_nothing_is_read_worse_than_it_was(tmp_path: Path, name: str) -> None:
    found = read(name, tmp_path)
    assert found.f1 >= FLOORS["f1"][name] - 0.00005, (found.missed, found.strange)
    assert found.recall >= FLOORS["recall"][name], found.unheard
    assert found.lost == ()


def test_each_document_is_made_of_its_seed_alone(tmp_path: Path) -> None:
    for name in ("fjordheim", "lyngheia", "myrstad"):
        texts = []
        for number in range(2):
            folder = tmp_path / f"{name}{number}"
            folder.mkdir()
            path, truth = MAKERS[name](folder)
            texts.append((path.read_bytes(), truth))
        assert texts[0] == texts[1]

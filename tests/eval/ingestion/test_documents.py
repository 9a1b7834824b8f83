"""The made-up documents, read as any file is: each as well as is aimed at, and none worse than it was."""

import tomllib
from pathlib import Path

import pytest

from eval.documents import browser, office
from eval.documents.registry import ABOUT, MAKERS
from eval.ingestion.__main__ import read
from tests.scans import has_norwegian

F1, RECALL = 0.95, 0.995
FLOORS = tomllib.loads((Path(__file__).parent / "floor_documents.toml").read_text(encoding="utf-8"))
PROGRAMS = {"LibreOffice": office.PROGRAM, "Chromium": browser.PROGRAM}
SLOW = ("long-plan", "scanned-annex")  # 123 pages, and pages that Tesseract reads


def is_makeable(name: str) -> bool:
    """Whether the programs that set a document, and that read it, are installed."""
    needed = [found for program, found in PROGRAMS.items() if program in ABOUT[name].producer]
    return all(needed) and (name != "scanned-annex" or has_norwegian())


def marked(name: str) -> object:
    missing = pytest.mark.skipif(not is_makeable(name), reason="needs LibreOffice, Chromium or Tesseract")
    return pytest.param(name, marks=[missing, *([pytest.mark.slow] if name in SLOW else [])])


@pytest.mark.parametrize("name", [marked(name) for name in MAKERS])
def test_a_stranger_s_plan_is_read_whole(name: str, tmp_path: Path) -> None:
    found = read(name, tmp_path)
    assert found.rows
    assert found.f1 >= max(F1, FLOORS["f1"][name] - 0.00005), (found.missed, found.strange)
    assert found.recall >= max(RECALL, FLOORS["recall"][name]), found.unheard
    assert found.lost == ()


def test_each_document_says_what_makes_it_hard() -> None:
    assert len(MAKERS) == 20
    assert all(about.why and about.filename and about.producer for about in ABOUT.values())


def test_each_document_is_made_of_its_seed_alone(tmp_path: Path) -> None:
    for name in ("fjordheim", "lyngheia", "myrstad"):
        texts = []
        for number in range(2):
            folder = tmp_path / f"{name}{number}"
            folder.mkdir()
            path, truth = MAKERS[name](folder)
            texts.append((path.read_bytes(), truth))
        assert texts[0] == texts[1]

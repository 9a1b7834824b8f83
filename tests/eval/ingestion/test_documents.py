"""The made-up documents, read as any file is: what was read right once, stays right."""

import tomllib
from pathlib import Path

import pytest

from eval.documents import browser, office
from eval.documents.registry import ABOUT, MAKERS
from eval.ingestion.__main__ import read

FLOORS = tomllib.loads((Path(__file__).parent / "floor_documents.toml").read_text(encoding="utf-8"))
PROGRAMS = {"LibreOffice Writer": office.PROGRAM, "Chromium": browser.PROGRAM}


def marks(name: str) -> list[pytest.MarkDecorator]:
    producer = ABOUT[name].producer
    missing = producer in PROGRAMS and PROGRAMS[producer] is None
    return [pytest.mark.skipif(missing, reason=f"{producer} is not installed")]


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

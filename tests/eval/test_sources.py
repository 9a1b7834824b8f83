"""The whole system on the five source texts and on the shipped plans: what it reached once, it keeps."""

from pathlib import Path

import pytest

from assistant.cli import _evaluated_system
from assistant.config import Settings
from eval.cli import run
from tests.conftest import ROOT

HERE = Path(__file__).parent
SOURCES = ROOT.parent / "shared" / "sources"
SHIPPED = ROOT / "corpus" / "documents"


@pytest.mark.parametrize(
    ("corpus", "floor"),
    [
        pytest.param(
            SOURCES,
            HERE / "floor.toml",
            marks=pytest.mark.skipif(not SOURCES.is_dir(), reason="the source texts are not beside this checkout"),
            id="sources",
        ),
        pytest.param(SHIPPED, HERE / "floor_shipped.toml", id="shipped"),
    ],
)
def test_nothing_falls_below_what_was_reached(settings: Settings, tmp_path: Path, corpus: Path, floor: Path) -> None:
    code = run(corpus, None, tmp_path, floor, build=lambda folder: _evaluated_system(settings, folder))
    assert code == 0
    assert (tmp_path / "evaluation.html").read_text(encoding="utf-8").startswith("<!doctype html>")

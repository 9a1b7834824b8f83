"""The whole system on the five source texts: what it reached once, it keeps."""

from pathlib import Path

import pytest

from assistant.cli import _evaluated_system
from assistant.config import Settings
from eval.cli import run
from tests.conftest import ROOT

SOURCES = ROOT.parent / "shared" / "sources"


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source texts are not beside this checkout")
def test_nothing_falls_below_what_was_reached(settings: Settings, tmp_path: Path) -> None:
    floor = Path(__file__).with_name("floor.toml")
    code = run(SOURCES, None, tmp_path, floor, build=lambda corpus: _evaluated_system(settings, corpus))
    assert code == 0
    assert (tmp_path / "evaluation.html").read_text(encoding="utf-8").startswith("<!doctype html>")

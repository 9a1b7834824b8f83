"""The whole system on the five source texts."""

from pathlib import Path

import pytest

from assistant.config import Settings
from tests.conftest import ROOT
from tests.eval.floors import all_questions_keep_theirs, older_questions_keep_theirs

SOURCES = ROOT.parent / "shared" / "sources"

pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the source texts are not beside this checkout")


@pytest.mark.slow
def test_nothing_falls_below_what_was_reached(settings: Settings, tmp_path: Path) -> None:
    older_questions_keep_theirs(settings, tmp_path, SOURCES, "floor")


@pytest.mark.slow
def test_all_golden_questions_keep_what_they_reached(settings: Settings, tmp_path: Path) -> None:
    all_questions_keep_theirs(settings, tmp_path, SOURCES, "floor")

"""Plans and questions by people who had not seen the assistant: what it reached on them once, it keeps."""

from pathlib import Path

import pytest

from assistant.cli.evaluation import evaluated_system
from assistant.config import Settings
from eval.cli import run
from tests.conftest import ROOT

HERE = Path(__file__).parent
STRANGERS = ROOT / "eval" / "strangers"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["first", "second", "third"])
def test_nothing_falls_below_what_was_reached(settings: Settings, tmp_path: Path, name: str) -> None:
    folder = STRANGERS / name
    floor = HERE / f"floor_strangers_{name}.toml"
    code = run(folder, None, tmp_path, floor, build=lambda made: evaluated_system(settings, made), questions=folder)
    assert code == 0

from pathlib import Path

import pytest

from assistant.config import PREFIX
from eval.benchmarks.ask import prepared
from eval.benchmarks.pages import measure, table
from eval.benchmarks.stocking import settings_in


def test_every_sort_of_page_is_made_so_many_times(
    tmp_path: Path, plans: Path, embedding_model_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{PREFIX}MODEL_DIR", str(embedding_model_dir))
    settings = settings_in(tmp_path)
    prepared(settings, plans)
    times = measure(settings, rounds=2)
    assert {"the front page", "a list", "a measure", "two documents compared"} <= set(times)
    assert all(len(found) == 2 and min(found) > 0 for found in times.values())


def test_the_slowest_page_comes_first_and_is_held_to_its_aim() -> None:
    shown = table({"quick": [1.0, 2.0], "slow": [60.0, 80.0]})
    assert list(shown.columns[0].cells) == ["slow", "quick"]
    assert list(shown.columns[3].cells) == ["MISSED", "met"]

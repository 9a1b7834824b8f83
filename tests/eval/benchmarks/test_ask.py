from pathlib import Path

import pytest

from assistant.config import PREFIX
from assistant.opening import open_library
from eval.benchmarks.ask import ASK, BESIDE, EMBEDDING, Times, add_made_up, measure, prepared, questions, ratios, table
from eval.benchmarks.stocking import settings_in

PLANS = Times(ask=(4.0, 8.0, 40.0), embedding=(2.0, 2.0, 2.0), stages={"retrieve": (3.0, 6.0, 30.0)})
LARGE = Times(ask=(30.0, 30.0, 30.0), embedding=(2.0, 2.0, 2.0), stages={"retrieve": (20.0, 20.0, 20.0)})


def test_ratios_are_to_the_median_embedding_of_the_same_run_and_to_the_plans() -> None:
    shown = ratios(PLANS, LARGE)
    assert list(shown.columns[1].cells) == ["4.00", "20.00", "3.75"]
    assert list(shown.columns[3].cells) == ["met", "MISSED", "MISSED"]


def test_without_made_up_passages_there_is_one_corpus() -> None:
    assert ratios(PLANS, None).row_count == 2
    assert len(table(PLANS, None, 0).columns) == 3


def test_each_stage_has_a_line_and_what_they_leave_too() -> None:
    shown = table(PLANS, LARGE, 100)
    assert list(shown.columns[0].cells) == [EMBEDDING, ASK, "retrieve", BESIDE]
    assert list(shown.columns[1].cells) == ["2.00", "8.00", "6.00", "2.00"]
    assert list(shown.columns[3].cells) == ["2.00", "30.00", "20.00", "10.00"]


def test_made_up_passages_stand_beside_the_plans_and_both_are_measured(
    tmp_path: Path, plans: Path, embedding_model_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{PREFIX}MODEL_DIR", str(embedding_model_dir))
    settings = settings_in(tmp_path)
    prepared(settings, plans)
    add_made_up(settings, 600)
    with open_library(settings) as library:
        snapshot = library.snapshot
        assert len(snapshot.documents) == 4
        assert sum("@1:" in passage.id for passage in snapshot.passages) == 600
        assert len(library.nearest(snapshot.centre, 50, snapshot)) == 50
        assert not snapshot.editions.several
    times = measure(settings, ["Hvem har ansvar for svømmekurs?", "Hva er en bibliotekkasse?"], rounds=2)
    assert len(times.ask) == len(times.embedding) == 4
    assert {"embed", "retrieve", "compose"} <= set(times.stages)
    assert all(len(values) == 4 for values in times.stages.values())
    assert min(times.rows()[BESIDE]) > 0


def test_the_golden_questions_that_are_asked_stand_by_themselves() -> None:
    assert len(questions()) > 300

"""Drafting on the shipped plans: what it reached once, it keeps."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli.evaluated_drafting import EvaluatedDrafting, evaluated_drafting
from assistant.config import Settings
from assistant.opening import open_library
from assistant.service import Assistant
from eval.drafting.golden import GoldenDrafting, load_drafting
from eval.drafting.score import score_drafting
from eval.golden import Split

FLOOR_F1: dict[Split, float] = {
    "dev": 0.79,
    "test": 0.69,
}  # measured 120 of 148 and 98 of 139; the aim stands in eval/thresholds.toml


@pytest.fixture(scope="module")
def drafting(
    plans_read: Path, embedding_model_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[EvaluatedDrafting]:
    own = tmp_path_factory.mktemp("drafting") / "data"
    shutil.copytree(plans_read, own)
    with open_library(Settings(data_dir=own, model_dir=embedding_model_dir)) as library:
        found = evaluated_drafting(Assistant(library), tmp_path_factory.mktemp("templates"))
        assert found is not None
        yield found


@pytest.fixture(scope="module")
def golden() -> GoldenDrafting:
    found = load_drafting()
    assert found is not None
    return found


def test_every_field_has_suggestions_that_help_and_its_measures(
    drafting: EvaluatedDrafting, golden: GoldenDrafting
) -> None:
    score = score_drafting(drafting, golden.model_copy(update={"pairs": ()}))
    for suggested in score.suggestions.values():
        assert suggested.any.value == 1
        assert suggested.hit_3.hits >= suggested.hit_3.total - 1
        assert (suggested.acceptable.value or 0) >= 0.68
    assert score.measures_precision.hits >= score.measures_precision.total - 1
    assert score.measures_recall.hits >= score.measures_recall.total - 1


@pytest.mark.slow
def test_what_answers_a_duty_is_told_as_well_as_it_was(drafting: EvaluatedDrafting, golden: GoldenDrafting) -> None:
    score = score_drafting(drafting, golden.model_copy(update={"measures": ()}))
    for split, floor in FLOOR_F1.items():
        assert (score.answers[split].f1.value or 0) >= floor

from pathlib import Path

import pytest

from eval.errors import ThresholdsError
from eval.ratio import Ratio
from eval.thresholds import Thresholds, check, load

TWO_OF_FOUR = Ratio.of([True, True, False, False])
NOTHING = Ratio.of([])


def test_the_shipped_thresholds_ask_for_every_figure() -> None:
    assert load(None) == Thresholds(
        page_hit_1=0.90,
        page_hit_5=0.98,
        bm25_page_hit_1_max=0.75,
        answers_right=0.92,
        refusal_recall=0.92,
        wrong_refusals_max=0.04,
        quotes_verbatim=1.0,
        suggestion_hit_3=0.85,
        coverage_f1=0.85,
    )


@pytest.mark.parametrize(("limit", "met"), [(0.49, True), (0.50, True), (0.51, False)])
def test_a_lower_limit_is_met_from_below_on(limit: float, met: bool) -> None:
    (outcome,) = check(Thresholds(answers_right=limit), {"answers_right": TWO_OF_FOUR})
    assert (outcome.name, outcome.upper, outcome.met) == ("answers_right", False, met)


@pytest.mark.parametrize(("limit", "met"), [(0.49, False), (0.50, True), (0.51, True)])
def test_an_upper_limit_is_met_up_to_it(limit: float, met: bool) -> None:
    (outcome,) = check(Thresholds(wrong_refusals_max=limit), {"wrong_refusals": TWO_OF_FOUR})
    assert (outcome.name, outcome.upper, outcome.met) == ("wrong_refusals_max", True, met)


def test_what_was_not_counted_meets_no_threshold() -> None:
    outcomes = check(
        Thresholds(answers_right=0, wrong_refusals_max=1), {"answers_right": NOTHING, "wrong_refusals": NOTHING}
    )
    assert [outcome.met for outcome in outcomes] == [False, False]


def test_a_threshold_left_out_is_not_asked_for(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("answers_right = 0.5", encoding="utf-8")
    outcomes = check(load(tmp_path / "own.toml"), {"answers_right": TWO_OF_FOUR})
    assert [outcome.name for outcome in outcomes] == ["answers_right"]


@pytest.mark.parametrize("content", ["answer_right = 0.5", "answers_right = 80", "answers_right =", None])
def test_a_broken_configuration_is_an_error_that_names_the_file(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(ThresholdsError, match=r"own\.toml"):
        load(path)


def test_without_drafting_its_thresholds_are_not_asked_for() -> None:
    asked = Thresholds(answers_right=0.5, suggestion_hit_3=0.85, coverage_f1=0.85).without_drafting
    assert [outcome.name for outcome in check(asked, {"answers_right": Ratio.of([True])})] == ["answers_right"]

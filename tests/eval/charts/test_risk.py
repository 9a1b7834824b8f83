from collections.abc import Sequence

import pytest

from eval.case import Case, judge
from eval.charts.risk import risk_coverage
from eval.originals import Originals
from eval.refusal.curve import curve
from tests.eval.charts.seen import number, parts, points, spoken, texts
from tests.eval.made_up import ABSENT, PAGES, answer, citation, observation, question, refusal

ORIGINALS = Originals({"plan": PAGES})


def cases() -> list[Case]:
    """Two right answers (.9, .8), an unfounded one (.6) and two refusals (.3, .1), the first of which is wrong."""
    right = answer("Svømmelærerne [1].", citation())
    observed = [
        observation(question(id="a"), right.model_copy(update={"support": 0.9})),
        observation(question(id="b"), right.model_copy(update={"support": 0.8})),
        observation(question(ABSENT, id="c"), right.model_copy(update={"support": 0.6})),
        observation(question(id="d"), refusal(0.3)),
        observation(question(ABSENT, id="e"), refusal(0.1)),
    ]
    return [judge(found, ORIGINALS) for found in observed]


def drawn(judged: Sequence[Case]) -> str:
    return risk_coverage("risk", curve(judged))


def test_the_curve_goes_from_the_surest_question_to_all() -> None:
    (solid,) = parts(drawn(cases()), "polyline", "curve")
    corners = points(solid)
    assert len(corners) == 5
    left, right, top, foot = 38, 388, 62, 262
    assert corners[0] == pytest.approx((left + (right - left) / 5, foot), abs=0.1)
    assert corners[2] == pytest.approx((left + (right - left) * 3 / 5, foot - (foot - top) / 3 / 0.4), abs=0.1)
    assert corners[-1] == pytest.approx((right, top), abs=0.1)


def test_the_dashed_curve_ends_where_the_system_does() -> None:
    picture = drawn(cases())
    (dashed,) = parts(picture, "polyline", "curve second")
    (mark,) = parts(picture, "line", "mark")
    assert len(points(dashed)) == 3
    assert points(dashed)[-1][0] == pytest.approx(number(mark, "x1"), abs=0.1)
    assert len(parts(picture, "circle", "dot")) == 2


def test_the_two_are_told_apart_in_words_and_the_system_s_place_is_told() -> None:
    picture = drawn(cases())
    assert {"has no answer in the documents", "that, or the answer is not right", "as it decided"} <= set(
        texts(picture)
    )
    assert "answers 0.600 (3/5" in spoken(picture)
    assert "0.333 (1/3" in spoken(picture)


def test_a_system_that_answers_nothing_is_drawn() -> None:
    refused = [judge(observation(question(ABSENT), refusal(0.2)), ORIGINALS)]
    picture = drawn(refused)
    assert len(parts(picture, "polyline", "curve")) == 1
    assert parts(picture, "circle", "dot") == []

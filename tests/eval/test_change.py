import pytest

from eval.change import Change, compare
from eval.evaluation import Evaluation
from eval.lastrun import LastRun
from eval.observation import Observation
from tests.eval.made_up import ABSENT, LIST, answer, citation, evaluated, observation, question, refusal

RIGHT = answer("Svømmelærerne [1].", citation())
WRONG = answer("Ingen [1].", citation())


def changed(then: Evaluation, now: Evaluation) -> Change:
    """The change from one run to the next, the first being read from its report."""
    return compare(LastRun.model_validate_json(then.model_dump_json()), now)


def who(name: str, answered: bool | None) -> Observation:
    """An answerable question: answered rightly (true), wrongly (false) or not at all (None)."""
    return observation(question(id=name), refusal() if answered is None else RIGHT if answered else WRONG)


def absent(name: str, *, answered: bool) -> Observation:
    return observation(question(ABSENT, id=name), RIGHT if answered else refusal(), pages=())


THEN = evaluated(
    who("a", True), who("b", False), who("c", None), absent("d", answered=True), absent("e", answered=False)
)
NOW = evaluated(
    who("a", False), who("b", True), who("c", False), absent("d", answered=False), absent("e", answered=True)
)


def test_what_turned_right_and_wrong_is_named_with_both_outcomes() -> None:
    change = changed(THEN, NOW)
    assert [(turn.id, turn.then, turn.now) for turn in change.turned_wrong] == [
        ("a", "right", "not right"),
        ("e", "rightly refused", "answered without a source for it"),
    ]
    assert [(turn.id, turn.then, turn.now) for turn in change.turned_right] == [
        ("b", "not right", "right"),
        ("d", "answered without a source for it", "rightly refused"),
    ]


def test_figures_are_then_now_and_the_difference() -> None:
    shares = {share.name: share for share in changed(THEN, evaluated(who("a", True))).shares}
    right = shares["answers right"]
    assert (right.then.hits, right.then.total, right.now.hits, right.now.total) == (1, 3, 1, 1)
    assert right.difference == pytest.approx(2 / 3)
    assert shares["wrong refusals"].difference == pytest.approx(-1 / 3)
    assert not shares["wrong refusals"].higher_is_better
    assert shares["refusal recall"].difference is None
    assert {"quotes verbatim", "page-hit@1", "page-hit@5"} <= set(shares)


def test_the_same_run_twice_changes_nothing() -> None:
    change = changed(THEN, THEN)
    assert (change.turned_right, change.turned_wrong) == ((), ())
    assert (change.alike, change.only_now, change.only_then) == (5, 0, 0)
    assert {share.difference for share in change.shares} == {0.0}
    assert "answers right, questions of both runs" not in {share.name for share in change.shares}


def test_questions_that_were_added_or_rewritten_have_not_turned() -> None:
    rewritten = observation(question(id="b", facts=[["Svømmelærerne"]]), RIGHT)
    change = changed(THEN, evaluated(who("a", True), rewritten, who("new", False)))
    assert (change.alike, change.only_now, change.only_then) == (1, 2, 4)
    assert (change.turned_right, change.turned_wrong) == ((), ())
    (both,) = [share for share in change.shares if share.name == "answers right, questions of both runs"]
    assert (both.then.hits, both.then.total, both.now.hits, both.now.total) == (1, 1, 1, 1)


def test_groups_of_both_runs_are_compared() -> None:
    tools = observation(question(LIST), answer("- Hammer", citation(3, "Hammer")), pages=(3,))
    change = changed(THEN, evaluated(who("a", True), tools))
    assert [(kind.name, kind.then.total, kind.now.total) for kind in change.kinds] == [("who", 3, 1)]
    assert [form.name for form in change.forms] == ["nb"]


def test_times_are_those_of_the_two_runs() -> None:
    slower = evaluated(observation(ask_ms=40))
    assert [(time.then, time.now) for time in changed(THEN, slower).times] == [(10, 40), (10, 40)]


def test_a_question_whose_page_alone_changed_has_not_turned() -> None:
    lost = evaluated(observation(question(id="a"), RIGHT, pages=(1,)))
    change = changed(evaluated(who("a", True)), lost)
    assert (change.turned_right, change.turned_wrong) == ((), ())

from collections.abc import Sequence

from eval.case import Case, judge
from eval.originals import Originals
from eval.ratio import Ratio
from eval.refusal.curve import at, curve
from tests.eval.made_up import ABSENT, PAGES, WHO, answer, citation, observation, question, refusal

ORIGINALS = Originals({"plan": PAGES})


def case(name: str, support: float | None, *, answerable: bool = True, answered: bool, right: bool = True) -> Case:
    text = "Svømmelærerne [1]." if right else "Ingen [1]."
    given = answer(text, citation(), support=support) if answered else refusal(support)
    return judge(observation(question(WHO if answerable else ABSENT, id=name), given), ORIGINALS)


def shares(ratios: Sequence[Ratio | None]) -> list[tuple[int, int] | None]:
    return [None if ratio is None else (ratio.hits, ratio.total) for ratio in ratios]


MIXED = (
    case("right", 0.9, answered=True),
    case("wrong", 0.7, answered=True, right=False),
    case("unfounded", 0.6, answerable=False, answered=True),
    case("refused", 0.4, answered=False),
    case("rightly-refused", 0.2, answerable=False, answered=False),
    case("register", None, answered=True),
    case("stranger", None, answerable=False, answered=False),
)


def test_now_is_what_the_system_did() -> None:
    now = curve(MIXED).now
    assert shares([now.coverage, now.unfounded, now.wrong]) == [(4, 7), (1, 4), (2, 4)]
    assert shares([now.refused, now.wrongly_refused]) == [(2, 3), (1, 4)]
    assert now.threshold == 0.6


def test_a_stricter_threshold_leaves_answers_out() -> None:
    strict = at(MIXED, 0.65)
    assert shares([strict.coverage, strict.unfounded, strict.wrong]) == [(3, 7), (0, 3), (1, 3)]
    assert shares([strict.refused, strict.wrongly_refused]) == [(3, 3), (1, 4)]


def test_of_a_laxer_one_nobody_knows_whether_the_answers_would_be_right() -> None:
    lax = at(MIXED, 0.3)
    assert shares([lax.coverage, lax.unfounded, lax.wrong]) == [(5, 7), (1, 5), None]
    assert shares([lax.refused, lax.wrongly_refused]) == [(2, 3), (0, 4)]


def test_what_a_rule_decided_no_threshold_moves() -> None:
    assert at(MIXED, 1.1).coverage.hits == 1
    assert at(MIXED, 0).coverage.hits == 6
    assert (curve(MIXED).scored.hits, curve(MIXED).scored.total) == (5, 7)


def test_there_is_a_point_for_each_score_from_the_strictest() -> None:
    points = curve([*MIXED, case("as-sure", 0.4, answered=False)]).points
    assert [point.threshold for point in points] == [0.9, 0.7, 0.6, 0.4, 0.2]
    assert [point.coverage.hits for point in points] == [2, 3, 4, 6, 7]


def test_without_scores_there_is_only_what_was_done() -> None:
    alone = curve([case("register", None, answered=True)])
    assert alone.points == ()
    assert shares([alone.now.coverage, alone.now.wrong]) == [(1, 1), (0, 1)]

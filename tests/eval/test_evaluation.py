from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from eval.evaluation import Evaluation, evaluate
from eval.observation import Observation
from eval.originals import Originals
from eval.thresholds import Thresholds
from tests.eval.made_up import (
    ABSENT,
    LIST,
    NEAR_MISS,
    PAGES,
    RIGHT,
    WHO,
    answer,
    citation,
    observation,
    question,
    refusal,
)

ORIGINALS = Originals({"plan": PAGES, "other": ("Alle har ansvar for at alle barn trives.",)})
STRICT = Thresholds(
    page_hit_1=1,
    page_hit_5=1,
    bm25_page_hit_1_max=0,
    answers_right=1,
    refusal_recall=1,
    wrong_refusals_max=0,
    quotes_verbatim=1,
)
GOOD = (
    observation(),
    observation(question(LIST), RIGHT[LIST["question"]], pages=(3, 1)),
    observation(question(ABSENT), refusal(), pages=()),
    observation(question(NEAR_MISS), refusal(), pages=()),
)


def evaluated(observations: Sequence[Observation], thresholds: Thresholds = STRICT) -> Evaluation:
    return evaluate(
        observations, ORIGINALS, thresholds, corpus="made-up", split=None, measured_at=datetime(2026, 1, 1, tzinfo=UTC)
    )


def failed(observations: Sequence[Observation]) -> list[str]:
    result = evaluated(observations)
    assert result.met is all(outcome.met for outcome in result.checks)
    return [outcome.name for outcome in result.checks if not outcome.met]


def test_a_perfect_run_meets_every_threshold() -> None:
    result = evaluated(GOOD)
    assert result.met
    assert len(result.checks) == 7


def test_figures_are_over_the_answerable_questions() -> None:
    result = evaluated(GOOD)
    assert result.answers_right.total == 2
    assert [score.page_hit[1].total for score in result.retrieval.values()] == [2, 2, 2]
    assert result.retrieval["bm25"].mrr == 0.5
    assert result.quotes_verbatim.total == 2


@pytest.mark.parametrize(
    ("worse", "names"),
    [
        (observation(pages=(1, 2)), ["page_hit_1", "bm25_page_hit_1_max"]),
        (observation(pages=()), ["page_hit_1", "page_hit_5"]),
        (observation(answered=answer("Ingen.", citation())), ["answers_right"]),
        (observation(answered=refusal()), ["answers_right", "wrong_refusals_max"]),
        (observation(question(ABSENT)), ["refusal_recall"]),
        (observation(answered=answer("Svømmelærerne.", citation(), citation(1))), ["quotes_verbatim"]),
    ],
)
def test_each_threshold_fails_for_its_own_fault(worse: Observation, names: list[str]) -> None:
    assert failed([*GOOD, worse]) == names


def test_groups_are_by_kind_form_split_and_document() -> None:
    misspelt = question(misspelt=True, evidence=[*WHO["evidence"], {"document": "other", "words": "ansvar for at"}])
    result = evaluated([*GOOD, observation(misspelt, answer("Ingen.", citation()))])
    right = {name: str(score.answers_right)[:11] for name, score in result.by_form.items()}
    assert right == {"misspelt": "0.000 (0/1,", "nb": "1.000 (1/1,", "nn": "1.000 (1/1,"}
    assert {name: score.answers_right.total for name, score in result.by_kind.items()} == {"list": 1, "who": 2}
    assert {name: score.page_hit_1.total for name, score in result.by_split.items()} == {"dev": 2, "test": 1}
    assert {name: score.page_hit_5.total for name, score in result.by_document.items()} == {"other": 1, "plan": 3}


def test_faults_are_counted_once_an_answer() -> None:
    two_facts = question(facts=[["Svømmelærerne"], ["hver mandag"], ["i bassenget"]])
    result = evaluated([observation(two_facts), observation(answered=answer("Ingen.", citation(1)))])
    assert result.faults == {"missing fact": 2, "no citation on an evidence page": 1}

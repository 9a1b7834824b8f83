import pytest

from assistant.answering.answer import Status
from eval.refusal.score import score
from tests.eval.made_up import ABSENT, NEAR_MISS, answer, observation, question, refusal


def test_recall_is_over_the_unanswerable_by_near_miss_and_absent() -> None:
    result = score(
        [
            observation(question(ABSENT), refusal()),
            observation(question(ABSENT), refusal()),
            observation(question(NEAR_MISS), refusal()),
            observation(question(NEAR_MISS)),
            observation(),
        ]
    )
    assert (result.recall.hits, result.recall.total) == (3, 4)
    assert (result.absent.hits, result.absent.total) == (2, 2)
    assert (result.near_miss.hits, result.near_miss.total) == (1, 2)
    assert (result.wrong.hits, result.wrong.total) == (0, 1)


def test_a_refused_answerable_question_is_wrong() -> None:
    result = score([observation(), observation(answered=refusal())])
    assert (result.wrong.hits, result.wrong.total) == (1, 2)
    assert result.recall.value is None


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.ANSWERED])
def test_any_status_but_answered_is_a_refusal(status: Status) -> None:
    assert score([observation(question(ABSENT), answer(status=status))]).recall.value == 1

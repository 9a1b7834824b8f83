"""Recall of the refusals, and the wrong ones."""

from collections.abc import Sequence

from eval.observation import Observation
from eval.ratio import Ratio
from eval.record import Record


class RefusalScore(Record):
    """Of the unanswerable questions, how many were not answered; of the answerable, how many were not either."""

    recall: Ratio
    near_miss: Ratio
    absent: Ratio
    wrong: Ratio


def score(observations: Sequence[Observation]) -> RefusalScore:
    """Score refusals: any status but `answered` is one."""
    unanswerable = [observation for observation in observations if not observation.question.answerable]
    return RefusalScore(
        recall=refused(unanswerable),
        near_miss=refused([observation for observation in unanswerable if observation.question.near_miss]),
        absent=refused([observation for observation in unanswerable if not observation.question.near_miss]),
        wrong=refused([observation for observation in observations if observation.question.answerable]),
    )


def refused(observations: Sequence[Observation]) -> Ratio:
    """The share of questions that were not answered."""
    return Ratio.of(not observation.answered for observation in observations)

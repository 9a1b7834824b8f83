"""Risk against coverage: what answering more questions, or fewer, would have come to.

El-Yaniv, R. and Wiener, Y. (2010): On the Foundations of Noise-free Selective Classification. JMLR 11, 1605–1641.
"""

from collections.abc import Collection, Sequence

from assistant.answering.answer import Status
from eval.case import Case
from eval.ratio import Ratio
from eval.record import Record


class Point(Record):
    """What a threshold on the score of the decision comes to; what a rule decided, no threshold moves.

    `coverage` is the share of all questions that are answered. Of these, `unfounded` have no answer in the documents,
    and `wrong` have none or got one that is not right: None where a question would be answered of which nobody knows
    what the answer would have been. `refused` and `wrongly_refused` are of the unanswerable and of the answerable.
    """

    threshold: float
    coverage: Ratio
    unfounded: Ratio
    wrong: Ratio | None
    refused: Ratio
    wrongly_refused: Ratio


class Curve(Record):
    """The points of all thresholds that make a difference, from the strictest; `now` is what the system did.

    `scored` of the questions were decided by a score, the others by a rule.
    """

    points: tuple[Point, ...]
    now: Point
    scored: Ratio


def curve(cases: Sequence[Case]) -> Curve:
    """The curve of a run; without scores it has no points but that of the system itself."""
    scores = sorted({case.support for case in cases if case.support is not None}, reverse=True)
    answered = [case for case in cases if is_answered(case)]
    lowest = min((case.support for case in answered if case.support is not None), default=1.0)
    return Curve(
        points=tuple(at(cases, threshold) for threshold in scores),
        now=_point(cases, answered, lowest),
        scored=Ratio.of(case.support is not None for case in cases),
    )


def at(cases: Sequence[Case], threshold: float) -> Point:
    """What a threshold would have come to, all else being as it was."""
    return _point(cases, [case for case in cases if _answers(case, threshold)], threshold)


def is_answered(case: Case) -> bool:
    """Whether the system gave an answer."""
    return case.status is Status.ANSWERED


def _answers(case: Case, threshold: float) -> bool:
    return is_answered(case) if case.support is None else case.support >= threshold


def _point(cases: Sequence[Case], answered: Collection[Case], threshold: float) -> Point:
    given = {case.question.id for case in answered}
    known = all(is_answered(case) for case in answered)
    return Point(
        threshold=threshold,
        coverage=Ratio.of(case.question.id in given for case in cases),
        unfounded=Ratio.of(not case.question.answerable for case in answered),
        wrong=Ratio.of(not case.right for case in answered) if known else None,
        refused=Ratio.of(case.question.id not in given for case in cases if not case.question.answerable),
        wrongly_refused=Ratio.of(case.question.id not in given for case in cases if case.question.answerable),
    )

"""What changed since the last run."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from assistant.answering.answer import Status
from eval.case import Case
from eval.evaluation import Evaluation, Groups
from eval.lastrun import KeptCase, LastRun
from eval.ratio import Ratio
from eval.record import Record

FAULTY = frozenset({"answer", "refusal"})
"""The misses that make the answer or the refusal itself wrong."""


class ShareChange(Record):
    """A share, then and now; `higher_is_better` says which way is up."""

    name: str
    then: Ratio
    now: Ratio
    higher_is_better: bool = True

    @property
    def difference(self) -> float | None:
        """Now less then; None where one of them counted nothing."""
        return None if self.now.value is None or self.then.value is None else self.now.value - self.then.value


class TimeChange(Record):
    """Milliseconds, then and now."""

    name: str
    then: float
    now: float


class Turn(Record):
    """A question that went another way than before, and the outcomes in words."""

    id: str
    question: str
    then: str
    now: str


class Change(Record):
    """From the last run to this one.

    `alike` questions were asked both times, with the same expectations; only these can have turned. `only_now` and
    `only_then` count the others. The shares are over all questions of each run, but for those named otherwise.
    """

    since: datetime
    shares: tuple[ShareChange, ...]
    kinds: tuple[ShareChange, ...]
    forms: tuple[ShareChange, ...]
    times: tuple[TimeChange, ...]
    turned_right: tuple[Turn, ...]
    turned_wrong: tuple[Turn, ...]
    alike: int
    only_now: int
    only_then: int


def compare(last: LastRun, evaluation: Evaluation) -> Change:
    """What changed from the last run to this one."""
    before = {case.question.id: case for case in last.cases}
    pairs = [
        (before[case.question.id], case)
        for case in evaluation.cases
        if case.question.id in before and before[case.question.id].question == case.question
    ]
    turned = [(then, now) for then, now in pairs if is_good(then) is not is_good(now)]
    return Change(
        since=last.measured_at,
        shares=(*_shares(last, evaluation), *_of_both(pairs, len(last.cases), len(evaluation.cases))),
        kinds=_groups(last.by_kind, evaluation.by_kind),
        forms=_groups(last.by_form, evaluation.by_form),
        times=(
            TimeChange(name="ask, p50", then=last.latency.ask_p50_ms, now=evaluation.latency.ask_p50_ms),
            TimeChange(name="ask, p95", then=last.latency.ask_p95_ms, now=evaluation.latency.ask_p95_ms),
        ),
        turned_right=tuple(_turn(then, now) for then, now in turned if is_good(now)),
        turned_wrong=tuple(_turn(then, now) for then, now in turned if not is_good(now)),
        alike=len(pairs),
        only_now=len(evaluation.cases) - len(pairs),
        only_then=len(last.cases) - len(pairs),
    )


def is_good(case: Case | KeptCase) -> bool:
    """Whether the question was answered rightly, or refused where there is no answer."""
    return FAULTY.isdisjoint(case.misses)


def _shares(last: LastRun, evaluation: Evaluation) -> Iterator[ShareChange]:
    then, now = last.retrieval["hybrid"].page_hit, evaluation.retrieval["hybrid"].page_hit
    yield ShareChange(name="answers right", then=last.answers_right, now=evaluation.answers_right)
    yield ShareChange(name="refusal recall", then=last.refusal.recall, now=evaluation.refusal.recall)
    yield ShareChange(
        name="wrong refusals", then=last.refusal.wrong, now=evaluation.refusal.wrong, higher_is_better=False
    )
    yield ShareChange(name="quotes verbatim", then=last.quotes_verbatim, now=evaluation.quotes_verbatim)
    for cutoff in now:
        if cutoff in then:
            yield ShareChange(name=f"page-hit@{cutoff}", then=then[cutoff], now=now[cutoff])


def _of_both(pairs: list[tuple[KeptCase, Case]], then: int, now: int) -> Iterator[ShareChange]:
    """Like with like, where the runs did not ask the same questions."""
    if len(pairs) != then or len(pairs) != now:
        yield ShareChange(
            name="answers right, questions of both runs",
            then=_right(then for then, _ in pairs),
            now=_right(now for _, now in pairs),
        )


def _right(cases: Iterable[Case | KeptCase]) -> Ratio:
    return Ratio.of(bool(case.right) for case in cases if case.question.answerable)


def _groups(then: Groups, now: Groups) -> tuple[ShareChange, ...]:
    return tuple(
        ShareChange(name=name, then=then[name].answers_right, now=score.answers_right)
        for name, score in now.items()
        if name in then
    )


def _turn(then: KeptCase, now: Case) -> Turn:
    return Turn(id=now.question.id, question=now.question.question, then=_outcome(then), now=_outcome(now))


def _outcome(case: Case | KeptCase) -> str:
    if case.status is not Status.ANSWERED:
        return "refused" if case.question.answerable else "rightly refused"
    if not case.question.answerable:
        return "answered without a source for it"
    return "right" if case.right else "not right"

"""All figures of one run."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from eval.answers.verdict import Fault
from eval.case import Case, judge
from eval.drafting.score import DraftingScore
from eval.latency.score import LatencyScore
from eval.latency.score import score as latency_score
from eval.observation import Observation
from eval.originals import Originals
from eval.ratio import Ratio
from eval.record import Record
from eval.refusal.score import RefusalScore
from eval.refusal.score import score as refusal_score
from eval.retrieval.score import RetrievalScore, page_hit
from eval.retrieval.score import score as retrieval_score
from eval.system import SIDES, Side
from eval.thresholds import Check, Thresholds, check
from eval.writing.score import WritingScore


class GroupScore(Record):
    """The figures of a group of answerable questions."""

    answers_right: Ratio
    page_hit_1: Ratio
    page_hit_5: Ratio


Groups = Mapping[str, GroupScore]


class Evaluation(Record):
    """The figures of one run, the thresholds, and every question judged.

    Retrieval and answers are over the answerable questions, quotes over the citations of all answered ones. A
    question with evidence in several documents counts for each in `by_document`. `reranker` is the folder of the
    cross-encoder that was used, if one was. All of these are of quoted answers; `writing` has what a language model
    made of the same questions, where one was asked, and `drafting` the figures of drafting, where that could be asked.
    """

    corpus: str
    split: str | None
    measured_at: datetime
    reranker: str | None = None
    questions: int
    retrieval: Mapping[Side, RetrievalScore]
    answers_right: Ratio
    faults: Mapping[Fault, int]
    by_kind: Groups
    by_form: Groups
    by_split: Groups
    by_document: Groups
    refusal: RefusalScore
    quotes_verbatim: Ratio
    latency: LatencyScore
    checks: tuple[Check, ...]
    met: bool
    cases: tuple[Case, ...]
    writing: WritingScore | None = None
    drafting: DraftingScore | None = None


def evaluate(
    observations: Sequence[Observation],
    originals: Originals,
    thresholds: Thresholds,
    *,
    corpus: str,
    split: str | None,
    measured_at: datetime,
    reranker: str | None = None,
    writing: WritingScore | None = None,
    drafting: DraftingScore | None = None,
) -> Evaluation:
    """Judge the observations of a run, at least one, and compare its figures with the thresholds.

    With a language model (`writing`) it is a threshold, too, that nobody ends empty-handed because of it.
    """
    cases = tuple(judge(observation, originals) for observation in observations)
    answerable = [case for case in cases if case.question.answerable]
    retrieval = {side: retrieval_score([case.ranks[side] for case in answerable]) for side in SIDES}
    refusal = refusal_score(observations)
    answers_right = Ratio.of(bool(case.right) for case in answerable)
    quotes_verbatim = Ratio.of(quote.verbatim for case in cases for quote in case.quotes)
    figures = _figures(retrieval, answers_right, refusal, quotes_verbatim)
    checks = _checks(thresholds, figures, writing, drafting)
    return Evaluation(
        corpus=corpus,
        split=split,
        measured_at=measured_at,
        reranker=reranker,
        questions=len(cases),
        retrieval=retrieval,
        answers_right=answers_right,
        faults=_faults(answerable),
        by_kind=_groups(answerable, lambda case: [case.question.kind]),
        by_form=_groups(answerable, lambda case: [case.question.form]),
        by_split=_groups(answerable, lambda case: [case.question.split]),
        by_document=_groups(answerable, lambda case: {page.document for page in case.evidence_pages}),
        refusal=refusal,
        quotes_verbatim=quotes_verbatim,
        latency=latency_score(observations),
        checks=checks,
        met=all(outcome.met for outcome in checks),
        cases=cases,
        writing=writing,
        drafting=drafting,
    )


def _figures(
    retrieval: Mapping[Side, RetrievalScore], answers_right: Ratio, refusal: RefusalScore, quotes_verbatim: Ratio
) -> dict[str, Ratio]:
    """What thresholds hold, by their names."""
    return {
        "page_hit_1": retrieval["hybrid"].page_hit[1],
        "page_hit_5": retrieval["hybrid"].page_hit[5],
        "bm25_page_hit_1": retrieval["bm25"].page_hit[1],
        "answers_right": answers_right,
        "refusal_recall": refusal.recall,
        "wrong_refusals": refusal.wrong,
        "quotes_verbatim": quotes_verbatim,
    }


def _checks(
    thresholds: Thresholds, figures: Mapping[str, Ratio], writing: WritingScore | None, drafting: DraftingScore | None
) -> tuple[Check, ...]:
    """The figures held against the thresholds; those of drafting and writing where they were measured."""
    held = (
        check(thresholds, {**figures, **drafting.figures}) if drafting else check(thresholds.without_drafting, figures)
    )
    return (*held, *([writing.check] if writing else ()))


def _faults(cases: Iterable[Case]) -> dict[Fault, int]:
    """How many answers have each fault, the commonest first."""
    return dict(Counter(fault for case in cases for fault in {reason.fault for reason in case.reasons}).most_common())


def _groups(cases: Sequence[Case], names: Callable[[Case], Iterable[str]]) -> dict[str, GroupScore]:
    members: dict[str, list[Case]] = {}
    for case in cases:
        for name in names(case):
            members.setdefault(name, []).append(case)
    return {name: _group(members[name]) for name in sorted(members)}


def _group(cases: Sequence[Case]) -> GroupScore:
    ranks = [case.ranks["hybrid"] for case in cases]
    return GroupScore(
        answers_right=Ratio.of(bool(case.right) for case in cases),
        page_hit_1=page_hit(ranks, 1),
        page_hit_5=page_hit(ranks, 5),
    )

"""One question with everything that is known of what became of it."""

from collections.abc import Mapping
from typing import Literal

from assistant.answering.answer import Status
from eval.answers.items import items_of
from eval.answers.verdict import Reason, reasons
from eval.golden import Question
from eval.observation import Observation
from eval.originals import Originals
from eval.quotes.score import Quote, quotes
from eval.record import PageRef, Record
from eval.retrieval.ranking import first_rank
from eval.system import SIDES, Side

TOP_PAGES = 5

Miss = Literal["answer", "refusal", "page", "quote"]


class Case(Record):
    """A judged question.

    `right` is None for an unanswerable question; `ranks` are those of the first evidence page, from 1, None where no
    search found one; `top` are the first pages each side found. `misses` says what went wrong: the answer is not
    right, the question should have been refused, the page that ranks first is no evidence, a quote is not verbatim.
    """

    question: Question
    status: Status
    answer: str
    items: tuple[str, ...]
    right: bool | None
    reasons: tuple[Reason, ...]
    evidence_pages: tuple[PageRef, ...]
    ranks: Mapping[Side, int | None]
    top: Mapping[Side, tuple[PageRef, ...]]
    quotes: tuple[Quote, ...]
    misses: tuple[Miss, ...]
    ask_ms: float
    embed_ms: float


def judge(observation: Observation, originals: Originals) -> Case:
    """Judge what was observed of one question."""
    question, answer = observation.question, observation.answer
    evidence = originals.evidence_pages(question.evidence)
    why = reasons(question, answer, evidence) if question.answerable else ()
    ranks = {side: first_rank(observation.ranked[side], evidence) for side in SIDES}
    checked = quotes(answer, originals) if observation.answered else ()
    return Case(
        question=question,
        status=answer.status,
        answer=answer.answer,
        items=items_of(answer) if question.items else (),
        right=not why if question.answerable else None,
        reasons=why,
        evidence_pages=tuple(sorted(evidence, key=lambda page: (page.document, page.page))),
        ranks=ranks,
        top={side: observation.ranked[side][:TOP_PAGES] for side in SIDES},
        quotes=checked,
        misses=_misses(observation, why, ranks["hybrid"], checked),
        ask_ms=observation.ask_ms,
        embed_ms=observation.embed_ms,
    )


def _misses(
    observation: Observation, why: tuple[Reason, ...], rank: int | None, checked: tuple[Quote, ...]
) -> tuple[Miss, ...]:
    answerable = observation.question.answerable
    found: dict[Miss, bool] = {
        "answer": bool(why),
        "refusal": not answerable and observation.answered,
        "page": answerable and rank != 1,
        "quote": not all(quote.verbatim for quote in checked),
    }
    return tuple(miss for miss, happened in found.items() if happened)

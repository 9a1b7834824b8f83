"""The verdict on an answer to an answerable question."""

from collections.abc import Collection, Iterator
from typing import Literal

from assistant.answering.answer import Answer, Status
from eval.answers.items import compare, items_of
from eval.answers.length import sentences, too_long, words
from eval.answers.wording import plain, says, says_word
from eval.golden import Question
from eval.record import PageRef, Record

Fault = Literal[
    "refused", "missing fact", "wrong fact", "no citation on an evidence page", "too long", "missing item", "extra item"
]


class Reason(Record):
    """Something that makes an answer not right, and what exactly."""

    fault: Fault
    detail: str


def reasons(question: Question, answer: Answer, evidence: Collection[PageRef]) -> tuple[Reason, ...]:
    """Why the answer is not right; empty where it is.

    `evidence` are the pages that hold the question's evidence. Right is: every fact, no wrong fact, a citation of an
    evidence page, and at most three sentences or sixty words; for a list, exactly the set and of any length. A count
    may list what it counted. A comparison cites an evidence page of each document, and may be as long for each.
    """
    if answer.status is not Status.ANSWERED:
        return (Reason(fault="refused", detail=answer.status.value),)
    return (
        *_fact_faults(question, plain(answer.answer)),
        *_citation_faults(question, answer, evidence),
        *_shape_faults(question, answer),
    )


def _shape_faults(question: Question, answer: Answer) -> Iterator[Reason]:
    if question.items:
        yield from _list_faults(question, answer)
    elif not (question.kind == "count" and answer.measures):
        yield from _length_faults(answer, len(_sides(question)) if question.kind == "compare" else 1)


def _sides(question: Question) -> frozenset[str]:
    return frozenset(piece.document for piece in question.evidence)


def _fact_faults(question: Question, text: str) -> Iterator[Reason]:
    for alternatives in question.facts:
        if not says(text, alternatives):
            yield Reason(fault="missing fact", detail=" | ".join(alternatives))
    for wrong in question.wrong:
        if says_word(text, wrong):
            yield Reason(fault="wrong fact", detail=wrong)


def _citation_faults(question: Question, answer: Answer, evidence: Collection[PageRef]) -> Iterator[Reason]:
    cited = [PageRef(document=citation.document_id, page=citation.page) for citation in answer.citations]
    held = {page.document for page in cited if page in evidence}
    if not held or (question.kind == "compare" and held != _sides(question)):
        detail = ", ".join(f"{page.document} p. {page.page}" for page in cited) or "no citation"
        yield Reason(fault="no citation on an evidence page", detail=detail)


def _length_faults(answer: Answer, times: int) -> Iterator[Reason]:
    if too_long(answer.answer, times):
        detail = f"{sentences(answer.answer)} sentences, {words(answer.answer)} words"
        yield Reason(fault="too long", detail=detail)


def _list_faults(question: Question, answer: Answer) -> Iterator[Reason]:
    missing, extra = compare(question.items, items_of(answer))
    for item in missing:
        yield Reason(fault="missing item", detail=item)
    for item in extra:
        yield Reason(fault="extra item", detail=item)

"""One question that was put with and without a language model, judged."""

from typing import Literal

from assistant.answering.answer import Answer, Status
from assistant.answering.bearing import Evidence, Fault, fault_of
from assistant.answering.generating.writer import Checked
from assistant.language_model.model import Outcome
from assistant.question.language import checked_language
from corpus.snapshot import Snapshot
from eval.answers.verdict import Reason, reasons
from eval.golden import Question
from eval.originals import Originals
from eval.quotes.score import Quote, quotes
from eval.record import PageRef, Record
from eval.writing.citations import Bears, Cited, JudgedSentence, judge
from eval.writing.observation import WritingObservation
from eval.writing.shown import Shown, shown_sentences

Fallback = Literal["away", "cut", "nothing written", "nothing left", "does not answer"]
"""Why an answer is quoted though the model was asked: nothing came; it broke off; no sentence could be read; none was
borne out; what was left did not answer the question.
"""


class ShownSentence(Record):
    """A sentence as users see it, and whether one of its citations is of a page, or a document, with the evidence."""

    text: str
    on_page: bool
    in_document: bool


class WritingCase(Record):
    """A judged question.

    `right` and `right_quoted` are None for an unanswerable question. `outcome` and the tokens are None where the model
    was not asked, `told_ms` where nothing was told in its words. `faults` has what the verifier found in each sentence
    of `written`, None where nothing. `shown` are the sentences told in its words, `told` where they stand; `quoted` the
    sentences of the answer without it.
    """

    question: Question
    status: Status
    status_quoted: Status
    answer: str
    answer_quoted: str
    right: bool | None
    right_quoted: bool | None
    reasons: tuple[Reason, ...]
    model: str | None
    prompt: str | None
    outcome: Outcome | None
    is_told: bool
    is_empty_handed: bool
    fallback: Fallback | None
    written: tuple[JudgedSentence, ...]
    faults: tuple[Fault | None, ...]
    shown: tuple[JudgedSentence, ...]
    told: tuple[ShownSentence, ...]
    quoted: tuple[ShownSentence, ...]
    quotes: tuple[Quote, ...]
    prompt_tokens: int | None
    completion_tokens: int | None
    ask_ms: float
    told_ms: float | None


def judge_writing(observed: WritingObservation, originals: Originals, snapshot: Snapshot) -> WritingCase:
    """Judge what was observed of one question."""
    question, answer, writing = observed.question, observed.answer, observed.answer.writing
    evidence = originals.evidence_pages(question.evidence)
    why = reasons(question, answer, evidence) if question.answerable else ()
    bears = _bears(answer, snapshot)
    sentences = shown_sentences(answer) if observed.is_told else ()
    return WritingCase(
        question=question,
        status=answer.status,
        status_quoted=observed.quoted.status,
        answer=answer.answer,
        answer_quoted=observed.quoted.answer,
        right=not why if question.answerable else None,
        right_quoted=not reasons(question, observed.quoted, evidence) if question.answerable else None,
        reasons=why,
        model=writing.model if writing else None,
        prompt=writing.prompt if writing else None,
        outcome=writing.outcome if writing else None,
        is_told=observed.is_told,
        is_empty_handed=observed.is_empty_handed,
        fallback=_fallback(answer) if writing and not observed.is_told else None,
        written=tuple(judge(_as_written(one), bears) for one in observed.written.sentences),
        faults=tuple(one.fault for one in observed.written.sentences),
        shown=tuple(judge(_as_shown(one, snapshot), bears) for one in sentences),
        told=tuple(_placed(one, evidence) for one in sentences),
        quoted=tuple(_placed(one, evidence) for one in shown_sentences(observed.quoted)),
        quotes=quotes(answer, originals) if observed.is_told else (),
        prompt_tokens=writing.prompt_tokens if writing else None,
        completion_tokens=writing.completion_tokens if writing else None,
        ask_ms=observed.ask_ms,
        told_ms=observed.written.told_ms if observed.is_told else None,
    )


def _bears(answer: Answer, snapshot: Snapshot) -> Bears:
    """Our own verifier, in the language of an answer."""
    language = checked_language(answer.language)
    return lambda sentence, evidence: fault_of(sentence, evidence, snapshot, language) is None


def _fallback(answer: Answer) -> Fallback:
    assert answer.writing is not None
    writing = answer.writing
    if writing.outcome == "away" or writing.outcome == "cut":
        return writing.outcome
    if not writing.sentences:
        return "nothing written"
    return "nothing left" if sum(writing.dropped.values()) == writing.sentences else "does not answer"


def _as_written(checked: Checked) -> Cited:
    """A sentence with its citations: those of the same words are one, those that lead to nothing one each."""
    known: list[Evidence | None] = list(dict.fromkeys(one for one in checked.evidence if one is not None))
    return Cited(checked.sentence.text, (*known, *[one for one in checked.evidence if one is None]))


def _as_shown(sentence: Shown, snapshot: Snapshot) -> Cited:
    return Cited(
        sentence.text, tuple(Evidence(one.quote, snapshot.passage(one.passage_id)) for one in sentence.citations)
    )


def _placed(sentence: Shown, evidence: frozenset[PageRef]) -> ShownSentence:
    documents = {page.document for page in evidence}
    cited = [PageRef(document=one.document_id, page=one.page) for one in sentence.citations]
    return ShownSentence(
        text=sentence.text,
        on_page=any(page in evidence for page in cited),
        in_document=any(page.document in documents for page in cited),
    )

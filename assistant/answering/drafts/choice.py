"""Which draft answers a question: from the register, a row, a list, the best sentences, or a count."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.agreeing.agreement import Agreement
from assistant.answering.checks.support import Decision, first_supported
from assistant.answering.draft import Draft
from assistant.answering.drafts.counting import counted_list, counted_rows, numbered_parts, told_by_heading
from assistant.answering.drafts.enumerations import enumerated
from assistant.answering.drafts.extractive import best_sentences
from assistant.answering.drafts.lists import list_of, row_list, whole_list
from assistant.answering.drafts.one_row import of_row, single_measure
from assistant.answering.drafts.purpose import own_purpose
from assistant.answering.drafts.register import lookup_draft
from assistant.answering.drafts.sequences import in_order
from assistant.question.question import Question
from assistant.register.lookup import Lookup
from assistant.retrieval.hybrid import RankedPassage
from corpus.snapshot import Snapshot


def best_decision(
    question: Question,
    ranked: Sequence[RankedPassage],
    lookup: Lookup | None,
    snapshot: Snapshot,
    documents: frozenset[str] | None,
    background: float,
    agreement: Agreement | None = None,
) -> Decision:
    """What could be answered, unverified; no draft where the evidence does not bear an answer.

    Where no row meets plain conditions, that is what there is to say; where words were to stand in rows, passages may
    have them. `documents` may answer (all where None); `background` is how like the question the corpus is on average.
    Sentences that answer are held against others by the `agreement`, where there is one.
    """
    if lookup is not None and not lookup.is_empty:
        return Decision(lookup_draft(lookup, question, snapshot))
    if lookup is not None and lookup.asked.is_plain:
        return Decision()
    purpose = own_purpose(question, snapshot, documents)
    if purpose is not None:
        return Decision(purpose)
    sentences = _sentences(question, ranked, snapshot)
    drafts = (
        single_measure(question, ranked, snapshot),
        in_order(question, ranked, snapshot),
        row_list(question, ranked),
        whole_list(question, ranked, snapshot),
        sentences,
    )
    found = first_supported(question, drafts, ranked, snapshot, background)
    if found.draft is not None:
        draft = list_of(question, found.draft, snapshot)
        draft = enumerated(question, draft) if draft is found.draft else draft
        return replace(found, draft=agreement.held_against(draft) if agreement and draft is sentences else draft)
    counted = _counted(question, ranked, snapshot, documents, background)
    return counted if counted.draft is not None or found.support is None else found


def _sentences(question: Question, ranked: Sequence[RankedPassage], snapshot: Snapshot) -> Draft | None:
    """The best sentences; where they are a table row, who and when are said in a sentence of our own."""
    draft = best_sentences(question, ranked, snapshot)
    return draft and (of_row(question, draft.statements[0].passage, snapshot) or draft)


def _counted(
    question: Question,
    ranked: Sequence[RankedPassage],
    snapshot: Snapshot,
    documents: frozenset[str] | None,
    background: float,
) -> Decision:
    """A number that no sentence tells; that it counts what is asked for, these drafts see to themselves."""
    parts = numbered_parts(question, snapshot, documents)
    if parts is not None:
        return Decision(parts)
    draft = told_by_heading(question, ranked) or counted_rows(question, ranked, snapshot)
    draft = draft or counted_list(question, ranked, snapshot)
    told = question.model_copy(update={"counted": None})
    return first_supported(told, [draft], ranked, snapshot, background)

"""The answer that verified statements make: its text, its citations and its rows."""

from collections.abc import Sequence
from itertools import groupby

from assistant.answering import phrasing
from assistant.answering.agreeing.disagreements import disagreements, still_at_odds
from assistant.answering.answer import Answer, DutyRow, MeasureRow, Status, unkept
from assistant.answering.checks.verified import Verified
from assistant.answering.draft import Draft, Statement
from assistant.answering.drafts.register import nothing_found, register_lookups
from assistant.answering.showing.citations import citations
from assistant.answering.showing.duties import duty_rows
from assistant.answering.showing.markdown import escaped
from assistant.answering.showing.measures import measure_rows
from assistant.answering.view import View
from assistant.question.question import Question
from assistant.register.lookup import Lookup
from corpus.jurisdictions import ANOTHERS, distance


def answered(
    question: Question, draft: Draft, verified: Sequence[Verified], lookup: Lookup | None, view: View
) -> Answer:
    """The answer of a draft of which these statements, at least one, were verified."""
    kept = [one.statement for one in verified]
    cited = citations(verified, view, question.language)
    lead = _lead(question, draft, kept, lookup, view)
    text = "\n\n".join(filter(None, (_whose(question, kept, view), lead, _laid_out(kept), draft.closing)))
    counted = kept if draft.counted else ()
    return unkept(
        Status.ANSWERED,
        question.text,
        text,
        question.language,
        kind=question.kind,
        searched=view.searched(),
        citations=tuple(cited),
        measures=_measures(kept, view),
        duties=_duties(kept, view),
        disagreements=disagreements(draft, kept, cited),
        lookups=register_lookups(lookup, counted, view.snapshot, view.today, question.language) if lookup else (),
    )


def _lead(question: Question, draft: Draft, kept: Sequence[Statement], lookup: Lookup | None, view: View) -> str:
    """What is said before the statements; nothing where what is left of them disagrees with nothing."""
    if lookup is not None and lookup.is_empty:
        return nothing_found(lookup, view.snapshot, question.language)
    if draft.disputed and not still_at_odds(draft, kept):
        return ""
    return draft.counted(kept) if draft.counted else draft.lead


def _whose(question: Question, statements: Sequence[Statement], view: View) -> str:
    """For whom the statements hold, where that is not whoever asks; else empty."""
    if question.scope is None:
        return ""
    places = [view.snapshot.document_of(statement.passage).jurisdiction for statement in statements]
    others = list(dict.fromkeys(place for place in places if place and distance(place, question.scope) == ANOTHERS))
    return phrasing.foreign(others, question.scope, question.language) if others else ""


def _laid_out(statements: Sequence[Statement]) -> str:
    """The lines of an answer: sentences on one, bullets on their own, each part under its heading."""
    parts: list[str] = []
    numbered = enumerate(statements, start=1)
    for section, members in groupby(numbered, key=lambda pair: pair[1].section):
        held = list(members)
        between = "\n" if any(statement.bullet for _, statement in held) else " "
        text = between.join(_line(number, statement) for number, statement in held)
        parts.append(f"{escaped(section)}\n{text}" if section else text)
    return "\n\n".join(parts)


def _line(number: int, statement: Statement) -> str:
    return f"{'- ' if statement.bullet else ''}{escaped(statement.claim.text)} [{number}]"


def _measures(statements: Sequence[Statement], view: View) -> tuple[MeasureRow, ...]:
    """The measures that statements are of, with the numbers of their citations."""
    found = [(one.measure, number) for number, one in enumerate(statements, start=1) if one.measure]
    rows = measure_rows([row for row, _ in found], view.snapshot, view.today, [number for _, number in found])
    return tuple(rows)


def _duties(statements: Sequence[Statement], view: View) -> tuple[DutyRow, ...]:
    """The duties that statements are of, with the numbers of their citations."""
    found = [(one.duty, number) for number, one in enumerate(statements, start=1) if one.duty]
    return tuple(duty_rows([row for row, _ in found], view.snapshot, view.today, [number for _, number in found]))

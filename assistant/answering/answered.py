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
    numbers = _numbers(kept)
    told = dict(zip(reversed(numbers), reversed(verified), strict=True))  # of those with a number, the first
    cited = citations([told[number] for number in sorted(told)], view, question.language)
    lead = _lead(question, draft, kept, lookup, view)
    text = "\n\n".join(filter(None, (_whose(question, kept, view), lead, _laid_out(kept, numbers), draft.closing)))
    counted = kept if draft.counted else ()
    return unkept(
        Status.ANSWERED,
        question.text,
        text,
        question.language,
        kind=question.kind,
        searched=view.searched(),
        citations=tuple(cited),
        measures=_measures(kept, numbers, view),
        duties=_duties(kept, numbers, view),
        disagreements=disagreements(draft, kept, [cited[number - 1] for number in numbers]),
        lookups=register_lookups(lookup, counted, view.snapshot, view.today, question.language) if lookup else (),
    )


def _numbers(statements: Sequence[Statement]) -> list[int]:
    """The number of each statement's citation: what a written answer says of the same words has the same."""
    numbers: dict[object, int] = {}
    for statement in statements:
        numbers.setdefault(_cited(statement), len(numbers) + 1)
    return [numbers[_cited(statement)] for statement in statements]


def _cited(statement: Statement) -> object:
    return (statement.passage.id, statement.claim.quote) if statement.is_written else id(statement)


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


def _laid_out(statements: Sequence[Statement], numbers: Sequence[int]) -> str:
    """The lines of an answer: sentences on one, bullets on their own, each part under its heading."""
    parts: list[str] = []
    numbered = zip(numbers, statements, strict=True)
    for section, members in groupby(numbered, key=lambda pair: pair[1].section):
        held = list(members)
        between = "\n" if any(statement.bullet for _, statement in held) else " "
        text = between.join(_line(number, statement) for number, statement in held)
        parts.append(f"{escaped(section)}\n{text}" if section else text)
    return "\n\n".join(parts)


def _line(number: int, statement: Statement) -> str:
    told = " ".join(filter(None, (escaped(statement.claim.text), f"[{number}]")))
    return f"{'- ' if statement.bullet else ''}{told}"


def _measures(statements: Sequence[Statement], numbers: Sequence[int], view: View) -> tuple[MeasureRow, ...]:
    """The measures that statements are of, with the numbers of their citations."""
    found = [(one.measure, number) for number, one in _first_of_each(numbers, statements) if one.measure]
    rows = measure_rows([row for row, _ in found], view.snapshot, view.today, [number for _, number in found])
    return tuple(rows)


def _first_of_each(numbers: Sequence[int], statements: Sequence[Statement]) -> list[tuple[int, Statement]]:
    """The numbered statements; of those written that cite the same words, one."""
    pairs = list(zip(numbers, statements, strict=True))
    return list({number: (number, one) for number, one in reversed(pairs)}.values())[::-1]


def _duties(statements: Sequence[Statement], numbers: Sequence[int], view: View) -> tuple[DutyRow, ...]:
    """The duties that statements are of, with the numbers of their citations."""
    found = [(one.duty, number) for number, one in zip(numbers, statements, strict=True) if one.duty]
    return tuple(duty_rows([row for row, _ in found], view.snapshot, view.today, [number for _, number in found]))

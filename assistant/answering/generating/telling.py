"""Which answers a language model may put in its own words, and when what is left of them answers."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from assistant.answering.checks.support import first_supported
from assistant.answering.checks.verified import Verified
from assistant.answering.checks.verify import folded
from assistant.answering.draft import Draft, Statement
from assistant.question.question import Question
from assistant.retrieval.hybrid import RankedPassage
from corpus.jurisdictions import is_apart
from corpus.models import Passage
from corpus.snapshot import Snapshot

_NUMBER = re.compile(r"\d+")


def may_be_written(draft: Draft, snapshot: Snapshot) -> bool:
    """Whether an answer loses nothing in other words: none of a list, a count, a dispute or plans of several places."""
    is_plain = not (draft.complete or draft.disputed or draft.counted or draft.lead or draft.closing)
    told = (*draft.statements, *draft.beside)
    if not is_plain or any(one.bullet or one.at_odds or one.section for one in told):
        return False
    return not any(is_apart(*pair) for pair in combinations(_places(draft.statements, snapshot), 2))


def others_of_the_same_place(
    draft: Draft, ranked: Iterable[RankedPassage], snapshot: Snapshot
) -> tuple[list[Passage], list[Passage]]:
    """The passages that answer, and what else was found, best first: nothing that holds for others than these do."""
    first = list(dict.fromkeys(one.passage for one in (*draft.statements, *draft.beside)))
    places = _places(draft.statements, snapshot)
    others = [
        found.passage
        for found in ranked
        if not any(is_apart(snapshot.document_of(found.passage).jurisdiction, place) for place in places)
    ]
    return first, others


def as_written(sentences: Sequence[Verified]) -> Draft:
    """The draft that verified sentences make."""
    return Draft(tuple(one.statement for one in sentences))


def answers(
    question: Question,
    quoted: Draft,
    written: Sequence[Verified],
    ranked: Sequence[RankedPassage],
    snapshot: Snapshot,
    background: float,
) -> bool:
    """Whether written sentences answer as the quoted draft does: they bear an answer to this kind of question, and tell
    the owners or the time that a row has, all of them.
    """
    draft = as_written(written)
    said = _without_titles(" ".join(one.claim.text for one in draft.statements), quoted)
    asked = [value for one in quoted.statements for value in one.asked]
    if not all(_tells(value, said, snapshot) for value in asked):
        return False
    return first_supported(question, [draft], ranked, snapshot, background).draft is not None


def _without_titles(said: str, quoted: Draft) -> str:
    """A text without the titles of the measures: that of PPT-fagsenter names PPT, and tells no owner."""
    said = folded(said).casefold()
    for one in quoted.statements:
        if one.measure is not None:
            said = said.replace(folded(one.measure.title).casefold(), " ")
    return said


def _tells(value: str, said: str, snapshot: Snapshot) -> bool:
    """Whether a text in small letters has a value: of a unit by any of its names, of a schedule all its numbers, else
    its words.
    """
    numbers = _NUMBER.findall(value)
    if numbers:
        return all(number in _NUMBER.findall(said) for number in numbers)
    unit = snapshot.units.get(snapshot.units.resolve(value) or "")
    names = (value, unit.name, *unit.names, *unit.abbreviations) if unit else (value,)
    return any(re.search(rf"(?<![\w-]){re.escape(folded(name).casefold())}s?(?!\w)", said) for name in names)


def _places(statements: Iterable[Statement], snapshot: Snapshot) -> list[str | None]:
    return list(dict.fromkeys(snapshot.document_of(one.passage).jurisdiction for one in statements))

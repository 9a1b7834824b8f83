"""Which answers a language model may put in its own words, and when what is left of them answers."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from assistant.answering.bearing.naming import tells_owner
from assistant.answering.checks.support import first_supported
from assistant.answering.checks.verified import Verified
from assistant.answering.checks.verify import folded
from assistant.answering.draft import Draft, Statement
from assistant.answering.drafts.extractive import as_good
from assistant.question.kinds import Kind
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
    """Whether written sentences answer as the quoted draft does: they rest on what it quotes, or on what may answer as
    well; they bear an answer to this kind of question; and they tell all owners, or the time, that a row has.
    """
    draft = as_written(written)
    if not _rests_on_an_answer(question, quoted, draft, ranked):
        return False
    said = _without_titles(" ".join(one.claim.text for one in draft.statements), quoted)
    asked = [value for one in quoted.statements for value in one.asked]
    if not all(_tells(value, said, snapshot) for value in asked):
        return False
    if asked and question.kind is Kind.WHO and not any(tells_owner(one.claim.text) for one in draft.statements):
        return False
    return first_supported(question, [draft], ranked, snapshot, background).draft is not None


def _rests_on_an_answer(question: Question, quoted: Draft, written: Draft, ranked: Sequence[RankedPassage]) -> bool:
    """Whether some of the words that the written sentences cite are those of an answer: quoted, or nearly as good."""
    good = [(one.passage.id, folded(one.claim.quote)) for one in quoted.statements]
    good += [(one.passage.id, folded(one.match.text)) for one in as_good(question, ranked)]
    cited = [(one.passage.id, folded(one.claim.quote)) for one in written.statements]
    return any(
        passage == other and (answer in quote or quote in answer) for passage, quote in cited for other, answer in good
    )


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

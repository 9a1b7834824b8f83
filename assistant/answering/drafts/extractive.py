"""Drafts from passages: the sentences that answer best."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.checks.expected import holds_what_is_asked
from assistant.answering.draft import Draft, quoted
from assistant.question.kinds import Kind
from assistant.question.question import Question
from assistant.retrieval.hybrid import RankedPassage
from assistant.retrieval.signals import MEASURED, SentenceMatch
from corpus.jurisdictions import is_apart
from corpus.models import Passage, PassageKind
from corpus.snapshot import Snapshot

PASSAGES_LOOKED_AT = 3
"""Sentences are taken from so many of the best passages."""

# Chosen on the development split over answers right (134 of 154 with these).
_PASSAGE = 0.3  # what a step in the fused score of the passage is worth
_SIMILARITY = 6.0  # e5 cosines lie within .75 to .92, so a hundredth is much
_COVERAGE = 0.65
_EXPECTED = 0.3
_HEADED = 0.5  # what a sentence gets of what its headings cover
_FRAGMENT = 0.4
_FEWEST_WORDS = 4
_ROW = 0.5  # a row of the register says who and when; what a thing is stands in the text
_JUDGED = 0.3  # a standard step of what the cross-encoder says of it, as of the passage; none is there to tune it with
_TOLD = (Kind.DEFINITION, Kind.FACT, Kind.STEPS)
_ASKS = 1.0  # a question is seldom an answer
_TO_BE_TOLD = re.compile(
    r"\W*(?:h?vem|kven|hva|kva|når|h?vor|kor|hvilke[nt]?|hvordan|korleis|hvorfor|kvifor)(?: som)? [^?:]*$"
)
_DEFINING = 1.5  # the sentence says what the word of the question is: "Kvalitetsdefinering – …"
_MOST_SENTENCES = 3
MOST_WORDS = 58
"""Of an answer in quoted sentences."""
_LONGEST = 60  # words: what is longer is no sentence but cells run together
_NEAR = 1.0  # how far behind the best sentence another may be and still be said with it: see docs/evaluation.md


@dataclass(frozen=True)
class Candidate:
    """A sentence with its passage and score."""

    passage: Passage
    index: int
    match: SentenceMatch
    score: float


def candidates(question: Question, ranked: Sequence[RankedPassage]) -> list[Candidate]:
    """The sentences of the best passages, best first."""
    wants = question.kind in (Kind.WHO, Kind.WHEN, Kind.DEFINITION, *MEASURED)
    found = [
        Candidate(
            passage=place.passage,
            index=index,
            match=match,
            score=_PASSAGE * place.score
            + _SIMILARITY * match.similarity
            + _COVERAGE * max(match.coverage, _HEADED * place.signals.get("heading", 0.0))
            - _FRAGMENT * (question.kind is not Kind.WHO and len(match.text.split()) < _FEWEST_WORDS)
            + _EXPECTED * (wants and match.expected)
            + _JUDGED * match.judged
            + _DEFINING * match.defines
            - _ROW * (place.passage.measure_id is not None and question.kind in _TOLD)
            - _ASKS * (_asks(match.text) and not question.asks_questions and not match.defines),
        )
        for place in ranked[:PASSAGES_LOOKED_AT]
        for index, match in enumerate(place.sentences)
        if len(match.text.split()) <= _LONGEST and "://" not in match.text
    ]
    return sorted(found, key=lambda candidate: -candidate.score)


def _asks(text: str) -> bool:
    """Whether a sentence asks, or only says what is to be told: "hvem som gjennomfører dem"."""
    return text.endswith("?") or _TO_BE_TOLD.match(text) is not None


def best_sentences(question: Question, ranked: Sequence[RankedPassage], snapshot: Snapshot) -> Draft | None:
    """The best sentence and those that are nearly as good, its own passage's in their order; None where there is none.

    One that a page break cuts is given whole: each half is a quote from its own page.
    """
    found = candidates(question, ranked)
    if not found:
        return None
    best, *others = _nearly_as_good(question, found, snapshot)
    own = sorted([best, *(other for other in others if other.passage.id == best.passage.id)], key=_place)
    statements = [quoted(taken.match.text, best.passage) for taken in own]
    before, after = snapshot.before(best.passage), snapshot.after(best.passage)
    if before is not None and best.passage.comes_from and own[0].index == 0:
        statements.insert(0, quoted(best.passage.comes_from, before))
    if after is not None and best.passage.goes_on and own[-1].match.is_last:
        statements.append(quoted(best.passage.goes_on, after))
    beside = (quoted(other.match.text, other.passage) for other in others if other.passage.id != best.passage.id)
    return Draft(statements=tuple(statements), beside=tuple(beside))


def as_good(question: Question, ranked: Sequence[RankedPassage]) -> list[Candidate]:
    """The sentences that may answer as well as the best, best first."""
    found = candidates(question, ranked)
    return [candidate for candidate in found if candidate.score >= found[0].score - _NEAR]


def _place(candidate: Candidate) -> int:
    return candidate.index


def _nearly_as_good(question: Question, found: Sequence[Candidate], snapshot: Snapshot) -> list[Candidate]:
    """The best and, as far as there is room for them, those not far behind it.

    Two rows of tables are alternatives of which one is asked for, so one does not add to the other; nor does what holds
    in another jurisdiction, nor a sentence of another passage that lacks what is asked for.
    """
    best = found[0]
    place = snapshot.document_of(best.passage).jurisdiction
    taken = [best]
    words = len(f"{best.passage.comes_from} {best.match.text} {best.passage.goes_on}".split())
    for other in found[1:]:
        if other.score < best.score - _NEAR or len(taken) == _MOST_SENTENCES:
            break
        words_of_other = len(other.match.text.split())
        is_row_too = best.passage.kind is other.passage.kind is PassageKind.ROW
        is_said = any(other.match.text == said.match.text for said in taken)
        is_foreign = is_apart(place, snapshot.document_of(other.passage).jurisdiction)
        if is_row_too or is_said or is_foreign or words + words_of_other > MOST_WORDS:
            continue
        alone = Draft(statements=(quoted(other.match.text, other.passage),))
        if other.passage.id != best.passage.id and not holds_what_is_asked(question, alone, snapshot):
            continue
        taken.append(other)
        words += words_of_other
    return taken

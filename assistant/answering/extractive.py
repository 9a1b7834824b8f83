"""Drafts from passages: the sentences that answer best."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.draft import Draft, Statement, quoted
from assistant.answering.expected import holds_what_is_asked
from assistant.question.kinds import Kind
from assistant.question.understand import Question
from assistant.retrieval.hybrid import RankedPassage
from assistant.retrieval.signals import MEASURED, SentenceMatch
from corpus.models import Passage, PassageKind
from corpus.snapshot import Snapshot

# Chosen on the development split over answers right (134 of 154 with these).
_PASSAGE = 0.3  # what a step in the fused score of the passage is worth
_SIMILARITY = 6.0  # e5 cosines lie within .75 to .92, so a hundredth is much
_COVERAGE = 0.65
_EXPECTED = 0.3
_HEADED = 0.5  # what a sentence gets of what its headings cover
_FRAGMENT = 0.4
_FEWEST_WORDS = 4
_ROW = 0.5  # a row of the register says who and when; what a thing is stands in the text
_TOLD = (Kind.DEFINITION, Kind.FACT, Kind.STEPS)
_ASKS = 1.0  # a question is seldom an answer
_DEFINING = 1.5  # the sentence says what the word of the question is: "Kvalitetsdefinering – …"
_PASSAGES_LOOKED_AT = 3
_MOST_SENTENCES = 3
_MOST_WORDS = 55
_LONGEST = 60  # words: what is longer is no sentence but cells run together
_NEAR = 0.25  # how far behind the best sentence that of another passage may be and still be said after it
_MOST_WITH_OTHERS = 60
_NEXT_BEHIND = 1.2  # how far behind the best sentence its neighbour may be and still be said with it


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
            + _DEFINING * match.defines
            - _ROW * (place.passage.measure_id is not None and question.kind in _TOLD)
            - _ASKS * (match.text.endswith("?") and not question.asks_questions and not match.defines),
        )
        for place in ranked[:_PASSAGES_LOOKED_AT]
        for index, match in enumerate(place.sentences)
        if len(match.text.split()) <= _LONGEST and "://" not in match.text
    ]
    return sorted(found, key=lambda candidate: -candidate.score)


def best_sentences(question: Question, ranked: Sequence[RankedPassage], snapshot: Snapshot) -> Draft | None:
    """The best sentence, with the neighbours that are nearly as good, in their order; None where there is none.

    One that a page break cuts is given whole: each half is a quote from its own page.
    """
    found = candidates(question, ranked)
    if not found:
        return None
    best = found[0]
    taken = {best.index: best}
    words = len(f"{best.passage.comes_from} {best.match.text} {best.passage.goes_on}".split())
    beside = _beside(question, found, snapshot, _MOST_WITH_OTHERS - words)
    words += sum(len(statement.claim.text.split()) for statement in beside)
    others = {other.index: other for other in found if other.passage.id == best.passage.id}
    for other in sorted(others.values(), key=lambda other: -other.score):
        length = len(other.match.text.split())
        near = min(abs(other.index - index) for index in taken) == 1
        if other.index in taken or not near or other.score < best.score - _NEXT_BEHIND:
            continue
        if len(taken) < _MOST_SENTENCES and words + length <= _MOST_WORDS:
            taken[other.index] = other
            words += length
    statements = [quoted(taken[index].match.text, best.passage) for index in sorted(taken)]
    position = snapshot.position[best.passage.id]
    if best.passage.comes_from and 0 in taken:
        statements.insert(0, quoted(best.passage.comes_from, snapshot.passages[position - 1]))
    if best.passage.goes_on and any(candidate.match.is_last for candidate in taken.values()):
        statements.append(quoted(best.passage.goes_on, snapshot.passages[position + 1]))
    return Draft(statements=tuple(statements), beside=beside)


def _beside(question: Question, found: Sequence[Candidate], snapshot: Snapshot, room: int) -> tuple[Statement, ...]:
    """The sentence of another passage that is nearly as good as the best, if there is one and room for its words.

    Two rows of tables are alternatives of which one is asked for, so one does not add to the other.
    """
    best = found[0]
    for other in found[1:]:
        if other.score < best.score - _NEAR:
            break
        sibling = other.passage.id == best.passage.id or best.passage.kind is other.passage.kind is PassageKind.ROW
        if sibling or other.match.text == best.match.text or len(other.match.text.split()) > room:
            continue
        said = (quoted(other.match.text, other.passage),)
        if holds_what_is_asked(question, Draft(statements=said), snapshot):
            return said
    return ()

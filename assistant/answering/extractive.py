"""Drafts from passages: the sentences that answer best, or all items of the list that was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.draft import Draft, Statement
from assistant.answering.verify import Claim
from assistant.question.kinds import Kind
from assistant.question.understand import Question
from assistant.retrieval.coverage import Coverage
from assistant.retrieval.hybrid import RankedPassage
from assistant.retrieval.signals import MEASURED, SentenceMatch, list_items
from corpus.index.analysis import terms
from corpus.library import Snapshot
from corpus.models import Passage, PassageKind
from corpus.sentences import is_item, sentences

# Chosen on the development split over answers right (134 of 154 with these).
_PASSAGE = 0.3  # what a step in the fused score of the passage is worth
_SIMILARITY = 6.0  # e5 cosines lie within .75 to .92, so a hundredth is much
_COVERAGE = 0.65
_EXPECTED = 0.3
_HEADED = 0.5  # what a sentence gets of what its headings cover
_FRAGMENT = 0.4
_FEWEST_WORDS = 4
_ROW = 0.5  # a row of the register says who and when; what a thing is stands in the text
_TOLD = (Kind.DEFINITION, Kind.FACT)
_ASKS = 1.0  # a question is seldom an answer
_PASSAGES_LOOKED_AT = 3
_MOST_SENTENCES = 3
_MOST_WORDS = 55
_LONGEST = 60  # words: what is longer is no sentence but cells run together
_NEXT_BEHIND = 1.2  # how far behind the best sentence its neighbour may be and still be said with it
# share of the question that headings and lead must hold
_LIST_COVERED = {Kind.LIST: 0.34, Kind.FACT: 0.5, Kind.DEFINITION: 0.5}
_COUNTED = 0.75  # of that share is enough for a list of as many items as the question says
_FEWEST_ITEMS = 2
_MOST_UNASKED = 8  # items of a list given to a question that does not say it wants one
_ITEM_WORDS = 10
_LIST_PASSAGES = 5
_ROWS_LOOKED_AT = 3
_BETTER = 0.15  # how much more a list further down must be about the question than one above it


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
            - _ROW * (place.passage.measure_id is not None and question.kind in _TOLD)
            - _ASKS * (match.text.endswith("?") and not question.asks_questions),
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
    others = {other.index: other for other in found if other.passage.id == best.passage.id}
    for other in sorted(others.values(), key=lambda other: -other.score):
        length = len(other.match.text.split())
        near = min(abs(other.index - index) for index in taken) == 1
        if other.index in taken or not near or other.score < best.score - _NEXT_BEHIND:
            continue
        if len(taken) < _MOST_SENTENCES and words + length <= _MOST_WORDS:
            taken[other.index] = other
            words += length
    statements = [_statement(taken[index].match.text, best.passage) for index in sorted(taken)]
    position = snapshot.position[best.passage.id]
    if best.passage.comes_from and 0 in taken:
        statements.insert(0, _statement(best.passage.comes_from, snapshot.passages[position - 1]))
    if best.passage.goes_on and any(candidate.match.is_last for candidate in taken.values()):
        statements.append(_statement(best.passage.goes_on, snapshot.passages[position + 1]))
    return Draft(statements=tuple(statements))


def _statement(text: str, passage: Passage) -> Statement:
    quote = passage.text if passage.kind is PassageKind.ROW else text
    return Statement(claim=Claim(text=f"«{text}»", quote=quote, values=(text,)), passage=passage)


def row_list(question: Question, ranked: Sequence[RankedPassage], snapshot: Snapshot) -> Draft | None:
    """The bullets of the table row that a question for a list is about; None where the best passage is no such row."""
    if question.kind not in (Kind.LIST, Kind.FACT):
        return None
    near = ranked[:_ROWS_LOOKED_AT]
    for place in near:
        items = [line for line in place.passage.text.split("\n") if is_item(line)]
        fits = len(items) == question.number or (question.number is None and _stands_out(place, near))
        if place.passage.kind is PassageKind.ROW and fits and len(items) >= _FEWEST_ITEMS:
            return Draft(statements=tuple(_item_statement(place.passage, item) for item in items), complete=True)
    return None


def _stands_out(place: RankedPassage, near: Sequence[RankedPassage]) -> bool:
    """Whether its nearest sentence holds clearly more of the question than any other's; the first, no less."""
    most = max((_best_coverage(other) for other in near if other is not place), default=0.0)
    return _best_coverage(place) >= most if place is near[0] else _best_coverage(place) > most + _BETTER


def _best_coverage(place: RankedPassage) -> float:
    return max((match.coverage for match in place.sentences), default=0.0)


def whole_list(question: Question, ranked: Sequence[RankedPassage], snapshot: Snapshot) -> Draft | None:
    """All items of the list that the question asks for by its heading or lead; None where no list near the top fits.

    A question that does not ask for a list gets one where its best sentence only leads up to it.
    """
    if question.kind not in _LIST_COVERED:
        return None
    coverage = Coverage(question, snapshot.vocabulary, len(snapshot.passages))
    best: tuple[float, list[tuple[Passage, str]]] | None = None
    for place in ranked[: _LIST_PASSAGES if question.kind is Kind.LIST else 1]:
        items = _items(snapshot, place.passage) or _items(snapshot, _going_on(snapshot, place.passage))
        most = len(items) if question.kind is Kind.LIST else _MOST_UNASKED
        if not _FEWEST_ITEMS <= len(items) <= most or question.number not in (None, len(items)):
            continue
        lead = " ".join([*place.passage.heading_path, *_leads(snapshot, place.passage)])
        covered = coverage.of(frozenset(terms(lead)))
        single = max((match.coverage for match in place.sentences), default=0.0)
        asked = question.kind is Kind.LIST or covered > single or _leads_on(place, snapshot)
        least = _LIST_COVERED[question.kind] * (_COUNTED if question.number == len(items) else 1.0)
        if covered >= least and asked and (best is None or covered > best[0] + _BETTER):
            best = (covered, items)
    if best is None:
        return None
    listed = (_item_statement(passage, item) for passage, item in best[1])
    return Draft(statements=(*_lead_statement(*best[1][0]), *listed), complete=True)


def _lead_statement(passage: Passage, item: str) -> tuple[Statement, ...]:
    """The line that leads up to the first item of a list ("… følgende gevinster:"), quoted; none where none does."""
    lines = passage.text.split("\n")
    before = lines[: lines.index(item)][-1:]
    leads = [line for line in before if line.endswith(":") and not is_item(line)]
    return tuple(_statement(sentences(line)[-1], passage) for line in leads)


def _leads_on(place: RankedPassage, snapshot: Snapshot) -> bool:
    """Whether the sentence of the passage that is nearest to the question ends in a colon, here or on the next page."""
    nearest = max(place.sentences, key=lambda match: match.coverage, default=None)
    if nearest is None:
        return False
    after = _going_on(snapshot, place.passage)
    if nearest is not place.sentences[-1] or after is place.passage:
        return nearest.text.endswith(":")
    return after.text.split("\n")[0].endswith(":")


def _going_on(snapshot: Snapshot, passage: Passage) -> Passage:
    """The passage that goes on with a sentence which a page break cuts; else the passage itself."""
    position = snapshot.position[passage.id] + 1
    return snapshot.passages[position] if passage.goes_on and position < len(snapshot.passages) else passage


def _items(snapshot: Snapshot, passage: Passage) -> list[tuple[Passage, str]]:
    if passage.kind is PassageKind.ROW:
        return []
    bulleted = list_items(snapshot, passage)
    if bulleted:
        return bulleted
    if passage.kind is not PassageKind.PROSE:
        return []
    lines = [line for line in passage.text.split("\n") if not line.endswith("?")]
    short = all(len(line.split()) <= _ITEM_WORDS for line in lines)
    return [(passage, line) for line in lines] if short and len(lines) > _FEWEST_ITEMS else []


def _leads(snapshot: Snapshot, passage: Passage) -> list[str]:
    """What leads up to the items of the passage's list, also at the end of the passage before."""
    position = snapshot.position[passage.id]
    found = [line for line in passage.text.split("\n") if not is_item(line)]
    if position and snapshot.passages[position - 1].heading_path == passage.heading_path:
        found.append(snapshot.passages[position - 1].text.split("\n")[-1])
    return found


def _item_statement(passage: Passage, item: str) -> Statement:
    text = " ".join(sentences(item)) or item
    return Statement(claim=Claim(text=text, quote=text, values=(text,)), passage=passage, bullet=True)

"""Drafts that give the numbered parts of something in their order: steps of a process, meetings of a series."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.draft import Claim, Draft, Statement
from assistant.answering.drafts.listed import Listed, lists_around
from assistant.answering.drafts.lists import item_statement
from assistant.question.kinds import Kind
from assistant.question.question import Question
from assistant.retrieval.coverage import Coverage
from assistant.retrieval.hybrid import RankedPassage
from corpus.models import Passage, PassageKind
from corpus.snapshot import Snapshot
from corpus.words.analysis import terms, word_terms

_ORDER = re.compile(
    r"\b(?:steg\w*|trinn\w*|faser?|rekkef[øo]l\w*|rekkjef[øo]l\w*|i tur og orden|step(?:s| by step)?|stages?|phases?|"
    r"sequence|in what order)\b",
    re.IGNORECASE,
)
_NOUN_FIRST = re.compile(r"^\W*([^\W\d_]{3,})\s+(\d{1,2})\b")  # Steg 1
_NUMBER_FIRST = re.compile(r"^\W*(\d{1,2})\.\s*([^\W\d_]{3,})")  # 1. samling
_STEPS_LOOKED_AT = 5
_TOLD_AT = 2
_ABOUT = 0.25  # share of the question that headings, lead and items of a list must hold
_BETTER = 0.15  # how much more a list further down must be about it
_FEWEST = 2
_MOST = 20


@dataclass(frozen=True)
class _Part:
    """One numbered part: what it is one of, its number, and the text that names it; of a row, the headings over it."""

    noun: str
    parent: tuple[str, ...]
    document_id: str
    number: int
    text: str
    passage: Passage


def in_order(question: Question, ranked: Sequence[RankedPassage], snapshot: Snapshot) -> Draft | None:
    """All parts of the numbered series that a question for steps, or for all there are, is about; else None."""
    asked = question.bases
    is_for_order = bool(_ORDER.search(question.text)) or question.kind is Kind.STEPS
    if not is_for_order and question.kind is not Kind.LIST:
        return None
    coverage = Coverage.within(question, snapshot)
    best: tuple[tuple[bool, float], Sequence[_Part]] | None = None
    for series in _series(ranked, snapshot):
        is_named = series[0].noun in asked
        if not is_named or question.number not in (None, len(series)):
            continue
        led = coverage.of(frozenset(terms(" ".join([*series[0].passage.heading_path, series[0].noun]))))
        rated = (question.number == len(series), led)
        if best is None or rated > best[0]:
            best = (rated, series)
    if best is None:
        return _steps(question, ranked, snapshot, coverage) if is_for_order else None
    return Draft(statements=tuple(map(_statement, best[1])), complete=True)


def _steps(question: Question, ranked: Sequence[RankedPassage], snapshot: Snapshot, coverage: Coverage) -> Draft | None:
    """The whole numbered list near the top that is most about a question for steps; None where none is."""
    best: tuple[float, Listed] | None = None
    for place in ranked[:_STEPS_LOOKED_AT]:
        for one in lists_around(snapshot, place.passage):
            about = coverage.of(frozenset(terms(one.text)))
            enough = one.is_numbered and about >= _ABOUT and question.number in (None, len(one.items))
            if enough and (best is None or about > best[0] + _BETTER):
                best = (about, one)
    texts = (place for place in ranked[:_TOLD_AT] if place.passage.kind is not PassageKind.ROW)
    told = max((match.coverage for place in texts for match in place.sentences), default=0.0)
    if best is None or best[0] + _BETTER < told:
        return None
    return Draft(statements=tuple(item_statement(*item) for item in best[1].items), complete=True)


def _statement(part: _Part) -> Statement:
    claim = Claim(text=part.text, quote=part.text, values=(part.text,))
    return Statement(claim=claim, passage=part.passage, bullet=True)


def _series(ranked: Sequence[RankedPassage], snapshot: Snapshot) -> Iterator[Sequence[_Part]]:
    """The series, numbered from one without a gap, that the ranked passages belong to, each once."""
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    for place in ranked:
        for part in _parts(place.passage):
            key = (part.document_id, part.noun, part.parent)
            if key in seen:
                continue
            seen.add(key)
            found = _whole(key, snapshot)
            if _FEWEST <= len(found) <= _MOST and sorted(found) == list(range(1, len(found) + 1)):
                yield [found[number] for number in sorted(found)]


def _whole(key: tuple[str, str, tuple[str, ...]], snapshot: Snapshot) -> Mapping[int, _Part]:
    """Every part of a series by its number, with the first that has it."""
    found: dict[int, _Part] = {}
    for passage in snapshot.passages_in(key[0]):
        for part in _parts(passage):
            if (part.document_id, part.noun, part.parent) == key:
                found.setdefault(part.number, part)
    return found


def _parts(passage: Passage) -> Iterator[_Part]:
    """The numbered parts that a passage is of, by its headings, or is itself, as a row."""
    for heading in passage.heading_path:
        label = _NOUN_FIRST.match(heading)
        if label:
            yield _part(label[1], int(label[2]), (), heading, passage)
    label = _NUMBER_FIRST.match(passage.text)
    if label and passage.kind is PassageKind.ROW:
        yield _part(label[2], int(label[1]), passage.heading_path, passage.text, passage)


def _part(noun: str, number: int, parent: tuple[str, ...], text: str, passage: Passage) -> _Part:
    return _Part(word_terms(noun.lower())[0], parent, passage.document_id, number, text, passage)

"""Drafts that are lists: all items of the list that was asked for, or all bullets of a table row."""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.draft import Claim, Draft, Statement, quoted
from assistant.answering.drafts.listed import lists_around
from assistant.question.kinds import Kind
from assistant.question.question import Question
from assistant.retrieval.coverage import Coverage
from assistant.retrieval.hybrid import RankedPassage
from assistant.retrieval.lists import FoundList, lists_at
from corpus.models import Passage, PassageKind
from corpus.snapshot import Snapshot
from corpus.text.items import counted
from corpus.text.sentences import is_item, passage_sentences, sentences
from corpus.words.analysis import terms

# share of the question that headings and lead must hold
_LIST_COVERED = {Kind.LIST: 0.34, Kind.FACT: 0.5, Kind.DEFINITION: 0.5}
_COUNTED = 0.75  # of that share is enough for a list of as many items as the question says
_FEWEST_ITEMS = 2
_PAIR = 2  # lists of two are so many that their number tells nothing
_MOST_UNASKED = 8  # items of a list given to a question that does not say it wants one
_ITEM_WORDS = 10
_LIST_PASSAGES = 5
_ROWS_LOOKED_AT = 3
_ENUMERATES = re.compile(r"\w, (?:\w+ ){0,3}\w+,? og \w")
_BETTER = 0.15  # how much more a list further down must be about the question than one above it
_SENTENCE_PASSAGES = 3


def row_list(question: Question, ranked: Sequence[RankedPassage]) -> Draft | None:
    """The bullets of the table row that a question for a list is about; None where the best passage is no such row."""
    if question.kind not in (Kind.LIST, Kind.FACT):
        return None
    near = ranked[:_ROWS_LOOKED_AT]
    for place in near:
        items = [line for line in place.passage.text.split("\n") if is_item(line)]
        fits = len(items) == question.number or (question.number is None and _stands_out(place, near))
        if place.passage.kind is PassageKind.ROW and fits and len(items) >= _FEWEST_ITEMS:
            return Draft(statements=tuple(item_statement(place.passage, item) for item in items), complete=True)
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
    coverage = Coverage.within(question, snapshot)
    best: tuple[float, Sequence[tuple[Passage, str]]] | None = None
    enumerated = max((_enumerated(place) for place in ranked[:_SENTENCE_PASSAGES]), default=0.0)
    for place in ranked[: _LIST_PASSAGES if question.kind is Kind.LIST else 1]:
        single = max((match.coverage for match in place.sentences), default=0.0)
        for lead, items in _lists(question, place.passage, snapshot):
            most = len(items) if question.kind is Kind.LIST else _MOST_UNASKED
            if not _FEWEST_ITEMS <= len(items) <= most or question.number not in (None, len(items)):
                continue
            covered = coverage.of(frozenset(terms(lead)))
            asked = question.kind is Kind.LIST or covered > single or _leads_on(place, snapshot)
            least = _LIST_COVERED[question.kind] * (_COUNTED if question.number == len(items) > _PAIR else 1.0)
            if covered + _BETTER < enumerated or covered < least or not asked:
                continue
            own = best is not None and best[1][0][0].id == items[0][0].id
            if best is None or covered > best[0] + (0.0 if own else _BETTER):
                best = (covered, items)
    if best is None:
        return None
    listed = (item_statement(passage, item) for passage, item in best[1])
    return Draft(statements=(*_lead_statement(*best[1][0]), *listed), complete=True)


def list_of(question: Question, draft: Draft, snapshot: Snapshot) -> Draft:
    """The draft; where several things are asked for and its sentences stand in a list or lead up to one, that, whole.

    Of several lists, the one with the most of the sentences, and of these the first.
    """
    if question.kind not in (Kind.LIST, Kind.STEPS) or draft.complete:
        return draft
    found: list[tuple[int, FoundList]] = []
    for statement in draft.statements:
        said = [other.claim.quote for other in draft.statements if other.passage.id == statement.passage.id]
        for one in lists_at(snapshot, statement.passage):
            held = sum(_stands_in(quote, one, statement.passage) for quote in said)
            is_whole = _lead_of(one) or counted(one.items[0][1])
            if held and is_whole and len(one.items) >= _FEWEST_ITEMS and question.number in (None, len(one.items)):
                found.append((held, one))
    if not found:
        return draft
    _, best = max(found, key=lambda pair: pair[0])
    lead = [quoted(sentences(line)[-1], part) for part, line in _lead_of(best)]
    return Draft(statements=(*lead, *(item_statement(*item) for item in best.items)), complete=True)


def _stands_in(quote: str, one: FoundList, passage: Passage) -> bool:
    """Whether a sentence of the passage is an item of the list, or part of one, or the line that leads up to it."""
    return any(part.id == passage.id and quote in " ".join(line.split()) for part, line in (*one.items, *_lead_of(one)))


def _lead_of(one: FoundList) -> list[tuple[Passage, str]]:
    """The line that leads up to the list, if it says so."""
    return [one.lead] if one.lead is not None and one.lead[1].endswith(":") else []


def _lists(
    question: Question, passage: Passage, snapshot: Snapshot
) -> Iterator[tuple[str, Sequence[tuple[Passage, str]]]]:
    """The lists of a passage, or of the one that its sentence goes on in, each with its headings and lead."""
    found = [
        (" ".join([*one.headings, one.lead]), one.items)
        for one in lists_around(snapshot, passage) or lists_around(snapshot, _going_on(snapshot, passage))
    ]
    if question.asks_questions and not any(all(item.endswith("?") for _, item in items) for _, items in found):
        asked = _questions(passage)
        if asked:
            yield " ".join([*passage.heading_path, *_leads(snapshot, passage), *_announcing(passage)]), asked
            return
    yield from found
    if not found:
        lines = _short_lines(passage)
        if lines:
            yield " ".join([*passage.heading_path, *_leads(snapshot, passage)]), lines


def _enumerated(place: RankedPassage) -> float:
    """How much of the question the sentences hold that name several things in a row ("møter, kurs og dager")."""
    return max((match.coverage for match in place.sentences if _ENUMERATES.search(match.text)), default=0.0)


def _lead_statement(passage: Passage, item: str) -> tuple[Statement, ...]:
    """The line that leads up to the first item of a list ("… følgende gevinster:"), quoted; none where none does."""
    lines = passage.text.split("\n")
    before = lines[: lines.index(item)][-1:] if item in lines else []
    leads = [line for line in before if line.endswith(":") and not is_item(line)]
    return tuple(quoted(sentences(line)[-1], passage) for line in leads)


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
    return (passage.goes_on and snapshot.after(passage)) or passage


def _questions(passage: Passage) -> list[tuple[Passage, str]]:
    """The questions that the passage asks."""
    if passage.kind is PassageKind.ROW:
        return []
    asked = [(passage, sentence) for sentence in passage_sentences(passage) if sentence.endswith("?")]
    return asked if len(asked) >= _FEWEST_ITEMS else []


def _announcing(passage: Passage) -> list[str]:
    """What the passage says of the questions that it asks: "Spørsmål som barna stiller seg!"."""
    return [text for text in passage_sentences(passage) if not text.endswith("?") and "spørsmål" in text.lower()]


def _short_lines(passage: Passage) -> list[tuple[Passage, str]]:
    """The lines of a passage that only has short ones, as items."""
    if passage.kind is not PassageKind.PROSE:
        return []
    lines = [line for line in passage.text.split("\n") if not line.endswith("?")]
    short = all(len(line.split()) <= _ITEM_WORDS for line in lines)
    return [(passage, line) for line in lines] if short and len(lines) > _FEWEST_ITEMS else []


def _leads(snapshot: Snapshot, passage: Passage) -> list[str]:
    """What leads up to the items of the passage's list, also at the end of the passage before."""
    found = [line for line in passage.text.split("\n") if not is_item(line)]
    before = snapshot.before(passage)
    if before is not None and before.heading_path == passage.heading_path:
        found.append(before.text.split("\n")[-1])
    return found


def item_statement(passage: Passage, item: str) -> Statement:
    """An item of a list, quoted as a bullet."""
    text = " ".join(sentences(item)) or item
    return Statement(claim=Claim(text=text, quote=text, values=(text,)), passage=passage, bullet=True)

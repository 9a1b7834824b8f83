"""Drafts that count what no sentence counts: the items of a list, and the numbered parts of a plan."""

import re
from collections.abc import Sequence

from simplemma import lemmatize

from assistant.answering import phrasing
from assistant.answering.checks.expected import asks_how_many_in_all
from assistant.answering.draft import Claim, Draft, Statement
from assistant.answering.drafts.lists import whole_list
from assistant.question.kinds import Kind
from assistant.question.question import Question
from assistant.register.scope import asked_scope
from assistant.retrieval.hybrid import RankedPassage
from corpus.models import Passage, PassageKind
from corpus.snapshot import Snapshot
from corpus.words.analysis import content_words, word_terms
from corpus.words.asking import NUMBERED_PARTS
from corpus.words.numbers import NUMERALS
from corpus.words.small import SAYING_MORE

_NOUN = re.compile(
    r"\b(?:h?vor ?mange|kor mange|how many|antall(?:et)?|talet på|number of)\s+(?:av )?(\w+)", re.IGNORECASE
)
_LABEL = re.compile(r"^\W*([^\W\d_]+)\s+(\d{1,2})\b")
_NUMBER = re.compile(r"^\W*(\w+)\s+(\w+)")
_LOOKED_AT = 5  # of the ranked passages
_SUM = re.compile(r"^(?:sum|i alt|totalt?|til sammen|til saman)\b", re.IGNORECASE)
_QUESTIONS = frozenset({"spørsmål", "question"})
_FEWEST = 2
_LONGEST_NAME = 3  # words


def numbered_parts(question: Question, snapshot: Snapshot, documents: frozenset[str] | None) -> Draft | None:
    """How many parts the headings of a named plan number without a gap ("Steg 1", "Steg 2" …); None where none does.

    A question with a word that no plan has is about something else.
    """
    noun = _counted_noun(question)
    if noun is None or not all(word.known for word in question.focus):
        return None
    scope = asked_scope(question, snapshot, documents)
    for document_id in sorted(scope.named):
        labels = _numbered(document_id, _bases(question, noun), snapshot)
        if len(labels) >= _FEWEST and sorted(labels) == list(range(1, len(labels) + 1)):
            heading, passage = labels[len(labels)]
            text = phrasing.numbered(len(labels), noun, heading, question.language)
            claim = Claim(text=text, quote=heading, values=(str(len(labels)),))
            return Draft(statements=(Statement(claim=claim, passage=passage),))
    return None


def told_by_heading(question: Question, ranked: Sequence[RankedPassage]) -> Draft | None:
    """The heading near the top that says how many stand below it ("Sju råd"); None where none does."""
    noun = _counted_noun(question)
    if noun is None:
        return None
    bases = _bases(question, noun)
    for place in ranked[:_LOOKED_AT]:
        for heading in place.passage.heading_path[-1:]:
            match = _NUMBER.match(heading)
            is_number = match is not None and (
                (match[1].isdigit() and match[2].islower()) or match[1].lower() in NUMERALS  # "8 Nettverk" is a chapter
            )
            if match is not None and is_number and _holds(match[2], bases):
                text = f"«{heading}»"
                claim = Claim(text=text, quote=heading, values=(heading,))
                return Draft(statements=(Statement(claim=claim, passage=place.passage),), complete=True)
    return None


def counted_list(question: Question, ranked: Sequence[RankedPassage], snapshot: Snapshot) -> Draft | None:
    """How many items the list has that the same question would be given for "which"; None where there is none."""
    noun = _counted_noun(question)
    if noun is None or snapshot.units.resolve(noun) is not None:  # plans do not list all there are
        return None
    bases = _bases(question, noun)
    asks_questions = not _QUESTIONS.isdisjoint(bases)
    asked = question.model_copy(update={"kind": Kind.LIST, "asks_questions": asks_questions})
    listed = whole_list(asked, ranked, snapshot)
    items = [statement for statement in listed.statements if statement.bullet] if listed else []
    if len({item.passage.id for item in items}) != 1:
        return None
    passage = items[0].passage
    if _goes_on(passage, snapshot) or not _is_as_told(len(items), passage):
        return None
    counts_parts = not NUMBERED_PARTS.isdisjoint(bases) and _is_numbered(items)
    if not asks_questions and not counts_parts and not _is_about(bases, items, passage):
        return None
    text = phrasing.counted(len(items), question.language)
    return Draft(statements=(Statement(claim=Claim(text=text, quote=passage.text), passage=passage),), complete=True)


def counted_rows(question: Question, ranked: Sequence[RankedPassage], snapshot: Snapshot) -> Draft | None:
    """How many rows a table near the top has that lists what is to be counted, as its first column says, and these."""
    noun = _counted_noun(question)
    if noun is None or not asks_how_many_in_all(question.text):
        return None
    bases = _bases(question, noun)
    for place in ranked[:_LOOKED_AT]:
        columns = " ".join(place.passage.heading_path[-1:]).split()
        if place.passage.kind is not PassageKind.ROW or not columns or not _holds(columns[0], bases):
            continue
        rows = [(row, label) for row in _table(place.passage, snapshot) if not _SUM.match(label := _label(row))]
        if len(rows) >= _FEWEST:
            text = phrasing.counted(len(rows), question.language)
            row, label = rows[0]
            number = Statement(claim=Claim(text=text, quote=label), passage=row)
            return Draft(statements=(number, *(_row_statement(*found) for found in rows)), complete=True)
    return None


def _table(passage: Passage, snapshot: Snapshot) -> list[Passage]:
    """The rows under the same headings as this one."""
    return [
        row
        for row in snapshot.passages_in(passage.document_id)
        if row.kind is PassageKind.ROW
        and (row.generation_id, row.heading_path) == (passage.generation_id, passage.heading_path)
    ]


def _label(row: Passage) -> str:
    return row.text.split("\n")[0]


def _row_statement(row: Passage, label: str) -> Statement:
    return Statement(claim=Claim(text=label, quote=label, values=(label,)), passage=row, bullet=True)


def _counted_noun(question: Question) -> str | None:
    match = _NOUN.search(question.text) if question.kind in (Kind.AMOUNT, Kind.COUNT) else None
    return match[1].lower() if match else None


def _numbered(document_id: str, bases: frozenset[str], snapshot: Snapshot) -> dict[int, tuple[str, Passage]]:
    """Every number of the headings of a document that have this noun and a number, with the first that has it."""
    found: dict[int, tuple[str, Passage]] = {}
    for passage in snapshot.passages_in(document_id):
        for heading in passage.heading_path:
            label = _LABEL.match(heading)
            if label and word_terms(label[1].lower())[0] in bases:
                found.setdefault(int(label[2]), (heading, passage))
    return found


def _goes_on(passage: Passage, snapshot: Snapshot) -> bool:
    """Whether the next passage is of the same list."""
    after = snapshot.after(passage)
    if passage.goes_on or after is None:
        return bool(passage.goes_on)
    same = after.generation_id == passage.generation_id and after.heading_path == passage.heading_path
    return same and after.kind is PassageKind.LIST


def _is_as_told(count: int, passage: Passage) -> bool:
    """Whether no number in the heading or the first line says that there are more or fewer."""
    told = " ".join([*passage.heading_path[-1:], passage.text.split("\n")[0]]).lower().split()
    numbers = {NUMERALS.get(word, int(word) if word.isdigit() else 0) for word in told} - {0}
    return not numbers or count in numbers


def _bases(question: Question, noun: str) -> frozenset[str]:
    """The base forms of what is to be counted, as the plans may put it."""
    own = str(lemmatize(noun, lang="en")).lower() if question.language == "en" else word_terms(noun)[0]
    focus = [word for word in question.focus if not {noun, own}.isdisjoint(content_words(word.word))]
    return frozenset().union({own}, *(word.bases for word in focus))


def _is_about(bases: frozenset[str], items: Sequence[Statement], passage: Passage) -> bool:
    """Whether a list is of what is to be counted: its heading is that, its lead says so, or each item begins so."""
    leads = [line for line in passage.text.split("\n")[:1] if line.endswith(":")]
    headings = [heading for heading in passage.heading_path if _is_name(heading)]
    quotes = [item.claim.quote for item in items]
    begins = (
        " ".join(content_words(quote)[:1]) for quote in quotes if not quote.endswith(".")
    )  # a sentence names none
    named = [first for first in begins if _holds(first, bases)]
    return _holds(" ".join([*headings, *leads]), bases) or len(named) == len(items)


def _is_numbered(items: Sequence[Statement]) -> bool:
    return all(item.claim.quote.startswith((f"{place}.", f"{place})")) for place, item in enumerate(items, start=1))


def _is_name(heading: str) -> bool:
    """Whether a heading only names what stands below ("Kjernekomponenter"), and says nothing about it."""
    words = heading.lower().split()
    return len(content_words(heading)) <= _LONGEST_NAME and SAYING_MORE.isdisjoint(words)


def _holds(text: str, bases: frozenset[str]) -> bool:
    words = (word for word in content_words(text) if not word.endswith("s"))  # a genitive is what they are of
    return any(not bases.isdisjoint(word_terms(word)) for word in words)

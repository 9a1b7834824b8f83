"""What speaks for a passage as the place of an answer: one number a signal, comparable within one question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question.kinds import Kind
from assistant.question.question import FocusWord, Question
from assistant.retrieval.coverage import Coverage
from assistant.retrieval.lists import list_items
from assistant.retrieval.quantities import DATE, DAY, FREQUENCY, LABELLED, LIMIT, MONEY, NUMBER, TIME
from corpus.index.arrays import Vectors
from corpus.models import Passage, PassageKind
from corpus.snapshot import Snapshot
from corpus.text.parts import PassageParts
from corpus.words.analysis import content_words, terms, word_terms
from corpus.words.lexicon import lemma

YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = re.compile(r"(?<!\d)(\d{1,2})\. ?([^\W\d]+)")
_ENDS = re.compile(r"[).:;!?»](?:\s|$)")  # what stands after it, a number does not count
_COUNTED_WITHIN = 3  # words between a number and what it counts: "to årlige samtaler"
_ACTOR = re.compile(
    r"\b(?:ansvar|ansvarlig|utarbeidet|vedtas|vedtatt|skal|må|gjennomfør|veileder|oppgave)", re.IGNORECASE
)
_DEFINES = re.compile(
    r"\b(?:er et|er en|er ei|er det|betyr|handler om|dreier seg om|innebærer|defineres|begrepet|vil si|står for"
    r"|omfatter)"
    r"\b|\([A-ZÆØÅ]{2,6}\)",
    re.IGNORECASE,
)
_IS_SAID = re.compile(
    r"^(?:\W|\d{1,2}[.)]\s)*(?:(?:med|begrepet) )?((?:[\w-]+[ »\"”]*){1,4}?)(?:\([^)]*\) ?)?"
    r"(?: ?[–-] |: |(?<=\W)(?:er (?:et|en|ei)|betyr|tyder|handler om|dreier seg om|innebærer|defineres|menes|vil si"
    r"|står for|omfatter)\b)",
    re.IGNORECASE,
)
_MOST_NAMED = 3  # words of a term that a row explains
_EXPECTED = {
    Kind.WHO: _ACTOR,
    Kind.WHEN: TIME,
    Kind.AMOUNT: NUMBER,
    Kind.FREQUENCY: FREQUENCY,
    Kind.COST: MONEY,
    Kind.DEFINITION: _DEFINES,
}


MEASURED = frozenset({Kind.AMOUNT, Kind.FREQUENCY, Kind.COST})
"""The kinds of question whose answer is a number of some sort."""


@dataclass(frozen=True)
class SentenceMatch:
    """A sentence of a passage with how near it is to the question (cosine) and how much of it it covers (0 to 1).

    `judged` is what a cross-encoder says of it, standardised over the sentences that it read.
    """

    text: str
    similarity: float
    coverage: float
    expected: bool
    is_last: bool
    defines: bool = False
    judged: float = 0.0


def sentence_matches(
    question: Question, coverage: Coverage, vector: Vectors, passage: Passage, parts: PassageParts, vectors: Vectors
) -> list[SentenceMatch]:
    """Every sentence of a passage, in order; `vectors` are theirs."""
    similarities = vectors @ vector
    wanted = _EXPECTED.get(question.kind)
    expected = parts.holding(wanted) if wanted else ()
    return [
        SentenceMatch(
            text=text,
            similarity=float(similarity),
            coverage=coverage.of(held),
            expected=bool(expected) and expected[index],
            is_last=index == len(parts.sentences) - 1,
            defines=question.kind is Kind.DEFINITION and defines(question, text, held, passage),
        )
        for index, ((text, held), similarity) in enumerate(zip(parts.sentences, similarities, strict=True))
    ]


def defines(question: Question, text: str, held: frozenset[str], passage: Passage) -> bool:
    """Whether a text begins with a word of the question and says what that is: "Kvalitetsdefinering – …".

    `held` are the index terms of the whole text. The short first cell of a table's row is what the others explain.
    """
    wanted = question.bases
    if wanted.isdisjoint(held):
        return False
    if passage.kind is PassageKind.ROW and passage.measure_id is None:
        named = passage.text.split("\n")[0]
        return len(named.split()) <= _MOST_NAMED and not wanted.isdisjoint(terms(named))
    match = _IS_SAID.match(text)
    return match is not None and not wanted.isdisjoint(terms(match[1]))


def is_row_for(question: Question, passage: Passage) -> bool:
    """Whether the passage is a measure's row and the question one that these answer: who, when, how many measures."""
    return passage.measure_id is not None and question.kind in (Kind.WHO, Kind.WHEN, Kind.COUNT)


def is_list_for(question: Question, passage: Passage) -> bool:
    """Whether the passage is a list and the question asks for one, or for steps."""
    return passage.kind is PassageKind.LIST and question.kind in (Kind.LIST, Kind.STEPS)


def holds(kind: Kind, text: str) -> bool:
    """Whether a text holds the number, frequency or sum that such a question asks for; True for other kinds."""
    return kind not in MEASURED or bool(_EXPECTED[kind].search(text))


def counts(word: FocusWord, text: str, *, in_all: bool = False) -> bool:
    """Whether a number stands in the text right before a word that the focus word may stand for, or after its colon.

    Where it is to tell how many there are in all, one that is a limit ("minst to nettverk") does not.
    """
    wanted = word.bases
    for match in NUMBER.finditer(text):
        if in_all and LIMIT.search(text[: match.start()]):
            continue
        following = content_words(_ENDS.split(text[match.end() :], maxsplit=1)[0])[:_COUNTED_WITHIN]
        before = LABELLED.search(text[: match.start()])
        near = [*following, *([before[1]] if before else [])]
        if any(not wanted.isdisjoint(word_terms(other.lower())) for other in near):
            return True
    return False


def counts_in_row(word: FocusWord, passage: Passage) -> bool:
    """Whether a number stands in a table row whose label, or the headings over it, name what the focus word may be."""
    if passage.kind is not PassageKind.ROW:
        return False
    label, *cells = passage.text.split("\n")
    wanted = word.bases
    named = terms(" ".join([label, *passage.heading_path[-1:]]))
    return not wanted.isdisjoint(named) and any(NUMBER.search(cell) for cell in cells)


def has_day(text: str) -> bool:
    """Whether a text names a day of the week."""
    return DAY.search(text) is not None


def has_date(text: str) -> bool:
    """Whether a text names a year, a month or a day; not only that something goes on."""
    return DATE.search(text) is not None


def has_time(text: str) -> bool:
    """Whether a text says when: a date, a year, a season, or that something goes on."""
    return TIME.search(text) is not None


def holds_expected(question: Question, parts: PassageParts) -> bool:
    """Whether what the kind of question expects (a time, a number, a definition, an actor) stands in a passage."""
    pattern = _EXPECTED.get(question.kind)
    return bool(pattern and parts.holding(pattern)[-1])


def year_match(question: Question, passage: Passage) -> float:
    """How well the years of the question fit: 1 where the nearest heading with years has just these, ½ where the text
    has them and no heading has any, -1 where that heading has others, else 0.
    """
    if not question.years:
        return 0.0
    headings = [found for heading in reversed(passage.heading_path) if (found := years_in(heading))]
    if not headings:
        return 0.5 if set(question.years) & set(years_in(passage.text)) else 0.0
    nearest = headings[0]
    if (min(nearest), max(nearest)) == (question.years[0], question.years[-1]):
        return 1.0
    return 0.0 if min(nearest) <= question.years[0] and question.years[-1] <= max(nearest) else -1.0


def years_in(text: str) -> list[int]:
    """The years that a text names, in order."""
    return [int(year) for year in YEAR.findall(text)]


def opens_section(passages: Sequence[Passage], position: int) -> bool:
    """Whether the passage is the first under its headings."""
    if position == 0:
        return True
    passage, before = passages[position], passages[position - 1]
    return (passage.document_id, passage.heading_path) != (before.document_id, before.heading_path)


def has_so_many_items(question: Question, snapshot: Snapshot, passage: Passage) -> bool:
    """Whether the question says how many things there are and the list that the passage is part of has so many."""
    if question.number is None or passage.kind is not PassageKind.LIST:
        return False
    return len(list_items(snapshot, passage)) == question.number


def has_ordinal(question: Question, passage: Passage) -> bool:
    """Whether the passage holds what the question counts up to, as plans number it ("2. samling")."""
    if not question.ordinals:
        return False
    numbered = {(number, lemma(noun)) for number, noun in _NUMBERED.findall(passage.text)}
    return any(ordinal in numbered for ordinal in question.ordinals)


def only_links(passage: Passage) -> bool:
    """Whether every line of the passage is an address."""
    return all("://" in line or not line.strip() for line in passage.text.split("\n"))

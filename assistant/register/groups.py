"""The strategic priority or the commitment whose rows a question asks for."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from assistant.question.question import FocusWord, Question
from assistant.retrieval.coverage import Coverage
from corpus.models import Measure
from corpus.snapshot import Snapshot
from corpus.words.analysis import terms
from corpus.words.asking import BESIDE_NUMBERS, PRIORITY_NAMES
from corpus.words.numbers import NUMERALS, ORDINALS

_NAME_FORM = re.compile(r"(?:et|ene|a|s)$")
_LABEL = re.compile(r"^\W*([^\W\d]+)\s+(\d+)\b")
_ORDINALS = {**ORDINALS, "1st": "1", "2nd": "2", "3rd": "3"}
_NUMBERS = {word: str(number) for word, number in NUMERALS.items()}
_NUMBERS |= dict.fromkeys(("en", "ein", "ett", "eitt", "one"), "1")
_TOKEN = re.compile(r"\w+")
_COMMITMENT = re.compile(
    r"\binnsats\w*|\bcommitments?\b|\bvil at\b|\bunder at\b|\b(?:del|hoved)?mål(?:et|a|ene)?\b|\bgoals?\b|\baims?\b",
    re.IGNORECASE,
)
_BELONGS = re.compile(
    r"\b(?:under|innenfor|innanfor|(?:hører|høyrer|høre|tilhører) (?:inn )?(?:til|under)|tilhører|inngår i|knyttet til"
    r"|knytte til|knytt til|belongs? to|within|part of)\b",
    re.IGNORECASE,
)
_LIKE = 84.0  # rapidfuzz ratio: "veivlg" to "veivalg" 92
_MARKED = 0.6  # share of the question's words that a group must hold which the question says it asks for
_UNMARKED = 0.85
_INSTEAD = 0.5  # the same where no row holds all these words
_NAMED = 0.5  # share of a group's own words that a question must have which does not say that it asks for one


class Group(NamedTuple):
    """A priority or commitment as the plan words it, and the words of the question that it does not hold."""

    priority: str | None
    commitment: str | None
    unused: tuple[str, ...]


class NumberedPriority(NamedTuple):
    """A priority asked for by number, as the plan words it or, where no plan has it, as asked; and its words."""

    priority: str
    words: frozenset[str]


def numbered_priority(text: str, measures: Sequence[Measure]) -> NumberedPriority | None:
    """The priority that a question names by number ("veivalg 2", "det andre veivalget"); None where it names none."""
    values = list(dict.fromkeys(value for measure in measures for value in _priorities(measure)))
    labels = {(match[1].casefold(), match[2]): value for value in values if (match := _LABEL.match(value))}
    names = PRIORITY_NAMES | {label for label, _ in labels}
    tokens = [token.casefold() for token in _TOKEN.findall(text)]
    for place, token in enumerate(tokens):
        if not _is_name(token, names):
            continue
        after = next((other for other in tokens[place + 1 :] if other not in BESIDE_NUMBERS), "")
        before = next((other for other in reversed(tokens[:place]) if other not in BESIDE_NUMBERS), "")
        for other, numbers in ((after, _NUMBERS), (before, _ORDINALS)):
            number = other if other.isdigit() and len(other) < 3 else numbers.get(other)
            if number is None:
                continue
            found = next((value for (_, own), value in labels.items() if own == number), f"{token} {number}")
            return NumberedPriority(found, frozenset({token, other}) | BESIDE_NUMBERS)
    return None


def named_group(
    question: Question, words: Sequence[FocusWord], measures: Sequence[Measure], snapshot: Snapshot, *, in_rows: bool
) -> Group | None:
    """The commitment or priority that the words name, or None where they only say what rows are about.

    `in_rows` tells whether any row holds all the words; where none does, they need not name a group as exactly.
    """
    if not words:
        return None
    coverage = Coverage.within(question.model_copy(update={"focus": tuple(words)}), snapshot)
    wants_priority = any(_is_name(token.casefold(), PRIORITY_NAMES) for token in _TOKEN.findall(question.text))
    best: tuple[tuple[float, float], str, bool] = ((0.0, 0.0), "", False)
    for value, is_priority in _groups(measures):
        held = frozenset(terms(value))
        rank = (round(coverage.of(held), 6), _named_share(value, words))
        if rank > best[0] and not (wants_priority and not is_priority):
            best = (rank, value, is_priority)
    (share, named), value, is_priority = best
    marked = wants_priority or _COMMITMENT.search(question.text) is not None
    instead = not in_rows and (share >= _UNMARKED or (share >= _INSTEAD and named >= _NAMED))
    belongs = share >= _UNMARKED and (named >= _NAMED or _BELONGS.search(question.text) is not None)
    if not (marked and share >= _MARKED) and not belongs and not instead:
        return None
    held = frozenset(terms(value))
    unused = tuple(word.word for word in words if not _holds(word, held, question, snapshot))
    return Group(value if is_priority else None, None if is_priority else value, unused)


def _holds(word: FocusWord, held: frozenset[str], question: Question, snapshot: Snapshot) -> bool:
    alone = question.model_copy(update={"focus": (word,)})
    return Coverage.within(alone, snapshot).misses(held) == 0


def _named_share(value: str, words: Sequence[FocusWord]) -> float:
    """The share (0 to 1) of a group's words that the question has."""
    own = terms(value)
    named = frozenset(term for word in words for alternative in word.alternatives for term in alternative)
    return sum(term in named for term in own) / len(own) if own else 0.0


def _groups(measures: Iterable[Measure]) -> dict[tuple[str, bool], None]:
    """Every commitment and priority, in the order of the rows, with whether it is a priority."""
    found: dict[tuple[str, bool], None] = {}
    for measure in measures:
        commitments = (measure.commitment, *(place.commitment for place in measure.occurrences))
        found.update(dict.fromkeys((value, False) for value in commitments if value))
        found.update(dict.fromkeys((value, True) for value in _priorities(measure)))
    return found


def _priorities(measure: Measure) -> list[str]:
    values = (measure.strategic_priority, *(place.strategic_priority for place in measure.occurrences))
    return [value for value in values if value]


def _is_name(token: str, names: Iterable[str]) -> bool:
    """Whether a word is a name of priorities, inflected or misspelt."""
    forms = {token, _NAME_FORM.sub("", token)}
    return any(name in forms or (len(token) > 5 and fuzz.ratio(token, name) >= _LIKE) for name in names)

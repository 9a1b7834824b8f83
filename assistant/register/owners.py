"""The owners that a question names, and where it names them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.question.question import FocusWord, Question
from corpus.models import Unit
from corpus.snapshot import Snapshot
from corpus.words.analysis import content_words
from corpus.words.lexicon import lemma

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_ARTICLE = re.compile(r"^the ", re.IGNORECASE)
_WORD = re.compile(r"\w[\w-]*")
_ACTS = re.compile(
    r"^(?:['’]?s)?\s+(?:alene |åleine |selv |sjølv |alone )?"
    r"(?:har|have|has|eier|eig|owns?|skal|må|must|shall|er|are|is|sitt|sine|sin|si)\b",
    re.IGNORECASE,
)
_ACTED = re.compile(
    r"\b(?:har|have|has|eier|eig|skal|må|must|shall|do|does|are|is|er|av|by|ansvar(?:et)?(?: (?:til|hos))?|ansvarlige?"
    r"|ansvarleg|(?:tiltak\w*|plikt\w*) (?:til|hos|åt))\s+(?:the |alle |hver |kvar |den enkelte )?$",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"(?<!ansvar )(?<!ansvaret )(?<!gjelder )(?<!gjeld )(?<!apply )(?<!applies )"
    r"\b(?:i|in|for|innenfor|innanfor|på|of|fra|frå|from|mellom|between|across|på tvers av|hos)"
    r"\s+(?:the |alle |all |de |dei |våre |kommunale |municipal )*$",
    re.IGNORECASE,
)
_EVERYBODYS = frozenset({"barnehagene", "kommunen", "bydelene"})


class NamedOwner(NamedTuple):
    """An owner at a place of the text.

    `acts` where the words around say that it has or does something; `is_place` where they only say where ("i
    barnehagene").
    """

    id: str
    start: int
    end: int
    acts: bool
    is_place: bool


def named_owners(question: Question, snapshot: Snapshot) -> list[NamedOwner]:
    """All owners that a question names, in order; by any name, abbreviation or gloss, inflected or misspelt.

    What only the plans' own cells call an owner ("Skolene") is one here where it acts, or stands just so.
    """
    text = question.text
    known, called, bases = snapshot.once("names of owners", _names)
    found = [(start, end, called[name]) for start, end, name in _mentions(text, tuple(called))]
    found = [place for place in found if not _is_inside_phrase(place, question, known)]
    taken = [range(start, end) for start, end, _ in found]
    for match in _WORD.finditer(text):
        if any(match.start() in span for span in taken):
            continue
        unit = _by_form(match[0], question.focus, bases)
        if unit is not None and (unit in known.values() or _acts(text, *match.span())):
            found.append((*match.span(), unit))
    return [
        NamedOwner(unit, start, end, _acts(text, start, end), _is_place(unit, text, start))
        for start, end, unit in sorted(found)
    ]


class _Names(NamedTuple):
    """The ids of units by the names that are `known`; by these and what cells call them; by these and base forms."""

    known: dict[str, str]
    called: dict[str, str]
    bases: dict[str, str]


def _names(snapshot: Snapshot) -> _Names:
    known = _known(snapshot.units)
    learnt = {name: unit for name, unit in _learnt(snapshot) if name not in known}
    bases = {_base(name): unit for name, unit in {**learnt, **known}.items() if _base(name)}
    return _Names(known, {**known, **learnt}, {**bases, **known})


def _known(units: Iterable[Unit]) -> dict[str, str]:
    """Every name of the units, case folded, with the unit's id; the first to have a name keeps it."""
    found: dict[str, str] = {}
    for unit in units:
        english = _ARTICLE.sub("", _BRACKETS.sub("", unit.english or ""))
        for name in (unit.name, *unit.names, *unit.abbreviations, *([english] if english else [])):
            found.setdefault(name.casefold(), unit.id)
    return found


def _learnt(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """What the rows and duties call their owners, with the ids."""
    cells = (
        raw
        for measure in snapshot.measures
        for raw in (measure.responsible_raw, *(part.responsible_raw for part in measure.sub_measures))
    )
    for cell in dict.fromkeys(cells):
        for unit_id, written in snapshot.units.owners(cell).items():
            yield written.casefold(), unit_id
    for duty in snapshot.duties:
        if len(duty.units) == 1:
            yield duty.unit_raw.casefold(), duty.units[0]


def _mentions(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    for match in _pattern(names).finditer(text):
        yield match.start(1), match.end(1), " ".join(match[1].casefold().split())


@lru_cache(maxsize=4)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({joined})(?:['’]?s)?(?!\w)(?!-\w)", re.IGNORECASE)


def _is_inside_phrase(place: tuple[int, int, str], question: Question, known: dict[str, str]) -> bool:
    """Whether a name is part of a longer phrase that means something else ("district" in "district council")."""
    text = question.text.casefold()
    for word in question.focus:
        start = text.find(word.word) if " " in word.word and word.word not in known else -1
        inside = start >= 0 and start <= place[0] and place[1] <= start + len(word.word)
        if inside and _of_alternatives(word, known) is None:
            return True
    return False


def _by_form(word: str, focus: Sequence[FocusWord], units: dict[str, str]) -> str | None:
    """The unit that another form of a word is a name of: its base form, a correction, a translation."""
    folded = word.casefold()
    if lemma(folded) in units:
        return units[lemma(folded)]
    return next((unit for found in focus if found.word == folded and (unit := _of_alternatives(found, units))), None)


def _of_alternatives(word: FocusWord, units: dict[str, str]) -> str | None:
    return next((units[alternative[0]] for alternative in word.alternatives if alternative[0] in units), None)


def _base(name: str) -> str:
    """The base form of a name of one word."""
    words = content_words(name)
    return lemma(words[0]) if len(words) == 1 else ""


def _acts(text: str, start: int, end: int) -> bool:
    return bool(_ACTS.match(text[end:]) or _ACTED.search(text[:start]))


def _is_place(unit: str, text: str, start: int) -> bool:
    return unit in _EVERYBODYS and _WITHIN.search(text[:start]) is not None

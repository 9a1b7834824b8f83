"""The parts of a question that another may put in their place: years, units, places and ordinals."""

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.conversation.words import Word, ordinal_of, steps, words_of
from assistant.question.naming import place_names
from corpus.snapshot import Snapshot
from corpus.words.numbers import ORDINALS
from corpus.words.small import PREPOSITIONS

Span = tuple[int, int]

_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)?\d\d)(?!\d))?(?!\d)")
_YEAR_STEP = re.compile(
    r"\b(?:(året|the year|year) (etter|før|after|before)|(?:neste|the following|the next|det neste) (?:år|year))\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?<!\d)(\d{1,2})\.(?= [^\W\d])")
_NAME = re.compile(r"^[A-ZÆØÅ]\w")
_DIGITS = {digit: word for word, digit in reversed(ORDINALS.items())}


@dataclass(frozen=True)
class Slots:
    """Where (start, end) the parts stand in a text; `strangers` are places that no plan is of."""

    years: tuple[Span, ...] = ()
    units: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    strangers: tuple[Span, ...] = ()
    ordinals: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """All of them."""
        return (*self.years, *self.units, *self.places, *self.strangers, *self.ordinals)

    def holds(self, word: Word) -> bool:
        """Whether a word is part of one."""
        return any(start < word.end and word.start < end for start, end in self.spans)


def slots_of(text: str, snapshot: Snapshot) -> Slots:
    """The parts of a question."""
    words = words_of(text)
    folded = text.casefold()
    known = (re.escape(name) for name in place_names(snapshot) if name.casefold() in folded)
    places = [found.span() for name in known for found in re.finditer(rf"\b{name}s?\b", text, re.IGNORECASE)]
    units = [
        span
        for span in snapshot.units.mentions(text)
        if not any(start < span[1] and span[0] < end for start, end in places)
    ]
    return Slots(
        years=tuple(match.span() for pattern in (_YEARS, _YEAR_STEP) for match in pattern.finditer(text)),
        units=tuple(units),
        places=tuple(sorted(places)),
        strangers=tuple(_strangers(text, words, (*places, *units))),
        ordinals=tuple(
            [(word.start, word.end) for word in words if ordinal_of(word.text)]
            + [match.span() for match in _NUMBERED.finditer(text)]
        ),
    )


def with_years(text: str, current: str, earlier: Slots, slots: Slots) -> str:
    """The earlier question with the years of the current one, which has some."""
    start, end = slots.years[0]
    wanted = current[start:end]
    step = _YEAR_STEP.search(current)
    if step is not None:
        if not earlier.years:
            return text
        return _replaced(text, earlier.years, _moved(text[slice(*earlier.years[0])], -1 if _back(step) else 1))
    return _replaced(text, earlier.years, wanted) if earlier.years else added(text, f"i {wanted}")


def with_ordinal(text: str, current: str, earlier: Slots) -> str | None:
    """The earlier question with the ordinal of the current one, or the next after its own; None where it has none."""
    if not earlier.ordinals:
        return None
    start, end = earlier.ordinals[-1]
    held = text[start:end]
    digit = held.rstrip(".") if held[0].isdigit() else ordinal_of(held.lower())
    words = [word.text for word in words_of(current)]
    asked = next((found for word in words if (found := ordinal_of(word))), None)
    if asked is None:
        moved = next((steps(word) for word in words if steps(word)), 0)
        asked = str(int(digit) + moved) if digit and moved else None
    if asked is None or asked not in _DIGITS:
        return None
    return f"{text[:start]}{_written(asked, held)}{text[end:]}"


def with_units(text: str, current: str, earlier: Slots, slots: Slots) -> str | None:
    """The earlier question about the units of the current one; None where it names none."""
    if not earlier.units:
        return None
    wanted = current[slots.units[0][0] : slots.units[-1][1]]
    return f"{text[: earlier.units[0][0]]}{wanted}{text[earlier.units[-1][1] :]}"


def with_place(text: str, current: str, earlier: Slots, slots: Slots) -> str:
    """The earlier question about the place of the current one."""
    start, end = (slots.places or slots.strangers)[0]
    wanted = current[start:end]
    wanted = wanted[0].upper() + wanted[1:]
    if earlier.places:
        return _replaced(text, earlier.places, wanted)
    return added(text, f"i {wanted}")


def added(text: str, words: str) -> str:
    """A question with words put before its question mark."""
    return f"{text.rstrip(' ?.!')} {words}?"


def _strangers(text: str, words: list[Word], taken: tuple[Span, ...]) -> list[Span]:
    """Names after a preposition that are of no place that is known: "i Bergen"."""
    return [
        (word.start, word.end)
        for before, word in pairwise(words)
        if before.text in PREPOSITIONS
        and _NAME.match(text[word.start : word.end])
        and not any(start < word.end and word.start < end for start, end in taken)
    ]


def _replaced(text: str, spans: tuple[Span, ...], wanted: str) -> str:
    """The text with `wanted` in the place of each span."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}{wanted}{text[end:]}"
    return text


def _moved(years: str, step: int) -> str:
    return re.sub(r"\d{4}|\d\d", lambda match: str(int(match[0]) + step).zfill(len(match[0])), years)


def _back(step: re.Match[str]) -> bool:
    return (step[2] or "").lower() in ("før", "before")


def _written(digit: str, like: str) -> str:
    """An ordinal as the one it stands for is written: digit or word, in the language of it."""
    if like[0].isdigit():
        return f"{digit}."
    english = like.lower() in ("first", "second", "third", "fourth", "fifth", "sixth")
    same = [
        word
        for word, held in ORDINALS.items()
        if held == digit and (word.endswith(("th", "st", "nd", "rd"))) == english
    ]
    return next((word for word in same if (word == "fyrste") == (like.lower() == "fyrste")), same[0])

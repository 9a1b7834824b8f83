"""What each sentence of a draft is: a source's own words, put in other words, or the writer's own; and what is wrong.

All of it is read from the text and its sources, each time: nothing of it is stored, so that no edit leaves it behind.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from assistant.answering.checks.verify import folded, stands_in
from assistant.drafting.markers import MarkedSentence, marked_sentences, quotations
from corpus.models import Record

Origin = Literal["quote", "adapted", "own"]
"""Ordrett, tilpasset or egen: a source's own words, a source in other words, or words that name no source."""

SourceFault = Literal["source_gone", "source_changed"]
Fault = Literal["unknown_source", "source_gone", "source_changed", "altered_quote", "lost_source", "not_borne"]

REFUSED: frozenset[Fault] = frozenset(("unknown_source", "source_gone", "source_changed", "altered_quote"))
"""The faults with which a draft is not exported; the others are for the writer to look at."""

_SIGNS = str.maketrans("", "", '«»“”„‟"•')
_EDGES = " .,;:!?…–-"
_OTHER_QUOTATION = re.compile(r"[“”„\"]([^“”„\"«»]+)[“”„\"]")
_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 5  # that a sentence shares with a source before it counts as taken from it: "Bydelene" is nobody's
_FEWEST_QUOTED = 3  # the same where the words are in quotation marks


class Cited(Protocol):
    """A source as a text names it (corpus.store.drafts.DraftSource is one)."""

    @property
    def number(self) -> int:
        """Its number in the draft."""

    @property
    def quote(self) -> str:
        """The words that were taken; empty where they are gone."""


IsBorne = Callable[[str, Sequence[Cited]], bool]


class Marked(Record):
    """A sentence where it stands (characters from `start` to before `end`), its words as written without markers, where
    they are from, the sources it names, and what is wrong with it.
    """

    text: str
    start: int
    end: int
    origin: Origin
    numbers: tuple[int, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether a draft with it is not exported."""
        return not REFUSED.isdisjoint(self.faults)


def marked(
    text: str,
    sources: Iterable[Cited],
    standings: Mapping[int, SourceFault] | None = None,
    is_borne: IsBorne | None = None,
) -> tuple[Marked, ...]:
    """The sentences of a text with their origins and faults, in order.

    `standings` says which sources, by number, do not stand (assistant.drafting.sources); `is_borne` whether words that
    are not a source's own say what it says.
    """
    known = {source.number: _Known(source, _plain(source.quote)) for source in sources}
    return tuple(_marked(sentence, known, standings or {}, is_borne) for sentence in marked_sentences(text))


def as_quote(words: str, number: int) -> str:
    """Words of a source as they are put into a text: on one line, in quotation marks, with its number."""
    return f"«{' '.join(words.split())}» [{number}]"


class _Known(NamedTuple):
    """A source and its words as they are compared."""

    source: Cited
    words: str


def _marked(
    sentence: MarkedSentence,
    known: Mapping[int, _Known],
    standings: Mapping[int, SourceFault],
    is_borne: IsBorne | None,
) -> Marked:
    named = [known[number] for number in sentence.numbers if number in known]
    origin: Origin = "own"
    faults: list[Fault] = []
    if sentence.numbers:
        origin = "quote" if _is_quote(sentence.words, named) else "adapted"
        if len(named) < len(sentence.numbers):
            faults.append("unknown_source")
        faults += sorted({standings[one.source.number] for one in named if one.source.number in standings})
        if _is_altered(sentence.words, named):
            faults.append("altered_quote")
        cited = [one.source for one in named]
        if origin == "adapted" and not faults and is_borne is not None and not is_borne(sentence.words, cited):
            faults.append("not_borne")
    elif _is_taken(sentence.words, known.values()):
        faults.append("lost_source")
    span = {"text": sentence.words, "start": sentence.start, "end": sentence.end}
    return Marked(**span, origin=origin, numbers=sentence.numbers, faults=tuple(faults))


def _is_quote(words: str, sources: Iterable[_Known]) -> bool:
    """Whether all that is said stands in one source, or in quotation marks in one of them each."""
    known = list(sources)
    if _stands(words, known):
        return True
    parts = _quoted(words)
    return bool(parts) and not _has_letters(_unquoted(words)) and all(_stands(part, known) for part in parts)


def _is_altered(words: str, sources: Sequence[_Known]) -> bool:
    """Whether words in quotation marks are none of the sources'; where the words of one are gone nobody can tell."""
    if not sources or not all(one.words for one in sources):
        return False
    return any(_has_letters(part) and not _stands(part, sources) for part in _quoted(words))


def _is_taken(words: str, sources: Iterable[_Known]) -> bool:
    """Whether words that name no source are one's own words."""
    known = list(sources)
    if any(_count(part) >= _FEWEST_QUOTED and _stands(part, known) for part in _quoted(words)):
        return True
    return _count(words) >= _FEWEST_WORDS and _stands(words, known)


def _stands(words: str, sources: Iterable[_Known]) -> bool:
    """Whether words stand in one of the sources as whole words, quotation marks and signs at their ends aside.

    The first letter may be small where it was large: a quotation within a sentence.
    """
    own = _plain(words).strip(_EDGES)
    if not own:
        return False
    forms = {own, own[0].upper() + own[1:], own[0].lower() + own[1:]}
    return any(stands_in(one, source.words) for source in sources for one in forms)


def _quoted(words: str) -> list[str]:
    """What stands in quotation marks, whichever."""
    parts = [words[start + 1 : end - 1] for start, end in quotations(words)]
    return [*parts, *(match[1] for match in _OTHER_QUOTATION.finditer(_unquoted(words)))]


def _unquoted(words: str) -> str:
    """What does not stand between « and »."""
    kept, at = [], 0
    for start, end in quotations(words):
        kept.append(words[at:start])
        at = end
    return " ".join((*kept, words[at:]))


def _plain(text: str) -> str:
    return " ".join(folded(text).translate(_SIGNS).split())


def _has_letters(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _count(text: str) -> int:
    return len(_WORD.findall(text))

"""Whether a question that a language model has put so that it stands by itself asks what was asked, and no more."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from assistant.answering.bearing.meaning import base_of, keys_of
from assistant.conversation.leaning import Leaning, Leant, leaning_of
from assistant.conversation.slots import slots_of
from assistant.conversation.words import ASKING, LIMITS
from assistant.question.kinds import kind_of
from assistant.question.language import detect_language
from assistant.question.personal_data import personal_data
from assistant.question.screen import screen
from assistant.question.understand import understand
from assistant.texts import Language
from corpus.snapshot import Snapshot
from corpus.words.asking import NOUNS_OF_REGISTER
from corpus.words.lexicon import compound_parts
from corpus.words.small import (
    AUXILIARIES,
    FUNCTION_WORDS,
    INTERROGATIVES,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
)
from corpus.words.written import BOKMAL, NYNORSK, SHARED

_LONGEST = 400  # characters
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MARKUP = re.compile(r"[<>\[\]{}|`*_#\\@=]|https?:|www\.|//|\bdata:|javascript:", re.IGNORECASE)
_QUOTED = re.compile(r"[«\"“][^»\"”]*[»\"”]")
_ENDS_WITHIN = re.compile(r"[?!]|\w{3}\.\s|[:;\n]")
_SMALL = FUNCTION_WORDS | INTERROGATIVES | AUXILIARIES | PREPOSITIONS | PRONOUNS | NOUNS_OF_REGISTER
_ASKS_WITHIN = 3  # words: "i hvilken bydel", "by when"
_NO_NYNORSK = BOKMAL - SHARED - frozenset("når skal en et fra".split())

_DENIALS = frozenset(("not", "without", "only"))
_OF_MODALS = frozenset(("may", "should", "shall"))
_TWO = "to"  # a number in Norwegian


class Objection(StrEnum):
    """What is wrong with a question that was put otherwise."""

    SHAPE = "shape"
    MARKUP = "markup"
    ORDER = "order"
    PERSONAL_DATA = "personal data"
    LANGUAGE = "language"
    NUMBER = "number"
    NAME = "name"
    WORD = "word"
    LIMIT = "limit"
    DROPPED = "dropped"
    KIND = "kind"
    PART = "part"
    LEANING = "leaning"


@dataclass(frozen=True)
class Asked:
    """What was asked: its `question`, how it leans as rules see it and how they put it (None: it does not), in which
    language, and what was `told` before.
    """

    question: str
    leant: Leant | None
    ruled: str | None
    told: str
    language: Language

    @property
    def own(self) -> str:
        """The question without the words that only lead on to it."""
        return self.leant.text if self.leant else self.question

    @cached_property
    def held(self) -> str:
        """All that its words may be from."""
        return f"{self.question}\n{self.own}\n{self.ruled or ''}\n{self.told}"


def objection(text: str, asked: Asked, snapshot: Snapshot) -> Objection | None:
    """What is wrong with a text as the question that was asked; None where it may stand in its place."""
    if found := _unfit(text):
        return found
    if not _is_in(text, asked.language):
        return Objection.LANGUAGE
    if not _asks(text, asked):
        return Objection.SHAPE
    if not _numbers(text, asked.language) <= _numbers(asked.held, asked.language):
        return Objection.NUMBER
    if not _has_names(text, asked):
        return Objection.NAME
    if not _has_words(text, asked, snapshot):
        return Objection.WORD
    if not _same_limits(text, asked):
        return Objection.LIMIT
    if any(not _is_held(word, asked.language, _keys(text)) for word in _required(asked)):
        return Objection.DROPPED
    if not _same_kind(text, asked):
        return Objection.KIND
    if not _same_parts(text, asked, snapshot):
        return Objection.PART
    stands = leaning_of(understand(text, snapshot, language=asked.language, every_edition=True), snapshot) is None
    return None if stands else Objection.LEANING


def _unfit(text: str) -> Objection | None:
    """What is wrong with a text as any question."""
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cn", "Cs") for sign in text) or _MARKUP.search(text):
        return Objection.MARKUP
    if screen(text) is not None:
        return Objection.ORDER
    if personal_data(text):
        return Objection.PERSONAL_DATA
    plain = _QUOTED.sub("x", text)
    is_one = text.endswith("?") and not _ENDS_WITHIN.search(plain[:-1]) and len(text) <= _LONGEST
    return None if is_one else Objection.SHAPE


def _is_in(text: str, language: Language) -> bool:
    """Whether a question is in a language; what it quotes keeps its own."""
    found = detect_language(text)
    if language != "nn":
        return found == language
    words = _words(_QUOTED.sub(" ", text))
    return found != "en" and sum(word in _NO_NYNORSK for word in words) <= sum(word in NYNORSK for word in words)


def _asks(text: str, asked: Asked) -> bool:
    """Whether a text begins as questions do, and asks by what was asked by."""
    words = _words(text)
    forms = [_words(form) for form in (asked.own, asked.ruled or asked.own)]
    begins = any(word in INTERROGATIVES for word in words[:_ASKS_WITHIN]) or words[0] in AUXILIARIES
    begins = begins or any(form and words[0] == form[0] for form in forms)
    return begins and any(_asking(words) == _asking(form) for form in forms)


def _asking(words: list[str]) -> frozenset[int]:
    return frozenset(ASKING[word] for word in words if word in ASKING)


def _same_kind(text: str, asked: Asked) -> bool:
    return kind_of(text) in {kind_of(form) for form in (asked.question, asked.own, asked.ruled) if form}


def _numbers(text: str, language: Language) -> frozenset[str]:
    two = {"2"} if language != "en" and _TWO in _words(text) else set()
    return frozenset({*_NUMBER.findall(text), *two})


def _has_names(text: str, asked: Asked) -> bool:
    """Whether each word that is written as a name, and is no word of substance, stands in what was said."""
    held = {word for word in _WORD.findall(asked.held) if word[0].isupper()}
    names = [match[0] for match in _WORD.finditer(text) if match[0][0].isupper() and match.start()]
    return all(name in held or name == "I" or name.lower() not in _SMALL for name in names)


def _has_words(text: str, asked: Asked, snapshot: Snapshot) -> bool:
    """Whether each word of substance stands in what was said, by its base form, in either language."""
    units = snapshot.units
    known = set(units.mentioned(asked.held))
    same = {
        word
        for start, end in units.mentions(text)
        if units.resolve(text[start:end]) in known
        for word in _words(text[start:end])
    }
    strange = strange_words(text, asked.held, asked.language) - same
    if not strange:
        return True
    keys = _keys(asked.held)
    focus = understand(text, snapshot, language=asked.language, every_edition=True).focus
    translated = {
        part for word in focus if any(f"={base}" in keys for base in word.bases) for part in _words(word.word)
    }
    return strange <= translated


def strange_words(text: str, held: str, language: Language) -> frozenset[str]:
    """The words of substance of a text in a language that another one does not have by their base form."""
    keys = _keys(held)
    return frozenset(word for word in _words(text) if not _is_small(word) and not _is_held(word, language, keys))


def _required(asked: Asked) -> frozenset[str]:
    """The words of substance that the question brings itself; of those that rules put otherwise, it is not known."""
    own = {word for word in _words(asked.own) if not _is_small(word)}
    if asked.ruled is None:
        return frozenset(own)
    keys = _keys(asked.ruled)
    return frozenset(word for word in own if _is_held(word, asked.language, keys))


def _same_limits(text: str, asked: Asked) -> bool:
    """Whether a text limits and denies as the question does, or as what it leans on."""
    own, put, before = (_limits(form) for form in (asked.own, text, asked.told))
    ruled = _limits(asked.ruled) if asked.ruled is not None else own
    added = put - own - ruled
    if added & _DENIALS or not (own & ruled) <= put:
        return False
    if own & _OF_MODALS:
        return not added & _OF_MODALS and added <= before
    return added <= before | {"shall"}


def _limits(text: str) -> frozenset[str]:
    return frozenset(LIMITS[word] for word in _words(text) if word in LIMITS)


def _same_parts(text: str, asked: Asked, snapshot: Snapshot) -> bool:
    """Whether a question of which only a part was named has that part in the earlier one's place."""
    if asked.leant is None or asked.ruled is None or asked.leant.by is not Leaning.PART:
        return True
    named = asked.leant.slots
    put, ruled = slots_of(text, snapshot), slots_of(asked.ruled, snapshot)
    pairs = (
        (named.years, put.years, ruled.years),
        (named.units, put.units, ruled.units),
        ((*named.places, *named.strangers), (*put.places, *put.strangers), (*ruled.places, *ruled.strangers)),
        (named.ordinals, put.ordinals, ruled.ordinals),
    )
    return all(
        not there or {_plain(text[slice(*span)]) for span in own} == {_plain(asked.ruled[slice(*span)]) for span in its}
        for there, own, its in pairs
    )


def _plain(name: str) -> str:
    return name.lower().removesuffix("s").replace("–", "-")


def _is_small(word: str) -> bool:
    return word in _SMALL or word in LIMITS or word in MODALS or word.isdigit()


def _is_held(word: str, language: Language, keys: frozenset[str]) -> bool:
    return not _own_keys(word, language).isdisjoint(keys)


def _keys(text: str) -> frozenset[str]:
    """The base forms of a text's words and of the parts of its compounds, in Norwegian and in English."""
    words = set(_words(text))
    parts = {part for word in words for part in compound_parts(base_of(word))}
    return frozenset().union(*(_own_keys(word, language) for word in words | parts for language in ("nb", "en")))


def _own_keys(word: str, language: str) -> frozenset[str]:
    """The base forms of a word, and of what it is translated by; without what only means the same."""
    return frozenset(key for key in keys_of(word, language) if key.startswith(("=", "e:")))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]

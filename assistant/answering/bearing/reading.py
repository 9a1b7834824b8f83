"""A text taken apart: its words with what they may mean, in clauses with what these say of themselves."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.meaning import (
    Keys,
    alone,
    bases_in,
    claiming_phrases,
    form_of,
    keys_of,
    phrases,
    telling_phrases,
)
from assistant.answering.bearing.verbs import is_verb, is_verb_base
from corpus.words.calendar import MONTHS, WEEKDAY_OF
from corpus.words.numbers import CARDINALS, ENGLISH_NUMERALS, ORDINALS
from corpus.words.small import FUNCTION_WORDS

_NUMERALS = "|".join(CARDINALS)
_TOKEN = re.compile(rf"%|\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’-](?!(?:{_NUMERALS})\b)[^\W\d_]+)*|[^\w\s]")
_ENDS = frozenset(".!?•■●➤▸▪◦…")
_GOES_ON = re.compile(r"\s?[a-zæøå]")
"""What comes after the point of a word that is shortened: "på avd. inkludert"."""
_BREAKS = frozenset(",;:–—()")
_BRACKETS = frozenset("()")
_ALSO_OTHERWISE = frozenset("så slik som as so than enn før siden etter der where what hva kva hvor kor".split())
"""Words that open a clause only where a verb follows."""
_PHRASE_REACH = 6  # words between those of a phrase ("legger Oslo kommune nå til rette")
_SUBJECTS = frozenset("den de dei han hun ho man vi they it we you".split())
_SHORT_WORD = 2
_COMPARED = frozenset(
    "mulig mogleg råd mange mykje mye godt tidlig tidleg langt få possible many much few well early far".split()
)
"""What follows "så", "som" or "as" where these compare."""
_JOINS = frozenset("og eller men samt and or but mens while".split())


@dataclass(frozen=True, eq=False)
class Word:
    """A word, number or sign; `clause` and `sentence` count from 0."""

    at: int
    start: int
    text: str
    base: str
    keys: Keys
    clause: int = 0
    sentence: int = 0
    content: bool = False
    opens: bool = False
    """Whether it stands first in its sentence."""

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()


@dataclass(frozen=True, eq=False)
class Reading:
    """A text taken apart."""

    words: tuple[Word, ...]
    language: str
    keys: Keys
    content: tuple[Word, ...] = field(default=())

    def clauses(self) -> list[list[Word]]:
        """Its words by clause, in order."""
        found: dict[int, list[Word]] = {}
        for word in self.words:
            found.setdefault(word.clause, []).append(word)
        return list(found.values())


@lru_cache(maxsize=2_000)
def read(text: str, language: str) -> Reading:
    """A text taken apart; `language` is nb (for nynorsk too) or en."""
    raw = list(_words(text, language))
    with_phrases = _with_phrases(raw, language)
    parted = _parted(with_phrases, language)
    keys = frozenset().union(*(word.keys for word in parted)) if parted else frozenset()
    return Reading(tuple(parted), language, keys, tuple(word for word in parted if word.content))


def _words(text: str, language: str) -> Iterator[Word]:
    sentence, opens = 0, True
    for at, match in enumerate(_TOKEN.finditer(text)):
        sign = match[0]
        if sign in _ENDS and not (sign == "." and _GOES_ON.match(text, match.end())):
            yield Word(at, match.start(), sign, sign, frozenset(), sentence=sentence)
            sentence, opens = sentence + 1, True
            continue
        if not (sign[0].isalpha() or sign == "%"):
            yield Word(at, match.start(), sign, sign, frozenset((f"#{sign}",)), sentence=sentence)
            continue
        said = "prosent" if sign == "%" else sign
        yield Word(
            at,
            match.start(),
            said,
            form_of(said, language),
            keys_of(said, language),
            sentence=sentence,
            content=is_content(said, language),
            opens=opens,
        )
        opens = False


@lru_cache(maxsize=50_000)
def is_content(word: str, language: str) -> bool:
    """Whether a word claims something of the matter by itself."""
    low = word.lower()
    grammar = word_lists.grammar(language)
    return not (
        low in FUNCTION_WORDS
        or low in word_lists.telling()
        or (language == "en" and form_of(low, language) in word_lists.telling())
        or form_of(low, language) in word_lists.telling_bases()
        or any(low in words for name, words in grammar.items() if name != "past" or low in FUNCTION_WORDS)
        or low in CARDINALS
        or low in ENGLISH_NUMERALS
        or low in ORDINALS
        or low in MONTHS
        or low in WEEKDAY_OF
        or (len(low) == 1 and low != "å")
    )


def _with_phrases(words: Sequence[Word], language: str) -> list[Word]:
    """The words, those of each phrase with its key as well: each is borne where the phrase is."""
    found = list(words)
    claimed: dict[int, Keys] = {}
    bases = [_bases(word) for word in words]
    present = frozenset().union(*bases) if bases else frozenset()
    told, empty, strong = phrases(language), telling_phrases(language), claiming_phrases(language)
    for start, word in enumerate(words):
        for base in bases[start]:
            for others, group in told.get(base, ()):
                if present.issuperset(others):
                    reach = 1 if word.low in FUNCTION_WORDS else _PHRASE_REACH
                    places = _follow(words, bases, start, others, reach)
                    places = _without_qualities(places, (base, *others), group, language)
                    for place in [one for one in places if words[one].content] or places:
                        found[place] = replace(found[place], keys=found[place].keys | {group})
            for others in empty.get(base, ()):
                if present.issuperset(others):
                    for place in _follow(words, bases, start, others, 1):
                        found[place] = replace(found[place], content=False)
            for others in strong.get(base, ()):
                if present.issuperset(others) and _follow(words, bases, start, others, 1):
                    claimed[start] = claimed.get(start, frozenset()) | {f"={'_'.join((base, *others))}"}
    for place, keys in claimed.items():
        near = range(place, min(place + 3, len(words)))
        of_phrases = frozenset(key for at in near for key in found[at].keys - words[at].keys)
        found[place] = replace(found[place], keys=keys | of_phrases, content=True)
    return found


def _without_qualities(places: list[int], phrase: tuple[str, ...], group: str, language: str) -> list[int]:
    """The places of a phrase without the adjectives of a noun that its group has alone: "økonomisk" of "støtte"."""
    last = phrase[-1]
    if not places or last not in alone(group, language):
        return places
    return [
        place
        for place, base in zip(places, phrase, strict=True)
        if base == last or is_verb_base(base) or not is_content(base, language)
    ]


def _bases(word: Word) -> frozenset[str]:
    """The base forms that a word may have, a nynorsk one those of its bokmål forms too."""
    return frozenset((word.base, word.low, *bases_in(word.keys)))


def _follow(
    words: Sequence[Word], bases: Sequence[frozenset[str]], start: int, others: Sequence[str], reach: int
) -> list[int]:
    """Where a phrase stands whose first word is at `start`, in order and near each other; nowhere where it does not."""
    places = [start]
    for wanted in others:
        near = range(places[-1] + 1, min(len(words), places[-1] + 2 + reach))
        place = next((i for i in near if wanted in bases[i]), None)
        if place is None or words[place].sentence != words[start].sentence:
            return []
        places.append(place)
    return places


def _parted(words: Sequence[Word], language: str) -> list[Word]:
    """The words with their clauses counted."""
    found: list[Word] = []
    clause, has_verb = 0, False
    for at, word in enumerate(words):
        if at and _opens_clause(words, at, language, has_verb=has_verb):
            clause, has_verb = clause + 1, False
        has_verb = has_verb or is_verb(word.low, language, finite=True)
        found.append(replace(word, clause=clause))
    return found


def _opens_clause(words: Sequence[Word], at: int, language: str, *, has_verb: bool) -> bool:
    word, before = words[at], words[at - 1]
    if before.sentence != word.sentence:
        return True
    if before.text == "," and word.low in _JOINS and at + 1 < len(words) and words[at + 1].low in ("å", "to"):
        return True
    if before.text in _BREAKS:
        if _is_span(words, at) or (before.text == "," and not has_verb and _enumerates(words, at, language)):
            return False
        return before.text in _BRACKETS or _has_verb(words, at, language)
    if word.low in word_lists.grammar(language)["subordinators"] and not _compares(words, at):
        return word.low not in _ALSO_OTHERWISE or _has_verb(words, at, language)
    if has_verb and _is_contact(words, at, language):
        return True
    return has_verb and word.low in _JOINS and _joins_clause(words, at, language)


def _compares(words: Sequence[Word], at: int) -> bool:
    """Whether a word only compares: "så mange barn som mulig", "as many as possible"."""
    after = words[at + 1].low if at + 1 < len(words) else ""
    return after in _COMPARED if words[at].low in ("så", "som", "as") else False


def _is_contact(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether a pronoun after a noun opens a clause about it: "tiltak den har valgt"."""
    after = words[at + 1].low if at + 1 < len(words) else ""
    return (
        words[at].low in _SUBJECTS
        and words[at - 1].text[0].isalpha()
        and _names(words[at - 1])
        and (is_verb(after, language, finite=True))
    )


def _names(word: Word) -> bool:
    """Whether a word may be a noun in a clause with a verb already."""
    return len(word.low) > _SHORT_WORD and word.low not in FUNCTION_WORDS and not is_verb(word.low, "nb", finite=True)


def _has_verb(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether a finite verb stands before the next break."""
    for word in words[at:]:
        if word.text in _BREAKS or word.text in _ENDS:
            return False
        if is_verb(word.low, language, finite=True):
            return True
    return False


def _is_span(words: Sequence[Word], at: int) -> bool:
    """Whether a dash stands between two numbers: "2024-2030"."""
    return at > 1 and words[at - 1].text in "–—-" and words[at].text[0].isdigit() and words[at - 2].text[0].isdigit()


def _enumerates(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether a comma only parts those of a row of subjects: "ledere, lærere og elever får"."""
    for place in range(at, len(words)):
        word = words[place]
        if (word.text in _BREAKS and word.text != ",") or word.text in _ENDS:
            return False
        if is_verb(word.low, language, finite=True) or word.low in word_lists.grammar(language)["subordinators"]:
            return False
        if word.low in ("og", "eller", "samt", "and", "or") and place > at and words[place - 1].content:
            return _has_verb(words, place, language)
    return False


def _joins_clause(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether a clause of its own, with a subject before its verb, follows what joins."""
    for place, word in enumerate(words[at + 1 : at + 5]):
        if word.text in _BREAKS or word.text in _ENDS:
            return False
        if is_verb(word.low, language, finite=True):
            return place > 0
    return False

"""A question as it was meant: misspelt words set right, compounds that were written apart put together."""

import re
import weakref
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import simplemma
from rapidfuzz import process
from rapidfuzz.distance import OSA
from wordfreq import top_n_list

from assistant.question.wordings import bokmal_forms, kind_words, phrases
from corpus.words.analysis import word_terms
from corpus.words.lexicon import compound_parts, lemma, zipf
from corpus.words.small import FUNCTION_WORDS
from corpus.words.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
_SHORTEST_LIKE = 4  # letters: a shorter word is like too many others
_LONG = 7  # letters: from here on two edits may be one mistake each
_SOUND = 1.8  # Zipf: the frequency list has common misspellings too, all about as rare as this (mostand 1.75)
_COMMON = 3.0  # Zipf: a word as common as this is meant as it stands
_COMMONER = 0.8  # Zipf: so much commoner is the right spelling of a misspelling that is common itself (resurs)
_OF_THE_PLANS = 1.5  # Zipf that a word of the plans has before one of the language at large
_WELL_KNOWN = 3.8  # Zipf: a compound of such parts is a word, though no list has it
_SHORTEST_STEM = 5
_INFLECTIONS = ("ene", "ane", "en", "et", "er", "ar")
_ENDINGS = (*_INFLECTIONS, "a", "e", "s", "n")
_MOST_OTHERS = 10_000  # words of the language: those of Zipf 3.4 and more
_INTERROGATIVES = {
    "va": "hva",
    "ka": "kva",
    "vem": "hvem",
    "kem": "kven",
    "vor": "hvor",
    "vordan": "hvordan",
    "vilke": "hvilke",
    "vilken": "hvilken",
    "vilket": "hvilket",
    "vorfor": "hvorfor",
    "nar": "når",
    "naar": "når",
}
_SAID_ALIKE = (
    (re.compile("aa"), "å"),
    (re.compile("^hv"), "v"),
    (re.compile("^(?:gj|hj|lj)"), "j"),
    (re.compile("(?:skj|sj|stj|kj|tj)"), "sj"),
    (re.compile("gj"), "j"),
    (re.compile("[æé]"), "e"),
    (re.compile("[åø]"), "o"),
    (re.compile("(?<=[lnr])d"), ""),
    (re.compile("(?<=.)ig$"), "i"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("c"), "k"),
    (re.compile("w"), "v"),
    (re.compile(r"(.)\1"), r"\1"),
)


@dataclass(frozen=True)
class _Words:
    """The words that a question may be made of, by what they sound like: those of the plans, and all others."""

    plans: Mapping[str, str]
    others: Mapping[str, str]
    vocabulary: frozenset[str]
    ordered: Sequence[str]


_KEPT: dict[int, _Words] = {}


def set_right(text: str, vocabulary: Mapping[str, int]) -> str:
    """The text with its misspelt words set right by the words of the plans, of questions, and of the language.

    Words that are known as they stand are kept: a good word that no plan has is no misspelling of one that they have.
    """
    words = _words(Vocabulary.of(vocabulary))
    found = list(_WORD.finditer(text))
    parts: list[str] = []
    end = at = 0
    while at < len(found):
        taken, wanted = _wanted(text, found, at, words)
        parts.extend((text[end : found[at].start()], wanted))
        end = found[at + taken - 1].end()
        at += taken
    return "".join((*parts, text[end:]))


def _wanted(text: str, found: Sequence[re.Match[str]], at: int, words: _Words) -> tuple[int, str]:
    """How many words from here are one, and what it is to be."""
    word = found[at][0]
    if word.isupper():
        return 1, word
    if at + 1 < len(found) and text[found[at].end() : found[at + 1].start()] == " ":
        together = _together(word, found[at + 1][0], words)
        if together is not None:
            return 2, together
    if at and word[0].isupper():
        return 1, word  # a name
    return 1, _INTERROGATIVES.get(word.lower()) or _right(word.lower(), words) or word


def _together(first: str, second: str, words: _Words) -> str | None:
    """The compound that two words are, if the plans have it in one."""
    if not second.islower() or min(len(first), len(second)) < _SHORTEST:
        return None
    if first.lower() in kind_words() or second in FUNCTION_WORDS:
        return None
    joined = (first + second).lower()
    base = lemma(joined)
    forms = (joined, base) if len(base) > len(first) else (joined,)  # else the base form is that of the first alone
    if any(form in words.vocabulary for form in forms):
        return joined
    begun = first.lower()
    for word in _beginning_with(begun, words):
        if word != begun and lemma(word[len(begun) :]) == lemma(second):
            return joined
    alike = (words.plans.get(_sound(form)) for form in forms)
    return next((found for found in alike if found), None)


def _beginning_with(begun: str, words: _Words) -> Iterator[str]:
    at = bisect_left(words.ordered, begun)
    while at < len(words.ordered) and words.ordered[at].startswith(begun):
        yield words.ordered[at]
        at += 1


def _right(word: str, words: _Words) -> str | None:
    """The right spelling of a word that is none, or of a misspelling so common that it is listed; else None."""
    if len(word) < _SHORTEST or _is_known(word, words) or any(_is_known(form, words) for form in bokmal_forms(word)):
        return None
    common = max(zipf(word), zipf(lemma(word)))
    for sound in _sounds(word):
        alike = [kept[sound] for kept in (words.plans, words.others) if sound in kept]
        same = max(alike, key=lambda other: _weight(other, words), default=None)
        if same is not None and (common < _SOUND or zipf(same) >= common + _COMMONER):
            return same
    if common >= _SOUND or len(word) < _SHORTEST_LIKE:
        return None
    return _likest(word, words)


def _likest(word: str, words: _Words) -> str | None:
    """The word that the fewest edits make of this one, of several the commonest."""
    most = 2 if len(word) >= _LONG else 1
    near = [
        (min(distance, OSA.distance(word, kept[sound])), word[0] != kept[sound][0], -_weight(kept[sound], words), sound)
        for kept in (words.plans, words.others)
        for wanted in dict.fromkeys((_sound(word), _sound(lemma(word))))
        for sound, distance, _ in process.extract(wanted, kept.keys(), scorer=OSA.distance, score_cutoff=2, limit=9)
    ]
    distance, *_, sound = min(near, default=(most + 1, ""))
    return (words.plans.get(sound) or words.others[sound]) if distance <= most else None


def _sounds(word: str) -> list[str]:
    """What the word and its base form sound like, also without the ending, which the plans' words do not have."""
    stems = [word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending)]
    forms = [word, lemma(word), *(stem for stem in stems if len(stem) >= _SHORTEST_STEM)]
    return list(dict.fromkeys(map(_sound, forms)))


def _weight(word: str, words: _Words) -> float:
    return zipf(word) + (_OF_THE_PLANS if word in words.vocabulary else 0.0)


def _is_known(word: str, words: _Words) -> bool:
    base, *parts = word_terms(word)
    if base in words.vocabulary or word in kind_words() or word in phrases():
        return True
    if simplemma.is_known(word, lang=("nb", "nn")) or max(zipf(word), zipf(base)) >= _COMMON:
        return True
    if any(word.endswith(ending) and word[: -len(ending)] in words.vocabulary for ending in _INFLECTIONS):
        return True
    return bool(parts) and all(zipf(part) >= _WELL_KNOWN for part in compound_parts(base))


def _sound(word: str) -> str:
    """What a word sounds like, roughly: its silent and doubled letters left out."""
    sound = word.lower()
    for pattern, said in _SAID_ALIKE:
        sound = pattern.sub(said, sound)
    return sound


def _words(vocabulary: Vocabulary) -> _Words:
    """The words that questions to this corpus may be made of: made once, and gone with its vocabulary."""
    kept = _KEPT.get(id(vocabulary))
    if kept is None:
        plain = [word for word in vocabulary if word.isalpha()]
        kept = _Words(
            plans={_sound(word): word for word in sorted(plain, key=zipf)},
            others=_others(),
            vocabulary=frozenset(vocabulary),
            ordered=sorted(plain),
        )
        _KEPT[id(vocabulary)] = kept
        weakref.finalize(vocabulary, _KEPT.pop, id(vocabulary), None)
    return kept


@lru_cache(maxsize=1)
def _others() -> dict[str, str]:
    """The words of the language at large and of questions, the commonest of those that sound alike."""
    listed = [word for word in top_n_list("nb", _MOST_OTHERS) if word.isalpha() and len(word) > 1]
    asked = sorted(word for word in phrases() | kind_words() if word.isalpha())
    return {_sound(word): word for word in (*reversed([*asked, *listed]), *sorted(kind_words()))}

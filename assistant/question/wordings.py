"""How the plans may put the words of a question: translated, in another written form, spelt right."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz, process
from simplemma import lemmatize

from assistant.texts import Language
from corpus.words.analysis import content_words, fold, word_terms
from corpus.words.asking import KIND_WORDS
from corpus.words.lexicon import compound_parts, is_compound, lemma, zipf
from corpus.words.numbers import NUMERALS
from corpus.words.small import FUNCTION_WORDS
from corpus.words.vocabulary import Vocabulary

_UNMARKED = frozenset(fold(word) for word in FUNCTION_WORDS if fold(word) != word)
_EMPTY_WORDS = [fold(word) for word in sorted(FUNCTION_WORDS | KIND_WORDS) if len(word) > 3]
_NYNORSK_FORMS = tuple(
    (re.compile(pattern), bokmal)
    for pattern, bokmal in (
        (r"ane$", "ene"),
        (r"ar$", "er"),
        (r"leg(e|t)?$", r"lig\1"),
        (r"inga$", "ingen"),
        (r"a$", "en"),
        (r"a$", "et"),
        (r"ande$", "ende"),
        (r"leik(en|ar|ane)?$", r"het\1"),
        (r"skap(en)?$", r"skap\1"),
        (r"ast$", "es"),
        (r"skule", "skole"),
        (r"kvar", "hver"),
        (r"rettlei", "veiled"),
        (r"tilvis", "henvis"),
        (r"heim", "hjem"),
        (r"leik", "lek"),
    )
)
_NYNORSK_ENDINGS = ("", "a", "en", "et", "ane")  # of compounds, whose forms no list of words has: "teieplikta"
_CORRECTED = 84.0  # rapidfuzz ratio: "styreresurs" to "styrerressurs" 92, "strategi" to "strategisk" 89
_CORRECTED_SHORT = 90.0
_SHORT = 6
_SHORTEST_CORRECTED = 4
_SOUND = 1.8  # Zipf: the frequency list has common misspellings too, all about as rare as this (mostand 1.75)


def is_kind_word(word: str) -> bool:
    """Whether a word only says what kind of answer is wanted, or nothing."""
    unmarked = word in _UNMARKED or word in FUNCTION_WORDS
    return unmarked or word in KIND_WORDS or lemma(word) in KIND_WORDS or word in NUMERALS


@cache
def kind_words() -> frozenset[str]:
    """All words that carry nothing of what a question is about."""
    return FUNCTION_WORDS | KIND_WORDS | frozenset(NUMERALS)


@cache
def phrases() -> frozenset[str]:
    """All phrases of the term list, lower case."""
    return frozenset(phrase.lower() for language in ("nb", "nn", "en") for phrase in _dictionary(language))


@cache
def english_words() -> frozenset[str]:
    """The single words of the English term list, lower case."""
    return frozenset(word for phrase in _dictionary("en") if (word := phrase.lower()).isalpha())


def is_misspelt_kind_word(word: str, vocabulary: Mapping[str, int]) -> bool:
    """Whether a word that neither the plans nor the language has is nearly one that says nothing ("jøre")."""
    if len(word) < _SHORTEST_CORRECTED or is_in(word_terms(word), vocabulary) or is_compound(word):
        return False
    if max(zipf(word), zipf(lemma(word))) >= _SOUND:
        return False
    return process.extractOne(fold(word), _EMPTY_WORDS, scorer=fuzz.ratio, score_cutoff=_CORRECTED) is not None


@cache
def _dictionary(language: str) -> dict[str, tuple[str, ...]]:
    """Phrase → bokmål base forms; nynorsk has the everyday bokmål words as well."""
    written = ("nb", "nn") if language == "nn" else (language,)
    return {phrase: tuple(words) for name in written for phrase, words in _terms(name).items()}


@cache
def _nynorsk() -> dict[str, tuple[str, ...]]:
    """Bokmål base form → the nynorsk words that the term list has for it."""
    found: dict[str, list[str]] = {}
    for phrase, words in _terms("nn").items():
        for word in words:
            if " " not in f"{phrase}{word}" and phrase != word:
                for base in dict.fromkeys((word, lemma(word))):
                    found.setdefault(base, []).append(phrase.lower())
    return {word: tuple(phrases) for word, phrases in found.items()}


def in_nynorsk(words: Iterable[str], vocabulary: Mapping[str, int]) -> list[str]:
    """What bokmål words are called in nynorsk, where the `vocabulary` of what is written in it has that."""
    if not vocabulary:
        return []
    bases = dict.fromkeys(base for word in words for base in (word.lower(), lemma(word)))
    called = dict.fromkeys(other for base in bases for other in _called(base))
    forms = dict.fromkeys(f"{other}{ending}" for other in called for ending in _NYNORSK_ENDINGS)
    found: dict[tuple[str, ...], str] = {}
    for form in forms:
        if form not in bases and is_in(word_terms(form), vocabulary):
            found.setdefault(word_terms(form), form)
    return list(found.values())


def _called(base: str) -> Iterator[str]:
    """What a bokmål base form is called in nynorsk; a compound, by its parts (turleder, turleiar)."""
    yield from _nynorsk().get(base, ())
    for part in compound_parts(base)[1:]:
        yield from (base.replace(part, other) for other in _nynorsk().get(part, ()))


def _terms(name: str) -> dict[str, list[str]]:
    return tomllib.loads((files("assistant.question") / "terms" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _phrase_pattern(language: str) -> re.Pattern[str]:
    phrases = sorted(_dictionary(language), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)


def phrase_terms(language: Language, phrase: str) -> tuple[str, ...]:
    """The bokmål base forms that the term list of a language has for a phrase, if any; no other list."""
    return _own_terms(language).get(phrase.lower(), ())


@cache
def _own_terms(language: Language) -> dict[str, tuple[str, ...]]:
    return {phrase.lower(): tuple(words) for phrase, words in _terms(language).items()}


@cache
def _by_phrase(language: str) -> dict[str, tuple[str, ...]]:
    return {phrase.lower(): words for phrase, words in _dictionary(language).items()}


def translations(text: str, language: Language) -> dict[str, tuple[str, ...]]:
    """What stands in the question that the term list translates, longest phrases first; of words that no phrase took,
    the base forms as well.
    """
    dictionary = _by_phrase(language)
    pattern = _phrase_pattern(language)
    found = dict.fromkeys(match.lower() for match in pattern.findall(text))
    left = [word for word in content_words(pattern.sub(" ", text)) if not is_kind_word(word)]
    bases = english_bases(" ".join(left)) if language == "en" else [lemma(word) for word in left]
    found.update(dict.fromkeys(match.lower() for match in pattern.findall(" ".join(bases))))
    return {phrase: dictionary[phrase] for phrase in found if not is_kind_word(phrase)}


def english_bases(text: str) -> list[str]:
    """The base forms of the English words that are not their own ("organised" → "organise")."""
    bases = {word: str(lemmatize(word, lang="en")).lower() for word in content_words(text)}
    return [base for word, base in bases.items() if base != word]


def is_in(alternative: tuple[str, ...], vocabulary: Mapping[str, int]) -> bool:
    """Whether the corpus has a word with these index terms, or all its parts."""
    base, *parts = alternative
    return base in vocabulary or (bool(parts) and all(part in vocabulary for part in parts))


def correction(word: str, vocabulary: Mapping[str, int], language: Language) -> str | None:
    """The word of the corpus that this one was probably meant to be, or None.

    Nynorsk forms are tried first, then missing diacritics, then likeness; a good word that the plans do not have is
    no misspelling of one they have, unless it is only good as an odd compound and very like.
    """
    if len(word) < _SHORTEST_CORRECTED or is_in(word_terms(word), vocabulary):
        return None
    for variant in bokmal_forms(word):
        if is_in(word_terms(variant), vocabulary):
            return variant
    by_fold = Vocabulary.of(vocabulary).folded
    if language != "en" and max(zipf(word), zipf(lemma(word))) >= _SOUND:
        return None
    least = _CORRECTED if len(word) >= _SHORT and not is_compound(word) else _CORRECTED_SHORT
    for wanted in dict.fromkeys((fold(lemma(word)), fold(word))):
        if wanted in by_fold:
            return by_fold[wanted]
    for wanted in dict.fromkeys((fold(lemma(word)), fold(word))):
        found = process.extractOne(wanted, by_fold.keys(), scorer=fuzz.ratio, score_cutoff=least)
        if found is not None:
            return by_fold[found[0]]
    return None


def bokmal_forms(word: str) -> list[str]:
    """The bokmål words that a nynorsk form may stand for, by its ending or its vowels ("tidleg" → "tidlig")."""
    forms = [pattern.sub(bokmal, word) for pattern, bokmal in _NYNORSK_FORMS]
    return [form for form in dict.fromkeys(forms) if form != word]

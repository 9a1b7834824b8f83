"""What words mean, so far that two of them can be told to be the same: base forms, stems, synonyms, opposites."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from simplemma import lemmatize

from assistant.answering.bearing import word_lists
from assistant.question.wordings import bokmal_forms, phrase_terms
from assistant.texts import Language
from corpus.words.lexicon import compound_parts, lemma, zipf
from corpus.words.small import FUNCTION_WORDS

Keys = frozenset[str]

_SHORTEST_STEM = 3
_LONG = 6  # letters: "delegere", but not "flere"
_KNOWN = 2.0  # Zipf: what is rarer is likelier a misspelling than a word
_SUFFIXES = tuple(  # of verbal nouns, participles and adjectives made of verbs; the longest first
    "elsene elsen elser else ingene ingane ingen inga inger ingar ning ing sjoner sjonen sjon erende erande ende ande "
    "ering erer ere et te t es ast a e".split()
)
_ABSTRACT = tuple("hetene heten heter het leiken leik skapen skap".split())
_VERB_ENDINGS = ("er", "ar", "et", "t", "te", "de", "a", "es", "ast")
_GROUPED = frozenset("få får fått gjør gjøre nå nås følge samme same egen alle begge hver".split())
"""Small words that have synonyms; the others stand in phrases only."""
_USED = 1.5  # Zipf: of the past or the passive of a verb in -e ("utvikles" 4.1, "oppgaves" 0)
_ENDINGS = tuple("anes enes ane ene ens ets ar er en et a e s".split())


@lru_cache(maxsize=100_000)
def base_of(word: str) -> str:
    """The base form of a Norwegian word in the sense that plans have it."""
    lower = word.lower()
    known = word_lists.bases().get(lower)
    if known is not None:
        return known
    found = lemma(lower)
    if found == lower and zipf(lower) == 0:
        return _inferred(lower)
    return found


def _inferred(word: str) -> str:
    """The base form of a word that no list has: that of its bokmål form, or of its last part."""
    for form in bokmal(word):
        if form in word_lists.bases() or zipf(form) > 0:
            return word_lists.bases().get(form) or lemma(form)
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > _SHORTEST_STEM:
            for form in (stem, f"{stem}e"):
                if zipf(form) > 0 or len(compound_parts(form)) > 1:
                    return form
    return word


@lru_cache(maxsize=100_000)
def bokmal(word: str) -> tuple[str, ...]:
    """The bokmål words that a nynorsk one may be, by its pieces and its ending, the likeliest first."""
    pieces = [(old, new) for old, new in word_lists.nynorsk("pieces") if old != new and old in word]
    whole = word
    for old, new in pieces:
        whole = whole.replace(old, new)
    ends = [
        f"{form.removesuffix(old)}{new}"
        for form in dict.fromkeys((whole, word))
        for old, new in word_lists.nynorsk("endings")
        if form.endswith(old) and old != new
    ]
    single = [word.replace(old, new) for old, new in pieces]
    told = (*_strong(word), whole, *ends, *single, *bokmal_forms(word))
    return tuple(form for form in dict.fromkeys(told) if form != word)


def _strong(word: str) -> list[str]:
    """The bokmål verb of a form of a strong verb of nynorsk with a prefix: "bidreg", "vedteke"."""
    return [
        f"{prefix}{verb}"
        for form, verb in word_lists.nynorsk("strong")
        if word.endswith(form)
        for old, prefix in word_lists.nynorsk("prefixes")
        if word == f"{old}{form}" and zipf(f"{prefix}{verb}") > 0
    ]


@lru_cache(maxsize=100_000)
def stems(word: str) -> Keys:
    """What is left of a base form without the endings that make a noun or an adjective of a verb."""
    found = set()
    for suffix in (*_SUFFIXES, *_ABSTRACT):
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            found.add(stem)
            if suffix in _SUFFIXES[:13]:
                break
    return frozenset(f"~{stem}" for stem in {*found, word})


@lru_cache(maxsize=100_000)
def own_keys(word: str, language: str) -> Keys:
    """The keys that a word has of itself, without its synonyms."""
    if language == "en":
        low = word.lower().removesuffix("'s").removesuffix("’s")
        return frozenset((f"e:{low}", f"e:{str(lemmatize(low, lang='en')).lower()}"))
    low = word.lower()
    bases = {base_of(word), low}
    if low.endswith("s") and len(low) > _SHORTEST_STEM:
        bases.add(base_of(low[:-1]))
    bases |= {base_of(form) for form in _nynorsk(word)} | _infinitives(low)
    return frozenset(f"={base}" for base in bases) | frozenset().union(*(stems(base) for base in bases))


def _infinitives(word: str) -> set[str]:
    """The verbs that a word may be the present or the participle of ("lærer": lære, "bestemt": bestemme)."""
    found: set[str] = set()
    for ending in _VERB_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM - 1:
            found |= {form for form in (f"{stem}e", f"{stem}{stem[-1]}e") if is_infinitive(form)}
    return found


@lru_cache(maxsize=100_000)
def is_infinitive(word: str) -> bool:
    """Whether a word is an infinitive in -e: its present, and its past or passive, are in use."""
    if not word.endswith("e") or len(word) < _SHORTEST_STEM:
        return False
    if word.endswith("ere") and len(word) > _LONG and zipf(word + "n") <= zipf(word):
        return True
    stem = word[:-1]
    used = max(zipf(word + "s"), zipf(stem + "et"), zipf(stem + "te"), zipf(stem + "t"), zipf(stem + "a"))
    if zipf(word + "r") > zipf(word + "n") and used >= _USED:
        return True
    parts = compound_parts(word) if zipf(word + "r") == 0 else ()
    return len(parts) > 1 and is_infinitive(parts[-1]) and parts[-1] != word


def _nynorsk(word: str) -> list[str]:
    """The bokmål words that a nynorsk one may stand for."""
    lower = word.lower()
    told = {*phrase_terms("nn", lower), *phrase_terms("nn", lemma(lower))}
    is_odd = zipf(lower) == 0 and len(lower) > _LONG
    known = (
        form
        for form in bokmal(lower)
        if (len(lower) >= _SHORTEST_STEM or len(form) == len(lower))
        and (zipf(form) > _KNOWN or form in word_lists.bases() or (is_odd and len(compound_parts(form)) > 1))
    )
    return [term for term in (*told, *known) if " " not in term]


@cache
def _groups() -> dict[str, Keys]:
    """The ids of the groups of synonyms by the key of each of their words."""
    found: dict[str, set[str]] = defaultdict(set)
    for number, group in enumerate(word_lists.synonyms()):
        for word in group:
            if "_" in word:
                continue
            for key in (*_strict(word), f"e:{word}", f"e:{lemmatize(word, lang='en')}"):
                found[key].add(f"g{number}")
    return {key: frozenset(ids) for key, ids in found.items()}


def _strict(word: str) -> list[str]:
    return [f"={base_of(word)}", f"={word.lower()}"]


@cache
def phrases(language: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The phrases of the groups by their first word: the base forms of the others, and the key of the group."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for number, group in enumerate(word_lists.synonyms()):
        for member in group:
            if "_" in member:
                first, *others = (form_of(word, language) for word in member.split("_"))
                found[first].append((tuple(others), f"g{number}"))
    return {first: sorted(others, key=lambda one: -len(one[0])) for first, others in found.items()}


@lru_cache(maxsize=10_000)
def alone(group: str, language: str) -> frozenset[str]:
    """The base forms of the words that stand alone in a group of synonyms, by its key; of Norwegian only."""
    if language == "en":
        return frozenset()
    members = word_lists.synonyms()[int(group.removeprefix("g"))]
    return frozenset(form_of(word, language) for word in members if "_" not in word)


@cache
def telling_phrases(language: str) -> dict[str, list[tuple[str, ...]]]:
    """The phrases that claim nothing by their first word: the base forms of the others."""
    return _by_first(word_lists.telling_phrases(), language)


@cache
def claiming_phrases(language: str) -> dict[str, list[tuple[str, ...]]]:
    """The phrases that claim much, though none of their words does, by their first word."""
    return _by_first(word_lists.claiming_phrases(), language)


def _by_first(phrases_: Iterable[tuple[str, ...]], language: str) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in phrases_:
        first, *others = (form_of(word, language) for word in phrase)
        found[first].append(tuple(others))
    return dict(found)


def form_of(word: str, language: str) -> str:
    """The base form that phrases are looked for by."""
    return str(lemmatize(word.lower(), lang="en")).lower() if language == "en" else base_of(word)


@lru_cache(maxsize=100_000)
def keys_of(word: str, language: str) -> Keys:
    """All that a word may mean: two words that share a key may stand for each other."""
    own = own_keys(word, language)
    if language != "en" and word.lower() in FUNCTION_WORDS - _GROUPED:
        return own
    groups = _groups()
    found = set(own)
    for key in own:
        if not key.startswith("~"):
            found |= groups.get(key, frozenset())
    if language == "en":
        found |= _translated(word)
    return frozenset(found)


def _translated(word: str) -> Keys:
    lower = word.lower()
    base = str(lemmatize(lower, lang="en")).lower()
    words = [term for form in {lower, base} for term in phrase_terms("en", form) if " " not in term]
    return frozenset(f"={base_of(term)}" for term in words)


@cache
def _sides() -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, pair in enumerate(word_lists.opposites()):
        for side, words in enumerate(pair):
            for word in words.split():
                for key in (*_strict(word), f"e:{word}"):
                    found[key].append((number, side))
    return found


@lru_cache(maxsize=100_000)
def sides(word: str, language: Language) -> frozenset[tuple[int, int]]:
    """The sides that a word takes in pairs of opposites: the pair and 0 or 1."""
    return frozenset(side for key in own_keys(word, language) for side in _sides().get(key, ()))


def bases_in(keys: Keys) -> set[str]:
    """The base forms among keys, without what tells their language."""
    return {key.split(":", 1)[-1].removeprefix("=") for key in keys if key[:2] == "e:" or key[0] == "="}


@lru_cache(maxsize=100_000)
def narrower(word: str, language: str) -> Keys:
    """The keys of narrower words that this one may be told of."""
    told = word_lists.wider()
    words = [told[base] for base in bases_in(own_keys(word, language)) if base in told]
    return frozenset(key for list_ in words for narrow in list_.split() for key in _strict(narrow))


LETTERS = re.compile(r"[^\W\d_]+")

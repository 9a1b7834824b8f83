"""The lists of words that bearing rests on, as words/*.toml has them."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_WORDS = files("assistant.answering.bearing") / "words"


@cache
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Groups of words that may stand for each other; a phrase has its words joined by `_`."""
    names = sorted(one.name.removesuffix(".toml") for one in (_WORDS / "synonyms").iterdir())
    return tuple(tuple(group.split()) for name in names for group in _read(f"synonyms/{name}")["groups"])


@cache
def opposites() -> tuple[tuple[str, str], ...]:
    """Pairs of lists of words that may never stand for each other."""
    return tuple((one, other) for one, other in _read("opposites")["opposites"])


@cache
def wider() -> dict[str, str]:
    """The narrower words, in a list, that each word may be told of."""
    return dict(_read("wider")["wider"])


@cache
def bases() -> dict[str, str]:
    """The base form of each word form that the lemmatiser gets wrong."""
    return {form: base for base, forms in _read("bases")["bases"].items() for form in forms.split()}


@cache
def telling() -> frozenset[str]:
    """Words that tell of a source and claim nothing."""
    return frozenset(word for word in _read("telling")["words"].split() if "_" not in word)


@cache
def telling_bases() -> frozenset[str]:
    """Base forms of words that claim nothing in any of their forms."""
    return frozenset(_read("telling")["bases"].split())


@cache
def telling_phrases() -> tuple[tuple[str, ...], ...]:
    """Phrases whose words claim nothing together."""
    return _phrases("phrases")


@cache
def claiming_phrases() -> tuple[tuple[str, ...], ...]:
    """Phrases of words that claim nothing alone, and much together ("si opp")."""
    return _phrases("claiming")


def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split("_")) for phrase in _read("telling")[name].split())


@cache
def light() -> frozenset[str]:
    """Base forms of verbs that claim no more than the noun of a deed that they take ("gir veiledning")."""
    return frozenset(_read("telling")["light"].split())


@cache
def weak() -> frozenset[str]:
    """Base forms of words of which one in a sentence may be missing where the evidence has the rest."""
    return frozenset(_read("telling")["weak"].split())


@cache
def actors() -> frozenset[str]:
    """Base forms of who acts, or is acted upon."""
    return frozenset(_read("actors")["actors"].split())


@cache
def aims() -> frozenset[str]:
    """The nouns that say that something is aimed at: "målet", "formål", "purpose"."""
    return frozenset(_read("grammar")["aims"]["words"].split())


@cache
def genres(mode: str) -> tuple[str, ...]:
    """The ends of words of headings under which a phrase may be told so: "tiltak", "anbefalinger"."""
    return tuple(_read("grammar")["genres"].get(mode, "").split())


@cache
def grammar(language: str) -> dict[str, frozenset[str]]:
    """The small words of a language by what they say; bokmål and nynorsk are one."""
    told = _read("grammar")["en" if language == "en" else "nb"]
    return {name: frozenset(words.split()) for name, words in told.items()}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_WORDS / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def nynorsk(kind: str) -> tuple[tuple[str, str], ...]:
    """Pieces or endings of nynorsk words, and what bokmål has for them."""
    return tuple((old, new) for old, new in _read("nynorsk")[kind])


@cache
def foreign(kind: str) -> frozenset[str]:
    """The words that tell another language (swedish, danish), or address the reader (addressed)."""
    return frozenset(_read("foreign")[kind].split())


@cache
def owner_forms() -> tuple[str, ...]:
    """The patterns by which a sentence says who is responsible; the group `owner` is who."""
    return tuple("".join(lines) for lines in _read("owners")["forms"])


@cache
def frames(kind: str) -> frozenset[str]:
    """Words that tell what stands where in a clause, by what they tell."""
    return frozenset(_read("frames")[kind].split())


@cache
def nouns() -> frozenset[str]:
    """Words that look like forms of verbs and are none in plans."""
    return frozenset(_read("nouns_not_verbs")["words"].split())


@cache
def qualifiers() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Small words before a noun, and how words begin that let a sentence say them."""
    told = _read("qualifiers")["qualifier"]
    return tuple((frozenset(one["words"].split()), frozenset(one["borne"].split())) for one in told)


@cache
def general_things() -> frozenset[str]:
    """Nouns so general that "several" or "the same" of them says nothing more."""
    return frozenset(_read("qualifiers")["general"].split())

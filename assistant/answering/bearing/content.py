"""Whether the evidence bears each word of substance of a sentence."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.compounds import part_keys, splits
from assistant.answering.bearing.grounds import PARTICIPLES, Grounds
from assistant.answering.bearing.meaning import base_of, bases_in, keys_of, narrower, own_keys
from assistant.answering.bearing.reading import Reading, Word
from assistant.answering.bearing.verbs import is_deed, is_passive, is_verb
from corpus.words.lexicon import compound_parts, zipf

_POSSESSIVE = re.compile(r"['’]s$")
_LINKS = ("", "s", "e", "-")
_SHORTEST_PART = 3
_LONG_STEM = 4  # of a part of a compound: "mål" of "målrettet" is no "måle"
_FEWEST_LETTERS = 4
_USES = frozenset("bruke benytte nytte anvende".split())
"""Verbs that in the passive say no more than the preposition after them ("brukes til")."""
_ENOUGH = 5  # words of substance of which one may be weak
_REQUIRES = frozenset("kreve krevje forutsette føresetje fordre require presuppose".split())
_REQUIRED = frozenset("må måtte nødvendig nødvendige påkrevd forutsetning forutsetter uten".split())
"""What says of a thing that another requires it: "bemanningen må være tilstrekkelig", "ikke mulig uten"."""
_OF_USE = frozenset("til for to".split())
_DEGREES = frozenset("bare kun berre også òg først fremst og primært hovedsakelig".split())
_WANTS = frozenset("behov trenge behøve mangle mangel ønske savne søke søknad spørre etterspørre uten utan".split())
_REACH = 5  # words between a verb and the noun of a deed
_ADJECTIVAL = ("ig", "ige", "isk", "iske", "leg", "lege", "al", "ic", "ous", "ive", "store", "nye", "ne", "rt", "te")
_KNOWN = 2.2  # Zipf: the rarest word that the rest of a compound may be, as in corpus/words/lexicon


def unborne(sentence: Reading, grounds: Grounds, named: Sequence[tuple[int, int]] = ()) -> list[Word]:
    """The words of substance that the evidence has neither as they are, nor in other words, nor in their parts.

    `named` are the places in the sentence (start, end) where it names units that the evidence has.
    """
    missing = [
        word
        for word in sentence.content
        if not any(start <= word.start < end for start, end in named)
        and not is_borne(word, grounds, sentence.language)
        and not _is_light(word, sentence, grounds)
    ]
    if len(missing) == 1 and len(sentence.content) >= _ENOUGH and _is_weak(missing[0]):
        return []
    return missing


def _is_weak(word: Word) -> bool:
    """Whether a word claims little beside what it stands with ("kartleggingen viser ...")."""
    return word.base in word_lists.weak()


def _is_light(word: Word, sentence: Reading, grounds: Grounds) -> bool:
    """Whether a verb claims no more than the noun of a deed that it takes, and the evidence has."""
    if word_lists.light().isdisjoint(bases_in(word.keys)):
        return False
    if word.base in _USES and is_passive(word.low) and _next(word, sentence) in _OF_USE:
        return True
    taken = next(_taken(word, sentence), None)
    if taken is None or not is_deed(taken.low) or _is_only_wanted(taken, grounds):
        return False
    return is_borne(taken, grounds, sentence.language)


def _is_only_wanted(deed: Word, grounds: Grounds) -> bool:
    """Whether the evidence tells of a deed only as of what somebody needs, lacks or asks for: "behov for støtte"."""
    words = grounds.reading.words
    places = [at for at, own in enumerate(words) if not own.keys.isdisjoint(deed.keys)]
    near = [{word.base for word in words[max(0, at - _REACH) : at]} for at in places]
    return bool(near) and all(not _WANTS.isdisjoint(bases) for bases in near)


def _next(word: Word, sentence: Reading) -> str:
    """The word after one that is not a degree ("brukes bare til")."""
    after = (one.low for one in sentence.words if one.at > word.at and one.low not in _DEGREES)
    return next(after, "")


def _taken(verb: Word, sentence: Reading) -> Iterator[Word]:
    """The noun that a verb takes: the first word of substance after it that does not look like an adjective."""
    after = (one for one in sentence.content if 0 < one.at - verb.at <= _REACH and one.clause == verb.clause)
    for one in after:
        if not _is_before_another(one, sentence) and not one.low.endswith(_ADJECTIVAL):
            yield one


def _is_before_another(word: Word, sentence: Reading) -> bool:
    """Whether a word of substance follows at once, or after a comma: "a common, systematic approach"."""
    after = sentence.words[sentence.words.index(word) + 1 :][:2]
    return any(one.content for one in after[:1]) or (len(after) > 1 and after[0].text == "," and after[1].content)


def is_borne(word: Word, grounds: Grounds, language: str) -> bool:
    """Whether the evidence, or what names the things in it, bears a word."""
    if _is_told(word, grounds, language) or (
        word.text[0].isupper() and _is_name_there(_POSSESSIVE.sub("", word.low), grounds)
    ):
        return True
    if word.base in _REQUIRES and any(own.low in _REQUIRED for own in grounds.reading.words):
        return True
    if not narrower(word.low, language).isdisjoint(grounds.reading.keys):
        return True
    if not _of_meaning(word.keys).isdisjoint(grounds.part_keys):
        return True
    if "-" in word.low and all(_has_part(part, grounds, language) for part in word.low.split("-") if part):
        return True
    if language == "en":
        return "-" in word.low and all(_has_part(part, grounds, language) for part in word.low.split("-"))
    return _is_of_parts(word, grounds) or _is_part(word, grounds) or _is_shortened(word, grounds)


def _is_name_there(name: str, grounds: Grounds) -> bool:
    """Whether the evidence, or what names the things in it, has a name as it is, whatever the language around it."""
    return any(name == own.low for own in grounds.reading.words) or f"={name}" in grounds.named


def _is_told(word: Word, grounds: Grounds, language: str) -> bool:
    """Whether the evidence has a word; what only names the things in it has no deeds that a sentence may tell."""
    if not word.keys.isdisjoint(grounds.reading.keys):
        return True
    return not word.keys.isdisjoint(grounds.named) and not is_verb(word.low, language, finite=True)


def _of_meaning(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(key for key in keys if len(key) > (_LONG_STEM if key[0] == "~" else _SHORTEST_PART))


def _is_shortened(word: Word, grounds: Grounds) -> bool:
    """Whether the evidence has a word shortened with a point: "språkutv."."""
    return any(
        len(own.low) > _FEWEST_LETTERS
        and word.low.startswith(own.low)
        and grounds.text[own.start + len(own.low) :][:1] == "."
        for own in grounds.reading.content
    )


def _is_in(keys: Iterable[str], grounds: Grounds) -> bool:
    return any(key in grounds.reading.keys or key in grounds.named for key in keys)


def _is_of_parts(word: Word, grounds: Grounds) -> bool:
    """Whether a compound is put from words that the evidence has: "språkarbeid" of "arbeidet med språk"."""
    return any(
        all(_has_part(part, grounds, "nb") for part in parts) or _is_alike(parts, grounds) for parts in splits(word.low)
    )


def _is_alike(parts: Sequence[str], grounds: Grounds) -> bool:
    """Whether a compound of the evidence has parts of the same meanings: "vernefaktor" of "beskyttelsesfaktor"."""
    wanted = [_of_meaning(keys_of(part, "nb")) for part in parts]
    compounds = (part_keys(own.low) for own in grounds.reading.content if len(own.low) > 2 * _SHORTEST_PART)
    return any(held and all(not keys.isdisjoint(held) for keys in wanted) for held in compounds)


def _has_part(part: str, grounds: Grounds, language: str) -> bool:
    if _is_in(keys_of(part, language), grounds):
        return True
    return language != "en" and any(part in compound_parts(own.base) for own in grounds.reading.content)


def _is_part(word: Word, grounds: Grounds) -> bool:
    """Whether a compound of the evidence has the word as its first or its last part: "plan" of "handlingsplan"."""
    stems = {key[1:] for key in own_keys(word.low, "nb") if key.startswith("=") and len(key) > _SHORTEST_PART}
    wholes = {own.base for own in grounds.reading.content if not own.low.endswith(PARTICIPLES)}
    return any(_has_as_part(whole, stem) for whole in wholes for stem in stems)


def _has_as_part(whole: str, stem: str) -> bool:
    if len(whole) < len(stem) + _SHORTEST_PART:
        return False
    if whole.endswith(stem):
        rest = whole.removesuffix(stem).rstrip("-")
    elif whole.startswith(stem):
        rest = whole.removeprefix(stem).lstrip("-")
    else:
        return False
    return any(zipf(base_of(rest.removesuffix(link) if link else rest)) >= _KNOWN for link in _LINKS) or (
        len(compound_parts(rest)) > 1
    )

"""Whether the evidence bears each word of substance of a sentence."""

from collections.abc import Iterable, Sequence

from assistant.answering.bearing.grounds import Grounds
from assistant.answering.bearing.meaning import base_of, keys_of, narrower, own_keys
from assistant.answering.bearing.reading import Reading, Word
from corpus.words.lexicon import compound_parts, zipf

_LINKS = ("", "s", "e", "-")
_SHORTEST_PART = 3
_KNOWN = 2.2  # Zipf: the rarest word that the rest of a compound may be, as in corpus/words/lexicon


def unborne(sentence: Reading, grounds: Grounds, named: Sequence[tuple[int, int]] = ()) -> list[Word]:
    """The words of substance that the evidence has neither as they are, nor in other words, nor in their parts.

    `named` are the places in the sentence (start, end) where it names units that the evidence has.
    """
    return [
        word
        for word in sentence.content
        if not any(start <= word.start < end for start, end in named) and not is_borne(word, grounds, sentence.language)
    ]


def is_borne(word: Word, grounds: Grounds, language: str) -> bool:
    """Whether the evidence, or what names the things in it, bears a word."""
    if _is_in(word.keys, grounds):
        return True
    if not narrower(word.low, language).isdisjoint(grounds.reading.keys):
        return True
    if language == "en":
        return "-" in word.low and all(_has_part(part, grounds, language) for part in word.low.split("-"))
    return _is_of_parts(word, grounds) or _is_part(word, grounds)


def _is_in(keys: Iterable[str], grounds: Grounds) -> bool:
    return any(key in grounds.reading.keys or key in grounds.named for key in keys)


def _is_of_parts(word: Word, grounds: Grounds) -> bool:
    """Whether a compound is put from words that the evidence has: "språkarbeid" of "arbeidet med språk"."""
    return any(all(_has_part(part, grounds, "nb") for part in parts) for parts in _splits(word.low))


def _has_part(part: str, grounds: Grounds, language: str) -> bool:
    if _is_in(keys_of(part, language), grounds):
        return True
    return language != "en" and any(part in compound_parts(own.base) for own in grounds.reading.content)


def _splits(word: str) -> list[Sequence[str]]:
    """The ways to take a compound apart into two or three words that are known."""
    found: list[Sequence[str]] = []
    parts = compound_parts(base_of(word))
    if len(parts) > 1:
        found.append(parts)
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        last = word[at:]
        if zipf(base_of(last)) < _KNOWN:
            continue
        for link in _LINKS:
            first = word[:at].removesuffix(link) if link else word[:at]
            if len(first) >= _SHORTEST_PART and (zipf(first) >= _KNOWN or len(compound_parts(first)) > 1):
                found.append((first, last))
    return found


def _is_part(word: Word, grounds: Grounds) -> bool:
    """Whether a compound of the evidence has the word as its first or its last part: "plan" of "handlingsplan"."""
    stems = {key[1:] for key in own_keys(word.low, "nb") if key.startswith("=") and len(key) > _SHORTEST_PART}
    return any(_has_as_part(own.base, stem) for own in grounds.reading.content for stem in stems)


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

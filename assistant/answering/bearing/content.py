"""Whether the evidence bears each word of substance of a sentence."""

from collections.abc import Iterable, Sequence

from assistant.answering.bearing.compounds import splits
from assistant.answering.bearing.grounds import Grounds
from assistant.answering.bearing.meaning import base_of, keys_of, narrower, own_keys
from assistant.answering.bearing.reading import Reading, Word
from corpus.words.lexicon import compound_parts, zipf

_LINKS = ("", "s", "e", "-")
_SHORTEST_PART = 3
_FEWEST_LETTERS = 4
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
    if _is_in(word.keys, grounds) or (
        word.text[0].isupper() and any(word.low == own.low for own in grounds.reading.words)
    ):
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


def _of_meaning(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(key for key in keys if len(key) > _SHORTEST_PART)


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
    return any(all(_has_part(part, grounds, "nb") for part in parts) for parts in splits(word.low))


def _has_part(part: str, grounds: Grounds, language: str) -> bool:
    if _is_in(keys_of(part, language), grounds):
        return True
    return language != "en" and any(part in compound_parts(own.base) for own in grounds.reading.content)


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

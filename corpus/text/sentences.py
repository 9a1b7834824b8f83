"""Sentences of a passage: what an extractive answer quotes."""

import re

from corpus.models import Passage, PassageKind
from corpus.text.items import counted, is_item, without_bullet

__all__ = ["is_item", "passage_sentences", "sentences"]

_BOUNDARY = re.compile(
    r"(?<=[.!?…])[»\"”)]?\s+(?=[«\"”(]?[A-ZÆØÅ0-9])"
    r"|(?<=[a-zæøå]{3}[.!?])(?=[A-ZÆØÅ][a-zæøå]*\s)"  # glued, as writers and converters leave it
)
_ADDRESS = re.compile(r"[./@]\S*.$")
_SHORTEST = 4
_ABBREVIATION = re.compile(
    r"(?:\b(?:kap|jf|nr|bl\.a|f\.eks|m\.m|s|pkt|ca|mill|evt|inkl|avd|ped|spes|osv|dvs|mfl|pr|St|org|utv|kl)"
    r"|\b(?:jan|feb|apr|aug|sept|okt|nov|des)"
    r"|\b(?:[Tt]irs|[Tt]ys|[Oo]ns|[Tt]ors|[Ff]re|[Ll]ør|[Ll]aur|[Ss]øn))\.$"
)


def passage_sentences(passage: Passage) -> tuple[str, ...]:
    """What can be quoted of a passage: its sentences; of a table row the whole row, on one line."""
    if passage.kind is PassageKind.ROW:
        return (" ".join(passage.text.split()),)
    return sentences(passage.text)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a passage's text, verbatim but for bullets and line ends; an item is at least one.

    The number of a numbered item is kept.
    """
    found: list[str] = []
    for line in text.split("\n"):
        start = 0
        content = without_bullet(line).strip()
        for boundary in _BOUNDARY.finditer(content, len(counted(content))):
            before = content[start : boundary.start()]
            if _goes_on(before) or (not boundary[0] and _ADDRESS.search(before)):
                continue
            found.append(before.strip() + content[boundary.start() : boundary.end()].strip())
            start = boundary.end()
        found.append(content[start:].strip())
    return tuple(sentence for sentence in found if any(character.isalnum() for character in sentence))


def _goes_on(before: str) -> bool:
    """Whether the mark at the end of this text ends no sentence: an abbreviation, a number, an open bracket."""
    return _ABBREVIATION.search(before) is not None or len(before) < _SHORTEST or before.count("(") > before.count(")")

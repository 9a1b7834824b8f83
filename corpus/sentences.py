"""Sentences of a passage: what an extractive answer quotes."""

import re

from corpus.models import Passage, PassageKind

_BULLET = re.compile(r"^[•▸▪●◦■–-]\s*")
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s+")
_BOUNDARY = re.compile(r"(?<=[.!?…])[»\"”)]?\s+(?=[«\"”(]?[A-ZÆØÅ0-9])")
_SHORTEST = 4
_ABBREVIATION = re.compile(r"(?:\b(?:kap|jf|nr|bl\.a|f\.eks|m\.m|s|pkt|ca|mill|evt|inkl|avd|ped|spes|osv|dvs|mfl|pr|St)|\b\d{1,2})\.$")


def passage_sentences(passage: Passage) -> tuple[str, ...]:
    """What can be quoted of a passage: its sentences; of a table row the whole row, on one line."""
    if passage.kind is PassageKind.ROW:
        return (" ".join(passage.text.split()),)
    return sentences(passage.text)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a passage's text, verbatim but for bullets and line ends; a list item is at least one, its number kept."""
    found: list[str] = []
    for line in text.split("\n"):
        start = 0
        content = _BULLET.sub("", line).strip()
        for boundary in _BOUNDARY.finditer(content):
            if _ABBREVIATION.search(content[start : boundary.start()]) or boundary.start() - start < _SHORTEST:
                continue
            found.append(content[start : boundary.start()].strip() + content[boundary.start() : boundary.end()].strip())
            start = boundary.end()
        found.append(content[start:].strip())
    return tuple(sentence for sentence in found if any(character.isalnum() for character in sentence))


def is_item(line: str) -> bool:
    """Whether a line of a passage's text is a list item."""
    return _BULLET.match(line) is not None or _NUMBERED.match(line) is not None

"""Abbreviations that a text explains itself, in brackets after the name."""

import re
from collections.abc import Iterable

from slugify import slugify

from corpus.models import Unit

_EXPLAINED = re.compile(r"(?P<name>(?:[\wæøåÆØÅ-]+,? ){1,7})\((?P<short>[A-ZÆØÅ]{2,6})\)")
_SMALL_WORDS = frozenset("og i for av på til med the of and".split())


def explained_units(texts: Iterable[str], document_id: str) -> tuple[Unit, ...]:
    """Units by the abbreviations that the texts put in brackets after a name with those initials."""
    found: dict[str, Unit] = {}
    for text in texts:
        for match in _EXPLAINED.finditer(text):
            name = _name_with_initials(match["name"].split(), match["short"])
            if name is not None:
                unit_id = slugify(match["short"])
                found.setdefault(
                    unit_id,
                    Unit(id=unit_id, name=name, abbreviations=(match["short"],), document_id=document_id),
                )
    return tuple(found.values())


def _name_with_initials(words: list[str], short: str) -> str | None:
    """The last words whose initials are the abbreviation, in any order (names get turned round), else None."""
    for start in range(len(words) - 1, -1, -1):
        name = words[start:]
        initials = sorted(
            part[0].upper() for word in name if word not in _SMALL_WORDS for part in word.split("-") if part
        )
        if initials == sorted(short) and name[0] not in _SMALL_WORDS:
            return " ".join(name)
    return None

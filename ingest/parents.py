"""What units are part of, where a text says so in as many words."""

import re
from collections.abc import Iterable, Sequence

from corpus.models import Unit
from corpus.units import UnitRegister

_PART_OF = (
    r"(?:er|blir|vert)\s+(?:en\s+del\s+av|ein\s+del\s+av|organisert\s+(?:i|under)|underlagt|lagt\s+under|plassert\s+i)"
    r"|(?:ligger|ligg|hører|høyrer|sorterer|sorterar)\s+(?:under|til)|is\s+part\s+of"
)


def with_parents(learnt: Sequence[Unit], units: UnitRegister, texts: Iterable[str]) -> tuple[Unit, ...]:
    """The units, each with the parent that the texts give it; where they give several, it has none."""
    joined = " ".join(" ".join(text.split()) for text in texts)
    return tuple(_with_parent(unit, units, joined) for unit in learnt)


def _with_parent(unit: Unit, units: UnitRegister, text: str) -> Unit:
    names = "|".join(re.escape(name) for name in (unit.name, *unit.names, *unit.abbreviations))
    wholes = "|".join(re.escape(name) for name in sorted(units.names(), key=len, reverse=True))
    said = re.compile(
        rf"(?<!\w)(?:{names})(?:\s*\([^()]{{2,40}}\))?\s+(?:{_PART_OF})\s+(?P<whole>{wholes})(?!\w)", re.IGNORECASE
    )
    parents = {units.resolve(match["whole"]) for match in said.finditer(text)} - {unit.id, None}
    return unit.model_copy(update={"parent": parents.pop()}) if len(parents) == 1 else unit

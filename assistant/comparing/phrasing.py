"""What a difference is told in: bokmål, nynorsk and English."""

from assistant.comparing.difference import Change, Difference
from assistant.texts import Language, said


def heading(name: str, language: Language) -> str:
    """A heading or a short word of a difference, by its name."""
    return said(f"comparison.{name}", language)


def field(change: Change, language: Language) -> str:
    """What a change is of; a sub-measure by its title."""
    name = cell(change.field, language)
    return f"{name} «{change.name}»" if change.name else name


def cell(name: str, language: Language) -> str:
    """A field of a measure by name."""
    return said(f"comparison.field_{name}", language)


def summary(difference: Difference, language: Language) -> str:
    """How many measures became what; and why, where a document has none to compare."""
    sides = (difference.old, difference.new)
    if not any(side.measures for side in sides):
        return said("comparison.no_measures", language)
    counts = said(
        "comparison.counts",
        language,
        changed=len(difference.changed),
        added=len(difference.added),
        removed=len(difference.removed),
        unchanged=difference.unchanged,
        n=len(difference.added),
    )
    empty = [said("comparison.one_has_none", language, title=side.title) for side in sides if not side.measures]
    return " ".join([counts, *empty])

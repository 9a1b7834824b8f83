"""What a difference is told in: bokmål, nynorsk and English."""

from assistant.comparing.difference import Change, Difference
from assistant.question.language import Language

_FIELDS: dict[str, dict[Language, str]] = {
    "title": {"nb": "Tittel", "nn": "Tittel", "en": "Title"},
    "description": {"nb": "Beskrivelse", "nn": "Skildring", "en": "Description"},
    "responsible": {"nb": "Ansvar", "nn": "Ansvar", "en": "Responsible"},
    "schedule": {"nb": "Tidsplan", "nn": "Tidsplan", "en": "Schedule"},
    "strategic_priority": {"nb": "Veivalg", "nn": "Vegval", "en": "Strategic priority"},
    "commitment": {"nb": "Innsats", "nn": "Innsats", "en": "Commitment"},
    "partners": {"nb": "Samarbeidspartnere", "nn": "Samarbeidspartnarar", "en": "Partners"},
    "funding": {"nb": "Finansiering", "nn": "Finansiering", "en": "Funding"},
    "sub_measure": {"nb": "Deltiltak", "nn": "Deltiltak", "en": "Sub-measure"},
}
_HEADINGS: dict[str, dict[Language, str]] = {
    "whole": {"nb": "Hva er endret?", "nn": "Kva er endra?", "en": "What has changed?"},
    "changed": {"nb": "Endrede tiltak", "nn": "Endra tiltak", "en": "Changed measures"},
    "added": {"nb": "Nye tiltak", "nn": "Nye tiltak", "en": "New measures"},
    "removed": {"nb": "Fjernede tiltak", "nn": "Fjerna tiltak", "en": "Removed measures"},
    "unchanged": {"nb": "Uendrede tiltak", "nn": "Uendra tiltak", "en": "Unchanged measures"},
    "old": {"nb": "Før", "nn": "Før", "en": "Before"},
    "new": {"nb": "Nå", "nn": "No", "en": "Now"},
    "field": {"nb": "Hva", "nn": "Kva", "en": "What"},
    "absent": {"nb": "sto ikke der", "nn": "stod ikkje der", "en": "was not there"},
    "gone": {"nb": "står ikke der", "nn": "står ikkje der", "en": "is not there"},
    "measure": {"nb": "Tiltak", "nn": "Tiltak", "en": "Measure"},
    "page": {"nb": "Side", "nn": "Side", "en": "Page"},
    "from": {"nb": "Fra", "nn": "Frå", "en": "From"},
    "to": {"nb": "Til", "nn": "Til", "en": "To"},
}
_COUNTS: dict[Language, str] = {
    "nb": "Tiltak: {changed} endret, {added} {new}, {removed} fjernet, {unchanged} uendret.",
    "nn": "Tiltak: {changed} endra, {added} {new}, {removed} fjerna, {unchanged} uendra.",
    "en": "Measures: {changed} changed, {added} new, {removed} removed, {unchanged} unchanged.",
}
_ONE_NEW: dict[Language, str] = {"nb": "nytt", "nn": "nytt", "en": "new"}
_NEW: dict[Language, str] = {"nb": "nye", "nn": "nye", "en": "new"}
_NO_MEASURES: dict[Language, str] = {
    "nb": "Ingen av dokumentene har tiltak i tabeller, og bare slike sammenlignes.",
    "nn": "Ingen av dokumenta har tiltak i tabellar, og berre slike blir samanlikna.",
    "en": "Neither document has measures in tables, and only these are compared.",
}
_ONE_HAS_NONE: dict[Language, str] = {
    "nb": "«{title}» har ingen tiltak i tabeller: derfor står alle den andre har, som nye eller fjernet.",
    "nn": "«{title}» har ingen tiltak i tabellar: difor står alle den andre har, som nye eller fjerna.",
    "en": "«{title}» has no measures in tables: all that the other has are therefore shown as new or removed.",
}


def heading(name: str, language: Language) -> str:
    """A heading or a short word of a difference, by its name."""
    return _HEADINGS[name][language]


def field(change: Change, language: Language) -> str:
    """What a change is of; a sub-measure by its title."""
    name = _FIELDS[change.field][language]
    return f"{name} «{change.name}»" if change.name else name


def cell(name: str, language: Language) -> str:
    """A field of a measure by name."""
    return _FIELDS[name][language]


def summary(difference: Difference, language: Language) -> str:
    """How many measures became what; and why, where a document has none to compare."""
    sides = (difference.old, difference.new)
    if not any(side.measures for side in sides):
        return _NO_MEASURES[language]
    counts = _COUNTS[language].format(
        changed=len(difference.changed),
        added=len(difference.added),
        new=(_ONE_NEW if len(difference.added) == 1 else _NEW)[language],
        removed=len(difference.removed),
        unchanged=difference.unchanged,
    )
    empty = [_ONE_HAS_NONE[language].format(title=side.title) for side in sides if not side.measures]
    return " ".join([counts, *empty])

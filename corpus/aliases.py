"""The other names of a thing: abbreviations with their long forms, and the names that a text sets."""

from collections.abc import Iterable

from corpus.models import Term, Unit

Aliases = dict[str, tuple[str, ...]]


def aliases(units: Iterable[Unit], explained: Iterable[Term]) -> Aliases:
    """The other names by each name, case folded; both ways."""
    pairs = [(short, unit.name) for unit in units for short in unit.abbreviations]
    pairs += [(term.meaning, term.name) for term in explained if term.kind == "alias"]
    found: dict[str, dict[str, None]] = {}
    for one, other in pairs:
        found.setdefault(one.casefold(), {})[other] = None
        found.setdefault(other.casefold(), {})[one] = None
    return {name: tuple(others) for name, others in found.items()}

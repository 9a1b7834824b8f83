"""Which of several documents that say the same is quoted first: one's own, then what binds, then what is newer."""

from dataclasses import dataclass

from corpus.editions import edition_years
from corpus.models import Document

_EVERYWHERE = frozenset({"national", "nasjonal", "nasjonalt", "norge", "noreg", "norway"})
_AUTHORITY = {"binding": 0, None: 1, "guiding": 2}


@dataclass(frozen=True)
class Precedence:
    """Orders documents for somebody in a `jurisdiction` ("Oslo, Bydel Grorud"); None where nobody said in which."""

    jurisdiction: str | None = None

    def key(self, document: Document) -> tuple[bool, int, int]:
        """Sorts first what comes first."""
        own = self.jurisdiction is not None and _is_around(document.jurisdiction, self.jurisdiction)
        return not own, _AUTHORITY[document.authority], -(edition_years(document)[0] or 0)


def is_one_jurisdiction(one: str | None, other: str | None) -> bool:
    """Whether one stated jurisdiction is the other, or a part of it."""
    if not one or not other:
        return False
    first, second = _places(one), _places(other)
    return first[: len(second)] == second[: len(first)]


def _is_around(whose: str | None, jurisdiction: str) -> bool:
    """Whether a plan is of that jurisdiction or of one that it is a part of, the whole country aside."""
    places = _places(whose or "")
    return bool(places) and _places(jurisdiction)[: len(places)] == places


def _places(jurisdiction: str) -> tuple[str, ...]:
    """From the outermost inwards; none for the whole country."""
    parts = (" ".join(part.split()).casefold() for part in jurisdiction.split(","))
    return tuple(part.removesuffix(" kommune") for part in parts if part and part not in _EVERYWHERE)

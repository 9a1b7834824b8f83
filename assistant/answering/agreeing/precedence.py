"""Which of several documents that say the same is quoted first: one's own, then what binds, then what is newer."""

from dataclasses import dataclass

from corpus.jurisdictions import OUTER, distance
from corpus.models import Document

_AUTHORITY = {"binding": 0, None: 1, "guiding": 2}


@dataclass(frozen=True)
class Precedence:
    """Orders documents for somebody in the jurisdiction `scope` ("Oslo, Bydel Grorud"), where that is known."""

    scope: str | None = None

    def key(self, document: Document) -> tuple[bool, int, int]:
        """Sorts first what comes first."""
        own = self.scope is not None and distance(document.jurisdiction, self.scope) <= OUTER
        return not own, _AUTHORITY[document.authority], -(document.years[0] or 0)

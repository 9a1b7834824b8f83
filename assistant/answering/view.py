"""What one question is answered from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.answering.answer import Searched
from corpus.models import Document
from corpus.snapshot import Snapshot


@dataclass(frozen=True)
class View:
    """The `snapshot` counts the editions that a question is about; `documents` may answer, all of them where None.

    `today` tells which editions hold, `contact_of` whom to ask about a document.
    """

    snapshot: Snapshot
    documents: frozenset[str] | None
    today: date
    contact_of: Callable[[Document], str | None]

    def searched(self) -> Searched:
        """What was looked through."""
        kept = [
            document
            for document in self.snapshot.documents.values()
            if self.documents is None or document.id in self.documents
        ]
        ids = {document.id for document in kept}
        return Searched(
            documents=tuple(document.title for document in kept),
            passages=self.snapshot.count_in(ids),
            measures=self.snapshot.measure_count(ids),
            duties=self.snapshot.duty_count(ids),
        )

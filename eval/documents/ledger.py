"""What a maker notes down while it sets a document: every row and every sentence, and where they stand."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from eval.documents import placing
from eval.documents.truth import Row, Sentence, Truth
from eval.documents.wording import Cells


class Ledger:
    """Notes on the page that `turn` opened last; a document whose pages only its PDF knows is asked by `truth_in`."""

    def __init__(self) -> None:
        self.page = 0
        self._rows: list[Row] = []
        self._sentences: list[Sentence] = []

    def turn(self) -> None:
        """The next page, slide or section begins."""
        self.page += 1

    def say(self, sentences: Sequence[str]) -> str:
        """The sentences as one paragraph."""
        self._sentences += [Sentence(page=self.page, text=text) for text in sentences]
        return " ".join(sentences)

    def row(self, cells: Cells) -> Cells:
        """The measure, noted as a row."""
        self._rows.append(Row(page=self.page, **asdict(cells)))
        return cells

    def truth(self) -> Truth:
        """All that was noted."""
        return Truth(rows=tuple(self._rows), sentences=tuple(self._sentences))

    def truth_in(self, path: Path) -> Truth:
        """All that was noted, each on the page of the PDF that prints it."""
        rows = [Cells(row.title, row.description, row.schedule, row.owners) for row in self._rows]
        return placing.truth(path, rows, [sentence.text for sentence in self._sentences])

"""Which page of a set PDF carries what: its letters as PDFium sees them, without spaces and hyphens."""

from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path

import pypdfium2 as pdfium

from eval.documents.truth import Row, Sentence, Truth
from eval.documents.wording import Cells

_SURE = 8  # letters of a text's beginning that are enough to know it by, where a page break goes through it


class Placing:
    """Finds texts in the order in which they are printed."""

    def __init__(self, path: Path) -> None:
        with pdfium.PdfDocument(path) as document:
            pages = [letters(page.get_textpage().get_text_range()) for page in document]
        self._starts = [sum(map(len, pages[:number])) for number in range(len(pages))]
        self._letters = "".join(pages)
        self._at = 0

    def page(self, text: str) -> int:
        """The page on which a text begins, looked for after the one before it; ValueError where it is not printed."""
        wanted = letters(text)
        lengths = (len(wanted), *range(len(wanted) * 3 // 4, _SURE, -4), _SURE)
        for length in lengths:
            for begin in (self._at, 0):
                at = self._letters.find(wanted[:length], begin)
                if at >= 0:
                    self._at = at
                    return bisect_right(self._starts, at)
        raise ValueError(f"{text!r} is not printed")


def letters(text: str) -> str:
    """A text's letters and digits alone, in small letters."""
    return "".join(filter(str.isalnum, text)).lower()


def truth(path: Path, rows: Iterable[Cells], sentences: Iterable[str]) -> Truth:
    """What a PDF says, with pages, from what was set in it in that order."""
    of_rows, of_sentences = Placing(path), Placing(path)
    return Truth(
        rows=tuple(
            Row(
                title=row.title,
                description=row.description,
                schedule=row.schedule,
                owners=row.owners,
                page=of_rows.page(row.title),
            )
            for row in rows
        ),
        sentences=tuple(Sentence(page=of_sentences.page(text), text=text) for text in sentences),
    )

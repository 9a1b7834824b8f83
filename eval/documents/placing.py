"""Which page of a set PDF carries what: its letters as PDFium sees them, without spaces and hyphens."""

from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path

import pypdfium2 as pdfium

from eval.documents.truth import Row, Sentence, Truth
from eval.documents.wording import Cells

_SURE = 8  # letters of a description that tell its row from prose that has the words of its title
_CUT = 3  # letters that each part of a text has at least where a page break goes through it
_NEAR = 1_500  # letters from a page break within which a text that it cuts stands, cells and running lines between


class Placing:
    """Finds texts in the order in which they are printed."""

    def __init__(self, path: Path) -> None:
        with pdfium.PdfDocument(path) as document:
            pages = [letters(page.get_textpage().get_text_range()) for page in document]
        self._starts = [sum(map(len, pages[:number])) for number in range(len(pages))]
        self._letters = "".join(pages)
        self._at = 0

    def row(self, row: Cells) -> int:
        """The page on which a row begins: known by its title and the beginning of its description, else its title."""
        whole = letters(row.title) + letters(row.description)[:_SURE]
        at = self._letters.find(whole, self._at)
        self._at = max(at, self._at)
        return self.page(row.title)

    def page(self, text: str) -> int:
        """The page on which a text begins, looked for after the one before it; ValueError where it is not printed."""
        wanted = letters(text)
        for begin in (self._at, 0):
            at = self._letters.find(wanted, begin)
            if at >= 0:
                self._at = at
                return bisect_right(self._starts, at)
        breaks = self._starts[1:]
        for start in sorted(breaks, key=lambda start: (start < self._at, start)):
            if self._is_cut(wanted, start):
                self._at = start
                return bisect_right(self._starts, start) - 1
        raise ValueError(f"{text!r} is not printed")

    def _is_cut(self, wanted: str, start: int) -> bool:
        """Whether the text stands in two parts, one before the page that begins there and one on it."""
        above, below = self._letters[max(0, start - _NEAR) : start], self._letters[start : start + _NEAR]
        cuts = range(len(wanted) - _CUT, _CUT - 1, -1)
        return any(wanted[:cut] in above and wanted[cut:] in below for cut in cuts)


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
                page=of_rows.row(row),
            )
            for row in rows
        ),
        sentences=tuple(Sentence(page=of_sentences.page(text), text=text) for text in sentences),
    )

"""What a maker notes down while it sets a document: every row and every sentence, and where they stand."""

import re
from collections.abc import Sequence

import pypdfium2 as pdfium

from eval.documents.phrases import Planned
from eval.documents.truth import Row, Sentence, Truth

_NO_LETTER = re.compile(r"[\s\u00ad\u0002\ufffe\ufeff‐‑-]+")
_OPENING = 26  # letters of a sentence that name it; a page break seldom comes sooner


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

    def row(self, measure: Planned) -> Planned:
        """The measure, noted as a row."""
        self._rows.append(Row(page=self.page, **measure.model_dump()))
        return measure

    def truth(self) -> Truth:
        """All that was noted."""
        return Truth(rows=tuple(self._rows), sentences=tuple(self._sentences))

    def truth_in(self, pdf: bytes) -> Truth:
        """All that was noted, each where the PDF prints its first letters; LookupError where it does not."""
        pages = [_bare(text) for text in _texts(pdf)]
        return Truth(
            rows=tuple(
                row.model_copy(update={"page": _page_of(row.description or row.title, pages)}) for row in self._rows
            ),
            sentences=tuple(
                sentence.model_copy(update={"page": _page_of(sentence.text, pages)}) for sentence in self._sentences
            ),
        )


def _texts(pdf: bytes) -> list[str]:
    document = pdfium.PdfDocument(pdf)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return texts


def _page_of(text: str, pages: Sequence[str]) -> int:
    opening = _bare(text)[:_OPENING]
    for number, page in enumerate(pages, start=1):
        if opening in page:
            return number
    raise LookupError(f"No page prints {text!r}")


def _bare(text: str) -> str:
    return _NO_LETTER.sub("", text)

"""PDF: pages with words and boxes, drawn tables, and lines in reading order."""

from collections.abc import Iterator

import pypdfium2 as pdfium

from corpus.models import Word
from corpus.pdfium import PDFIUM
from ingest.limits import Limits, too_many_pages
from ingest.readers.base import RawDocument, RawPage, UnreadableFileError
from ingest.readers.pdf.columns import Run, reading_order
from ingest.readers.pdf.file import FileFacts, opened, page_count
from ingest.readers.pdf.ocr import PACKAGES, is_ready
from ingest.readers.pdf.page import PageContent, PageMarks, framed, page_content, page_marks, recognised_marks
from ingest.readers.pdf.paragraphs import Leading, PageText
from ingest.readers.pdf.running import Edges, without_running
from ingest.readers.pdf.tables import FoundTable
from ingest.readers.pdf.words import PlacedWord


class PdfReader:
    """Reads `.pdf` files."""

    suffixes = (".pdf",)

    def __init__(self, most_pages: int = Limits().pages) -> None:
        """A file of more pages is refused before any of them is read."""
        self._most_pages = most_pages

    @property
    def version(self) -> str:
        """Another one where pages that are images can be recognised."""
        return "pdf-5+ocr" if is_ready() else "pdf-5"

    def read(self, content: bytes) -> RawDocument:
        """All pages; a page without text keeps its number and has no lines.

        Raises UnreadableFileError where the file is no PDF, locked or damaged, has no pages or too many, or no text.
        """
        can_recognise = is_ready()
        with opened(content) as document:
            pages: list[PageContent] = []
            count = page_count(document)
            if count > self._most_pages:
                raise UnreadableFileError(too_many_pages(count, self._most_pages))
            for index in range(count):
                marks = recognised_marks(_marks(document, index, with_scan=can_recognise))
                pages.append(page_content(marks, pages[-1] if pages else None))
        if not any(page.has_text for page in pages):
            raise UnreadableFileError(_no_text(pages))
        facts = FileFacts(content)
        return RawDocument(
            pages=tuple(_pages(pages, facts)), title=facts.title, author=facts.author, language=facts.language
        )


def _marks(document: pdfium.PdfDocument, index: int, *, with_scan: bool) -> PageMarks:
    """What stands on a page, taken from PDFium; others may call it while the page is put together."""
    with PDFIUM:
        try:
            page = document[index]
            try:
                return page_marks(page, with_scan=with_scan)
            finally:
                page.close()
        except pdfium.PdfiumError as error:
            raise UnreadableFileError(
                f"side {index + 1} er skadet; åpne filen i et PDF-program, lagre den på nytt, og prøv igjen"
            ) from error


def _no_text(pages: list[PageContent]) -> str:
    images = sum(page.images > 0 for page in pages)
    if not images:
        return f"filen har ingen tekst på noen side (sider: {len(pages)}); bruk en som har det"
    scanned = f"filen ser ut til å være skannet: {images} av {len(pages)} sider er bilder, og ingen har tekst"
    if is_ready():
        return f"{scanned} som kan gjenkjennes; skann den på nytt med høyere oppløsning og kontrast, og prøv igjen"
    return (
        f"{scanned}; få teksten gjenkjent (OCR) i et annet program, eller be den som drifter Planassistenten, "
        f"installere Tesseract ({PACKAGES}), og prøv igjen"
    )


def _pages(pages: list[PageContent], facts: FileFacts) -> Iterator[RawPage]:
    edges = without_running([page.words for page in pages], [page.height for page in pages])
    ordered = [_ordered(page, edge) for page, edge in zip(pages, edges, strict=True)]
    leading = Leading(part for parts in ordered for part in parts if isinstance(part, Run))
    for number, (page, edge, parts) in enumerate(zip(pages, edges, ordered, strict=True), start=1):
        text = PageText()
        for part in (*edge.above, *parts, *edge.below):
            text.add(part, leading)
        yield RawPage(
            number=number,
            lines=tuple(text.lines),
            label=facts.label(number - 1) or edge.label,
            apart=(*(line.text for line in edge.running), *_joined(page.notes)),
            styles=tuple(text.styles),
            tables=tuple(text.tables),
            rotated=tuple(label.text for label in page.rotated),
            words=tuple(
                Word(text=word.text, box=page.shown(word.area).box())
                for word in (
                    *text.words,
                    *(word for line in edge.running for word in line.words),
                    *page.notes,
                    *(word for label in page.rotated for word in label.words),
                )
            ),
            width=round(page.width, 2),
            height=round(page.height, 2),
            images=page.images,
            tables_as_text=page.tables_as_text,
            hidden_words=page.hidden_words,
            ocr=page.is_recognised,
            uncertain=page.uncertain,
        )


def _joined(notes: tuple[PlacedWord, ...]) -> tuple[str, ...]:
    """The marks of footnotes as one text, if there are any."""
    return (" ".join(mark.text for mark in notes),) if notes else ()


def _ordered(page: PageContent, edge: Edges) -> list[Run | FoundTable]:
    return reading_order(framed(edge.words, page.tables, page.frames), page.width)

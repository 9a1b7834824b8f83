"""Made-up PDF plans: drawn by reportlab, their words and boxes as PDFium sees them, and readings made of both."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby

import pypdfium2 as pdfium
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from corpus.models import Metadata, Word
from corpus.units import shipped_units
from ingest.pipeline import Reading, read_document

FONT_SIZE = 12
LINE = 20
MARGIN = 72
_CUT = 2
WIDTH, HEIGHT = A4

PAGES = (
    ("Turplan for barnehagene i Elvedal", "", "Barna går på tur i skogen hver uke, og de voksne lager bål."),
    (
        "Regntøy",
        "",
        "Alle barn skal ha tilgang til regntøy som passer, og barne-",
        "hagene låner det ut. Foreldrene får en melding før hver tur.",
        "",
        "Kokken lager suppe av gulrøtter hver torsdag.",
    ),
)
OLD_PAGES = (PAGES[0], ("Regntøy", "", "Hvert barn har sitt eget regntøy med hjemmefra."))


def pdf(pages: Sequence[Sequence[str]] = PAGES, size: tuple[float, float] = A4) -> bytes:
    """A PDF of these lines, page by page; the same bytes each time."""
    canvas = Canvas("", pagesize=size, invariant=1)
    for lines in pages:
        canvas.setFont("Helvetica", FONT_SIZE)
        for number, line in enumerate(lines):
            canvas.drawString(MARGIN, size[1] - MARGIN - number * LINE, line)
        canvas.showPage()
    content: bytes = canvas.getpdfdata()
    return content


def table_pdf(rows: Sequence[Sequence[str]]) -> bytes:
    """A PDF of one ruled table."""
    canvas = Canvas("", pagesize=A4, invariant=1)
    style = [("GRID", (0, 0), (-1, -1), 0.5, black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    table = Table([list(row) for row in rows], style=style)
    _, height = table.wrapOn(canvas, WIDTH, HEIGHT)
    table.drawOn(canvas, MARGIN, HEIGHT - MARGIN - height)
    canvas.showPage()
    content: bytes = canvas.getpdfdata()
    return content


def words_of(content: bytes) -> list[tuple[Word, ...]]:
    """The words of each page of a PDF with their boxes, in points from the top left corner."""
    document = pdfium.PdfDocument(content)
    found = [tuple(_words(page)) for page in document]
    document.close()
    return found


def _words(page: pdfium.PdfPage) -> Iterator[Word]:
    height = page.get_height()
    text = page.get_textpage()
    letters = [(letter, index) for index in range(text.count_chars()) for letter in _letters(text, index)]
    for is_space, group in groupby(letters, lambda letter: letter[0].isspace()):
        if is_space:
            continue
        word = list(group)
        boxes = [text.get_charbox(index, loose=True) for _, index in word]
        yield Word(
            text="".join(letter for letter, _ in word),
            box=(
                min(box[0] for box in boxes),
                height - max(box[3] for box in boxes),
                max(box[2] for box in boxes),
                height - min(box[1] for box in boxes),
            ),
        )
    text.close()
    page.close()


def _letters(text: pdfium.PdfTextPage, index: int) -> str:
    """A character; PDFium tells a hyphen that cuts a word at a line end as 2, and not the line end."""
    code: int = pdfium.raw.FPDFText_GetUnicode(text.raw, index)
    return "- " if code == _CUT else chr(code)


def pdf_reading(content: bytes, pages: Sequence[Sequence[str]] = PAGES, **metadata: object) -> Reading:
    """The reading of a made-up PDF: its text by the whole pipeline, its words as they are printed."""
    text = "\f".join("\n".join(lines) for lines in pages).encode()
    reading = read_document(text, "turplan.txt", Metadata.model_validate(metadata), shipped_units())
    printed = words_of(content)
    with_words = tuple(
        page.model_copy(update={"words": words, "width": WIDTH, "height": HEIGHT})
        for page, words in zip(reading.pages, printed, strict=True)
    )
    digest = hashlib.sha256(content).hexdigest()
    document = reading.document.model_copy(update={"file_name": "Årets turplan.pdf", "sha256": digest})
    return reading.model_copy(update={"pages": with_words, "document": document})

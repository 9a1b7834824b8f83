"""A plan whose annex was printed, signed and scanned: its pages are images, a little askew."""

import io
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, Table
from reportlab.platypus.flowables import Flowable

from eval.documents import paper
from eval.documents.placing import Placing, truth
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells, Writer, hyphenated

ABOUT = MadeUp(
    id="scanned-annex",
    filename="virksomhetsplan-rognes-med-vedlegg.pdf",
    producer="reportlab, Pillow",
    why="the annex is of scans at 300 dpi turned half a degree, with prose and a ruled table",
)
_HEADS = ("Tiltak", "Beskrivelse", "Tidsplan", "Ansvar")
_WIDTHS = (120, 185, 75, 103)
_SEED, _DPI, _TURN = 808, 300, 0.5


def make(folder: Path) -> tuple[Path, Truth]:
    """The plan and what stands in it; its truth is read off before the annex is scanned."""
    writer, rows, sentences = Writer(_SEED), list[Cells](), list[str]()
    story: list[Flowable] = [Paragraph("Virksomhetsplan for barnehagene", paper.heading(1))]
    for area in writer.words["areas"][:3]:
        story += [Paragraph(area, paper.heading(2)), *(_prose(writer, sentences) for _ in range(4))]
    story.append(_measures(writer, rows, 5))
    for number in range(1, 3):
        story += [PageBreak(), Paragraph(f"Vedlegg {number}: {writer.words['areas'][number + 3]}", paper.heading(2))]
        story += [_prose(writer, sentences, 11) for _ in range(3)]
        story += [_measures(writer, rows, 5), _prose(writer, sentences, 11)]
    path, whole = folder / ABOUT.filename, folder / "before-scanning.pdf"
    paper.Plan(whole, "Rognes kommune").build(story)
    _scan(whole, path, Placing(whole).page("Vedlegg 1"))
    return path, truth(whole, rows, sentences)


def _prose(writer: Writer, sentences: list[str], size: float = 10) -> Flowable:
    said = writer.paragraph()
    sentences += said
    return Paragraph(" ".join(said), paper.style(size))


def _measures(writer: Writer, rows: list[Cells], count: int) -> Flowable:
    lines = [paper.cells(_HEADS, paper.cell_style(10, bold=True))]
    for _ in range(count):
        row = writer.measure(sentences=2)
        rows.append(row)
        texts = (row.title, row.description, row.schedule, row.owners)
        lines.append(paper.cells(map(hyphenated, texts), paper.cell_style(10)))
    return Table(lines, colWidths=_WIDTHS, style=paper.GRID, repeatRows=1, spaceBefore=6, spaceAfter=10)


def _scan(source: Path, target: Path, first: int) -> None:
    """The same document, its pages from the `first` on as images."""
    with pdfium.PdfDocument(source) as given, pdfium.PdfDocument.new() as made:
        kept = list(range(first - 1))
        made.import_pages(given, kept)
        out = io.BytesIO()
        canvas = Canvas(out, invariant=1)
        for number in range(len(kept), len(given)):
            page = given[number]
            canvas.setPageSize(page.get_size())
            canvas.drawImage(ImageReader(_scanned(page)), 0, 0, *page.get_size())
            canvas.showPage()
        canvas.save()
        with pdfium.PdfDocument(out.getvalue()) as images:
            made.import_pages(images)
        made.save(target)


def _scanned(page: pdfium.PdfPage) -> Image.Image:
    """A page as a scanner sees it: askew, a little soft, on paper that is not quite white."""
    image: Image.Image = page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
    turned = image.rotate(_TURN, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return turned.filter(ImageFilter.GaussianBlur(0.8)).point([18 + grey * 228 // 255 for grey in range(256)])

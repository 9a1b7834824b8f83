"""One made-up plan in the formats that say what each paragraph is: Word, slides, HTML and Markdown."""

import io

import docx
import pptx
from pptx.slide import Slide
from pptx.util import Inches

TITLE = "Turplan for barnehagene i Lavdal"
AIMS = (
    "Alle barn i Lavdal skal kjenne skogen der de bor.",
    "De voksne planlegger turene sammen med barna i god tid.",
    "Foreldrene får turkalenderen i september hvert år.",
)
GROUP = "Lavdal vil at barn er ute"
HEADER = ("Tiltak", "Beskrivelse", "Tidsplan", "Ansvar")
FIRST = ("Soppkurs for ansatte", "Alle ansatte lærer ti trygge sopper.", "2026")
SECOND = ("Bålplass ved hver barnehage", "Kommunen bygger en bålplass med benker.", "2027")
SHARED_OWNER = "Oppvekst"
PARTS = (
    ("Kjøpe sekker til de minste", "2026", "Barnehagene"),
    ("Reparere sekker om våren", "2027", "Oppvekst"),
)
SHARED_TITLE = "Turutstyr til utlån"
NOTE = "Spør salen hvem som har plukket sopp."


def word_plan() -> bytes:
    """As Word has it: styled headings, merged cells."""
    document = docx.Document()
    document.core_properties.title = TITLE
    document.core_properties.author = "Kari Nordmann"
    document.add_heading(TITLE, 0)
    document.add_heading("Mål", 1)
    for aim in AIMS:
        document.add_paragraph(aim)
    document.add_heading("Tiltak", 1)
    table = document.add_table(rows=6, cols=4)
    rows = (HEADER, (GROUP, "", "", ""), (*FIRST, SHARED_OWNER), (*SECOND, ""), *_part_rows())
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(1, 3))
    table.cell(2, 3).merge(table.cell(3, 3))
    table.cell(4, 0).merge(table.cell(5, 0))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def slides_plan() -> bytes:
    """As slides: a title with points and notes, a table with merged cells, a hidden slide."""
    presentation = pptx.Presentation()
    presentation.core_properties.title = TITLE
    aims = presentation.slides.add_slide(presentation.slide_layouts[1])
    _set_title(aims, "Mål")
    frame = aims.placeholders[1].text_frame
    frame.text = AIMS[0]
    for aim in AIMS[1:]:
        frame.add_paragraph().text = aim
    notes = aims.notes_slide.notes_text_frame
    assert notes is not None
    notes.text = NOTE
    hidden = presentation.slides.add_slide(presentation.slide_layouts[5])
    _set_title(hidden, "Gammelt budsjett")
    hidden._element.set("show", "0")
    measures = presentation.slides.add_slide(presentation.slide_layouts[5])
    _set_title(measures, "Tiltak")
    rows = (HEADER, (GROUP, "", "", ""), (*FIRST, SHARED_OWNER), (*SECOND, ""), *_part_rows())
    table = measures.shapes.add_table(6, 4, Inches(1), Inches(2), Inches(8), Inches(3)).table
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(1, 3))
    table.cell(2, 3).merge(table.cell(3, 3))
    table.cell(4, 0).merge(table.cell(5, 0))
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def web_plan() -> bytes:
    """As a web page, navigation around it."""
    first, second = PARTS
    aims = "".join(f"<p>{aim}</p>" for aim in AIMS)
    return f"""<!DOCTYPE html><html lang="nb"><head><title>{TITLE}</title></head><body><nav>Meny</nav><main>
<h1>{TITLE}</h1><h2>Mål</h2>{aims}<h2>Tiltak</h2><table>{_row(HEADER, "th")}<tr><td colspan="4">{GROUP}</td></tr>
<tr>{_cells(FIRST)}<td rowspan="2">{SHARED_OWNER}</td></tr>{_row(SECOND)}
<tr><td rowspan="2">{SHARED_TITLE}</td>{_cells(first)}</tr>{_row(second)}</table>
</main><footer>Postboks 1</footer></body></html>""".encode()


def markdown_plan() -> bytes:
    """As Markdown, which has no merged cells."""
    rows = (HEADER, ("---",) * 4, (*FIRST, SHARED_OWNER), (*SECOND, SHARED_OWNER))
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    aims = "\n\n".join(AIMS)
    return f"---\ntitle: {TITLE}\nlang: nb\n---\n# {TITLE}\n\n## Mål\n\n{aims}\n\n## Tiltak\n\n{table}\n".encode()


PLANS = {
    "lavdal.docx": word_plan,
    "lavdal.pptx": slides_plan,
    "lavdal.html": web_plan,
    "lavdal.md": markdown_plan,
}


def _part_rows() -> tuple[tuple[str, ...], ...]:
    """The rows under the title that they share."""
    return ((SHARED_TITLE, *PARTS[0]), ("", *PARTS[1]))


def _set_title(slide: Slide, text: str) -> None:
    assert slide.shapes.title is not None
    slide.shapes.title.text_frame.text = text


def _row(texts: tuple[str, ...], tag: str = "td") -> str:
    return f"<tr>{_cells(texts, tag)}</tr>"


def _cells(texts: tuple[str, ...], tag: str = "td") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)

"""A plan in nynorsk printed from a web page: Kva, Korleis, Når, Kven, and the rows numbered."""

from html import escape
from pathlib import Path

from eval.documents import browser
from eval.documents.placing import truth
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells, Writer

ABOUT = MadeUp(
    id="printed-page",
    filename="tiltaksplan-havsund.pdf",
    producer="Chromium",
    why="nynorsk headings Kva, Korleis, Når, Kven; a column of numbers, or numbers in the cells and level rules alone",
)
_SEED = 202
_STYLE = """
body { font: 10.5pt/1.4 "DejaVu Sans", sans-serif }
h1 { font-size: 20pt } h2 { font-size: 14pt } h3 { font-size: 11.5pt }
table { border-collapse: collapse; width: 100%; font-size: 9pt } th { text-align: left }
td, th { padding: 4px 6px; vertical-align: top; border-bottom: 1px solid #555 }
table.ruled td, table.ruled th { border: 1px solid #333 }
table.counted { counter-reset: row } table.counted td:first-child::before {
  counter-increment: row; content: counter(row) ". "
}
"""


def make(folder: Path) -> tuple[Path, Truth]:
    """The plan and what stands in it."""
    writer, rows, sentences = Writer(_SEED, "nn"), list[Cells](), list[str]()
    parts = ["<h1>Tiltaksplan for barnehagane i Havsund</h1>"]
    for number, area in enumerate(writer.words["areas"][:4], start=1):
        parts.append(f"<h2>{number}. {area}</h2>")
        for heading in writer.chance.sample(writer.words["headings"], 2):
            parts.append(f"<h3>{heading}</h3>")
            for _ in range(2):
                said = writer.paragraph()
                sentences += said
                parts.append(f"<p>{escape(' '.join(said))}</p>")
        measures = [writer.measure(sentences=3, joint=" og ") for _ in range(10)]
        rows += measures
        parts.append(_with_numbers(number, measures) if number % 2 else _counted(measures))
    html = f'<html lang="nn"><title>Tiltaksplan</title><style>{_STYLE}</style><body>{"".join(parts)}</body></html>'
    path = browser.pdf(html, folder / ABOUT.filename, header="Havsund kommune – oppvekst")
    return path, truth(path, rows, sentences)


def _with_numbers(chapter: int, measures: list[Cells]) -> str:
    """A ruled table whose first column numbers its rows."""
    head = _head("Nr.", "Kva", "Korleis", "Når", "Kven")
    body = "".join(_row(f"{chapter}.{number}", *_cells(row)) for number, row in enumerate(measures, start=1))
    return f'<table class="ruled">{head}<tbody>{body}</tbody></table>'


def _counted(measures: list[Cells]) -> str:
    """A table with level rules alone, whose first cells begin with a number."""
    body = "".join(_row(*_cells(row)) for row in measures)
    return f'<table class="counted">{_head("Kva", "Korleis", "Når", "Kven")}<tbody>{body}</tbody></table>'


def _cells(row: Cells) -> tuple[str, str, str, str]:
    return row.title, row.description, row.schedule, row.owners


def _head(*names: str) -> str:
    return f"<thead><tr>{''.join(f'<th>{name}</th>' for name in names)}</tr></thead>"


def _row(*texts: str) -> str:
    return f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in texts)}</tr>"

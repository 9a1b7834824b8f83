"""A competence plan: goals, measures, for whom, when, by whom, at what cost."""

from html import escape
from pathlib import Path

from eval.documents import browser
from eval.documents.placing import truth
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells, Writer

ABOUT = MadeUp(
    id="competence-plan",
    filename="kompetanseplan-bjerkelia.pdf",
    producer="Chromium",
    why="six columns, the measure second, with whom it is for and what it costs; narrow cells",
)
_HEADS = ("Kompetansemål", "Tiltak", "Målgruppe", "Tid", "Ansvarlig", "Kostnad")
_GROUPS = ("Alle ansatte", "Assistenter", "Nyansatte", "Styrere", "Pedagogiske ledere", "Barnehagelærere", "Vikarer")
_COSTS = ("kr 25 000", "kr 120 000", "Innenfor rammen", "Kr 8 500 per deltaker", "Ingen", "Kompetansemidler")
_SEED = 707
_STYLE = """
body { font: 10pt/1.4 "DejaVu Serif", serif } h1 { font-size: 19pt } h2 { font-size: 13pt }
table { border-collapse: collapse; width: 100%; font-size: 8.5pt; margin-bottom: 12pt }
th { background: #f0e6d2; text-align: left } td, th { border: 1px solid #777; padding: 3px 5px; vertical-align: top }
tr { break-inside: avoid }
"""


def make(folder: Path) -> tuple[Path, Truth]:
    """The plan and what stands in it."""
    writer, rows, sentences = Writer(_SEED), list[Cells](), list[str]()
    parts = ["<h1>Kompetanseplan for barnehagene 2025–2028</h1>"]
    for area in writer.words["areas"][:4]:
        said = [writer.paragraph(), writer.paragraph()]
        sentences += [text for paragraph in said for text in paragraph]
        measures = [writer.measure(sentences=0, joint=" / ") for _ in range(8)]
        rows += measures
        parts += [f"<h2>{area}</h2>", *(f"<p>{' '.join(paragraph)}</p>" for paragraph in said)]
        parts.append(_table(writer, measures))
    html = f'<html lang="nb"><title>Kompetanseplan</title><style>{_STYLE}</style><body>{"".join(parts)}</body></html>'
    path = browser.pdf(html, folder / ABOUT.filename, header="Bjerkelia kommune")
    return path, truth(path, rows, sentences)


def _table(writer: Writer, measures: list[Cells]) -> str:
    goals = [writer.sentence() for _ in range((len(measures) + 1) // 2)]
    lines = [
        (
            goals[number // 2],
            row.title,
            writer.chance.choice(_GROUPS),
            row.schedule,
            row.owners,
            writer.chance.choice(_COSTS),
        )
        for number, row in enumerate(measures)
    ]
    head = "".join(f"<th>{name}</th>" for name in _HEADS)
    body = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in line)}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

"""An action plan without tables: each measure a block of prose with its owner and its date at the end."""

from pathlib import Path

from eval.documents import browser
from eval.documents.ledger import Ledger
from eval.documents.phrases import Phrases
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells, hyphenated

ABOUT = MadeUp(
    id="granvoll",
    filename="Granvoll - handlingsplan oppvekst 2025-2028.pdf",
    producer="Chromium",
    why="measures are prose: «Tiltak 1.2: … Ansvar: … Frist: …», in lines, in one paragraph, and in two columns",
)
_CSS = (
    "body {font: 11pt/1.45 'DejaVu Serif', serif; hyphens: manual; text-align: justify} h1 {font-size: 24pt}"
    "h2 {font-size: 16pt; break-after: avoid} h3 {font-size: 12pt; break-after: avoid; margin-bottom: 0}"
    ".block {border-left: 4px solid #7a9; padding-left: 10px; margin: 12px 0} .two {columns: 2; column-gap: 24px}"
)


def make(folder: Path) -> tuple[Path, Truth]:
    """The plan and what stands in it."""
    phrases, ledger = Phrases("Granvoll", 19), Ledger()
    parts = ["<h1>Handlingsplan for oppvekst 2025–2028</h1>", _paragraph(ledger, phrases, "frame", 5)]
    shapes = (_lines, _run_in, _lines)
    for area, (name, theme) in enumerate(
        (("Tidlig innsats", "safety"), ("Språk og lek", "language"), ("Foreldresamarbeid", "parents")), start=1
    ):
        parts += [f"<h2>{area} {name}</h2>", _paragraph(ledger, phrases, theme, 4)]
        blocks = [
            shapes[area - 1](f"{area}.{number}", ledger.row(measure))
            for number, measure in enumerate(phrases.measures(5), start=1)
        ]
        wrapped = "\n".join(blocks)
        parts += [f'<div class="two">{wrapped}</div>' if area == 3 else wrapped, _paragraph(ledger, phrases, theme, 3)]
    html = f"<!doctype html><html lang='nb'><title>Handlingsplan</title><style>{_CSS}</style>{''.join(parts)}</html>"
    path = browser.pdf(html, folder / ABOUT.filename, header="Granvoll kommune")
    return path, ledger.truth_in(path)


def _paragraph(ledger: Ledger, phrases: Phrases, theme: str, count: int) -> str:
    return f"<p>{hyphenated(ledger.say(phrases.sentences(theme, count)))}</p>"


def _lines(number: str, measure: Cells) -> str:
    """A heading, the text below it, and who and when each on a line of their own."""
    return (
        f'<div class="block"><h3>Tiltak {number}: {measure.title}</h3><p>{hyphenated(measure.description)}</p>'
        f"<p><b>Ansvar:</b> {measure.owners}<br><b>Frist:</b> {measure.schedule}</p></div>"
    )


def _run_in(number: str, measure: Cells) -> str:
    """All in one paragraph, the name in bold letters."""
    return (
        f"<p><b>Tiltak {number}: {measure.title}.</b> {hyphenated(measure.description)} "
        f"<i>Ansvar:</i> {measure.owners}. <i>Frist:</i> {measure.schedule}.</p>"
    )

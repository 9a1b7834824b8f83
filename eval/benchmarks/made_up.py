"""A generated corpus of any size: plans of prose, lists and ruled tables, the same ones each time."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PAGES_A_FILE = 50
_SEED = 4
_TABLE_EACH = 5  # pages
_HEADER = ("Tiltak", "Beskrivelse", "Tidsplan", "Ansvar")
_UNITS = ("Bydelen", "Barnehagen", "Kommunen", "Styreren", "Skolen", "Biblioteket", "Etaten", "Fagsenteret")
_VERBS = (
    "skal følge opp",
    "legger til rette for",
    "tilbyr",
    "planlegger",
    "vurderer",
    "utvikler",
    "deler",
    "beskriver",
)
_THINGS = (
    "språkleken",
    "turgruppa",
    "matpakken",
    "samtalen",
    "uterommet",
    "overgangen",
    "rutinen",
    "leseboka",
    "møtet",
)
_WAYS = ("hver uke", "sammen med foresatte", "i små grupper", "før sommeren", "etter behov", "i samråd med de ansatte")


def write_corpus(folder: Path, pages: int) -> list[Path]:
    """PDFs with so many pages in all, at most 50 a file, written into the folder; beside each, the cells it holds."""
    chance = random.Random(_SEED)
    files = []
    for first in range(0, pages, PAGES_A_FILE):
        path = folder / f"plan-{first // PAGES_A_FILE:03}.pdf"
        _write(path, min(PAGES_A_FILE, pages - first), chance)
        files.append(path)
    return files


class KnownCells(NamedTuple):
    """The cells of a file's tables, those of headers also apart."""

    headers: list[str]
    cells: list[str]


def cells_of(path: Path) -> KnownCells | None:
    """The cells of a generated file; None for any other file."""
    known = _cells_file(path)
    return KnownCells(list(_HEADER), json.loads(known.read_text(encoding="utf-8"))) if known.is_file() else None


def _cells_file(path: Path) -> Path:
    return path.with_suffix(".cells.json")


def _write(path: Path, pages: int, chance: random.Random) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

    styles = getSampleStyleSheet()
    body = styles["BodyText"]
    story: list[Flowable] = []
    known: list[str] = []
    for number in range(1, pages + 1):
        story.append(Paragraph(f"Kapittel {number}: {_sentence(chance, number)[:-1]}", styles["Heading2"]))
        story += [Paragraph(" ".join(_sentences(chance, number)), body) for _ in range(6)]
        if number % _TABLE_EACH == 0:
            rows = [list(_HEADER), *(_row(chance, number) for _ in range(4))]
            known += [cell for row in rows for cell in row]
            cells = [[Paragraph(cell, body) for cell in row] for row in rows]
            story.append(Table(cells, colWidths=[100, 200, 70, 80], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]))
        if number < pages:
            story.append(PageBreak())
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1, title=f"Plan {path.stem}").build(story)
    _cells_file(path).write_text(json.dumps(known), encoding="utf-8")


def _row(chance: random.Random, number: int) -> list[str]:
    thing, way = chance.choice(_THINGS).capitalize(), chance.choice(_WAYS)
    return [f"{thing} {way}", _sentence(chance, number), str(chance.randint(2025, 2030)), chance.choice(_UNITS)]


def _sentences(chance: random.Random, number: int) -> Iterator[str]:
    return (_sentence(chance, number) for _ in range(3))


def _sentence(chance: random.Random, number: int) -> str:
    said = f"{chance.choice(_UNITS)} {chance.choice(_VERBS)} {chance.choice(_THINGS)} {chance.choice(_WAYS)}"
    return f"{said} på avdeling {number}-{chance.randint(1, 9_999)}."

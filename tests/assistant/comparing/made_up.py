"""A made-up plan in two editions with twelve known changes between them, set as PDFs by our own typesetting."""

from pathlib import Path

from reportlab.lib.pagesizes import A4, A5

from corpus.documents.typesetting.document import build
from corpus.documents.typesetting.layouts import Layout, template

OLD_ID, NEW_ID = "sprakplan-2021", "sprakplan-2025"
ISSUER = "Fjellvik kommune"

ADDED = {"Språkposer til utlån", "Foreldrekafé"}
REMOVED = {"Dialektdag", "Lesekrok på helsestasjonen"}
CHANGED = {
    "Bibliotekkasse": {"responsible"},
    "Foreldremøte om språk": {"strategic_priority", "commitment"},
    "Rim og regler": {"commitment"},
    "Fortellerstund": {"schedule"},
    "Opplæring av tilkallingshjelp": {"title"},
    "Kollegaveiledning": {"description"},
    "Språkkartlegging": {"description"},
    "Fagdager": {"sub_measure"},
}
"""The twelve: two measures added, two removed, eight changed (by title: the fields)."""


def old_pdf() -> bytes:
    """The edition of 2021–2024, on small pages."""
    return _pdf("2021–2024", OLD_ID, "", A5, "4 8 3 4")


def new_pdf() -> bytes:
    """The edition of 2025–2028: larger pages, other columns, and text before the tables."""
    foreword = "Planen gjelder for alle barnehager i Fjellvik. Styrerne har vært med på å lage den.\n\n" * 12
    return _pdf("2025–2028", NEW_ID, foreword, A4, "3 6 2 3")


def reset_pdf() -> bytes:
    """The edition of 2021–2024 once more, set like the new one: nothing differs but where it stands."""
    return _pdf("2021–2024", OLD_ID, "Et forord til den nye utgaven.\n\n" * 30, A4, "3 6 2 3")


def _pdf(years: str, name: str, foreword: str, size: tuple[float, float], shares: str) -> bytes:
    tables = (Path(__file__).parent / f"{name}.md").read_text(encoding="utf-8").replace("SHARES", shares)
    title = f"Språkplan for Fjellvik {years}"
    page = template("page", size, (40, 40, 40, 40), footer=lambda position: f"Fjellvik ▪ {position}")
    content, _ = build(f"# {title}\n\n{foreword}\n\n{tables}", Layout(title, (page,), size=size))
    return content

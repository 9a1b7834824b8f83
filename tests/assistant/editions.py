"""A made-up plan in three editions, the last of which does not hold yet, and another plan beside it."""

from datetime import date

from assistant.ingestion.ingest import ingest_content
from assistant.ingestion.reports import FileReport
from corpus.library import Library
from corpus.models import Metadata
from tests.conftest import ACTION_PLAN

OLD_ID, CURRENT_ID, NEXT_ID, OTHER_ID = "plan-2021", "plan-2025", "plan-2029", "turplan"
TODAY = date(2026, 5, 1)

# Another owner of the library's books, other years, another number of talks, and an older edition has one row more.
OLD = (
    ACTION_PLAN.replace("2025–2028", "2021–2024")
    .replace("2026", "2022")
    .replace("2027", "2023")
    .replace("Biblioteket\nBarnehagene", "Kulturkontoret\nBarnehagene")
    .replace("minst to samtaler", "minst tre samtaler")
    .rstrip()
    + "\n\nLekebibliotek Kommunen skal låne ut leker til alle barnehager. 2024 Kulturkontoret\n"
)
NEXT = (
    ACTION_PLAN.replace("2025–2028", "2029–2032")
    .replace("2026", "2030")
    .replace("2027", "2031")
    .replace("minst to samtaler", "minst fire samtaler")
)
OTHER = "Turplan\n\nKokken pakker suppe i tursekken hver torsdag, og i 2023 ble det kjøpt nye termoser.\n"


def metadata(start: int, **known: object) -> Metadata:
    """What is known of an edition of four years."""
    values = {
        "title": f"Handlingsplan for gode barnehager {start}–{start + 3}",
        "issuer": "Fjellvik kommune",
        "jurisdiction": "Fjellvik",
        "valid_from": start,
        "valid_to": start + 3,
    }
    return Metadata.model_validate(values | known)


def ingest_editions(library: Library) -> list[FileReport]:
    """The current edition first, then the old one and the next, and the other plan."""
    return [
        ingest_content(library, text.encode(), f"{name}.txt", known)
        for name, text, known in (
            (CURRENT_ID, ACTION_PLAN, metadata(2025)),
            (OLD_ID, OLD, metadata(2021)),
            (NEXT_ID, NEXT, metadata(2029)),
            (OTHER_ID, OTHER, Metadata(title="Turplan", issuer="Fjellvik kommune")),
        )
    ]

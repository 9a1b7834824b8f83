"""Made-up plans as the rules of a check see them."""

from assistant.quality.findings import Plan
from corpus.models import Metadata
from corpus.units import UnitRegister, shipped_units
from ingest.pipeline import Reading, read_document

HEADER = "Tiltak Beskrivelse av tiltak Tidsplan Ansvar"
ROWS = """Turvenner Bydelene skal gi alle barn en turvenn i skogen 2026 Bydelene

Regntøy til låns Bydelene skal eie regntøy som barn kan låne 2026 Bydelene

Turmat på bål UTD skal lære bort matlaging på bål 2027 UTD
"""


def plan_of(reading: Reading) -> Plan:
    """The plan of a reading, as the library would give it."""
    pages = {page.number: page for page in reading.pages}
    return Plan(
        document=reading.document,
        generation_id=reading.generation_id,
        measures=reading.measures,
        passages=reading.passages,
        duties=reading.duties,
        units=UnitRegister([*shipped_units(), *reading.units]),
        page=pages.get,
    )


def made_up(text: str, **metadata: str | int) -> Plan:
    """The plan of a text."""
    said = Metadata.model_validate({"id": "turplan", "title": "Turplan", **metadata})
    return plan_of(read_document(text.encode(), "turplan.txt", said, shipped_units()))


def with_rows(rows: str = ROWS, after: str = "") -> Plan:
    """A plan of 2025–2027 with these rows in its table."""
    text = f"Turplan\n\nTiltak\n\n{HEADER}\n\n{rows}\n{after}"
    return made_up(text, valid_from=2025, valid_to=2027)

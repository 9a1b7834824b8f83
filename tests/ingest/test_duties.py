from corpus.models import Duty
from tests.ingest.made_up import read

PLAN = """Turplan for Elvedal

Om turene

Bydelene skal lage en turplan hvert år. Barna skal glede seg. Kommunen har ansvar for at båtene er trygge.

Bydelene skal:
• kjøpe telt til alle barnehager
• UTD skal lære bort førstehjelp
• holde kurs for kokker hver vår

PPT må alltid:
\fBarnehagene skal ha en fast turdag

Alle går ut sammen hver fredag, og de tar med seg mat og klær som tåler det været som er meldt den dagen.
Bydelene skal lage en turplan hvert år.
"""


def duties(text: str = PLAN) -> tuple[Duty, ...]:
    return read(text, id="turplan").duties


def test_duties_are_read_in_order_each_with_its_page() -> None:
    found = [(duty.page, duty.unit_raw, duty.lead, duty.text) for duty in duties()]
    assert found == [
        (1, "Bydelene", None, "Bydelene skal lage en turplan hvert år."),
        (1, "Kommunen", None, "Kommunen har ansvar for at båtene er trygge."),
        (1, "Bydelene", "Bydelene skal:", "kjøpe telt til alle barnehager"),
        (1, "UTD", None, "UTD skal lære bort førstehjelp"),
        (1, "Bydelene", "Bydelene skal:", "holde kurs for kokker hver vår"),
        (1, "PPT", None, "PPT må alltid:"),
        (2, "Barnehagene", None, "Barnehagene skal ha en fast turdag"),
    ]


def test_a_duty_printed_twice_is_one() -> None:
    assert duties()[0].pages == (1, 2)


def test_a_duty_stands_verbatim_on_its_page_and_in_a_passage() -> None:
    reading = read(PLAN, id="turplan")
    pages = {page.number: " ".join(page.text.split()) for page in reading.pages}
    passages = {passage.id for passage in reading.passages}
    assert reading.duties
    for duty in reading.duties:
        assert duty.text in pages[duty.page]
        assert duty.lead is None or duty.lead in pages[duty.page]
        assert duty.passage_id in passages


def test_the_rows_of_a_table_bind_too_and_their_owners_do_not() -> None:
    table = """Tiltak

Tiltak Beskrivelse av tiltak Tidsplan Ansvar

Turvenner Bydelene skal gi alle barn en turvenn 2026 UTD

Turmat Lære barna å lage mat på bål 2025 Bydelene
"""
    (duty,) = duties(table)
    assert (duty.unit_raw, duty.units, duty.text) == (
        "Bydelene",
        ("bydelene",),
        "Bydelene skal gi alle barn en turvenn",
    )


def test_ids_and_ordinals_count_from_one() -> None:
    found = duties()
    assert [duty.ordinal for duty in found] == list(range(1, len(found) + 1))
    assert found[0].id == "turplan--plikt-1"

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.units import UnitRegister, shipped_units
from ingest.joins import LineJoiner
from ingest.tables import Row, RowBuilder, Table, described, has_row, title_key
from tests.ingest.made_up import chunks, letters

LINES = st.sampled_from(
    [
        "",
        "Turvenner Bydelene skal gå tur",
        "Oslo vil at barn leker",
        "Hagelag",
        "i skogen hver dag",
        "▸ Kart",
        "2025",
        "Kontinuerlig",
        "2026 UTD",
        "Kontinuerlig UTD",
        "Bydelene",
        "UKE/Oslobygg",
        "Sang og dans Barnehagene skal danse 2027 Barnehagene",
    ]
)


def table(text: str, known: tuple[str, ...] = (), commitment: str | None = None) -> Table:
    joiner = LineJoiner(text.split("\n"))
    builder = RowBuilder(joiner, UnitRegister(shipped_units()), frozenset(map(title_key, known)))
    return builder.rows(chunks(text), commitment)


def row(text: str, known: tuple[str, ...] = ()) -> Row:
    found = table(text, known)
    assert len(found.rows) == 1
    assert found.left == ()
    return found.rows[0]


@pytest.mark.parametrize(
    ("text", "title", "description"),
    [
        ("Turvenner på tvers\n\nAlle barn skal ha\nen turvenn.", "Turvenner på tvers", "Alle barn skal ha en turvenn."),
        ("Turvenner på\ntvers\n\nAlle barn skal ha en turvenn.", "Turvenner på tvers", "Alle barn skal ha en turvenn."),
        ("Turvenner Bydelene skal gå\ntur i skogen.", "Turvenner", "Bydelene skal gå tur i skogen."),
        ("Turvenner Alle bydeler må gå tur", "Turvenner", "Alle bydeler må gå tur"),
        ("Struktur og rutiner Hver enkelt bydel bør øve", "Struktur og rutiner", "Hver enkelt bydel bør øve"),
        ("Hagedag i byen Arrangere en dag i hagen", "Hagedag i byen", "Arrangere en dag i hagen"),
        ("Turvenner Bydelene skal gå tur i Elvedal", "Turvenner", "Bydelene skal gå tur i Elvedal"),
        ("Turmat Lære barna å spise ute", "Turmat", "Lære barna å spise ute"),
        ("Turmat Lære barna om mat i Elvedal", "Turmat", "Lære barna om mat i Elvedal"),
        ("Hagedag i byen Arrangere turer i Elvedal", "Hagedag i byen", "Arrangere turer i Elvedal"),
        ("Samarbeid med Elvedal Felles turer for alle barn", "Samarbeid med Elvedal", "Felles turer for alle barn"),
        ("PPT-sansehage PPT skal lage en hage", "PPT-sansehage", "PPT skal lage en hage"),
        ("FUB UTD og bydelene skal invitere til kaffe", "FUB", "UTD og bydelene skal invitere til kaffe"),
        ("PPT\n\nPPT skal veilede de voksne", "PPT", "PPT skal veilede de voksne"),
        ("Turdag", "Turdag", ""),
    ],
)
def test_title_and_description_are_told_apart(text: str, title: str, description: str) -> None:
    found = row(f"{text}\n\n2026 UTD")
    assert (found.title, found.description) == (title, description)


def test_a_title_known_elsewhere_is_recognised() -> None:
    text = "Uteliv i Elvedal Barnehagene Våren byr på flere turer\n\n2026 UTD"
    assert row(text).title != "Uteliv i Elvedal"
    found = row(text, known=("Uteliv i Elvedal",))
    assert (found.title, found.description) == ("Uteliv i Elvedal", "Barnehagene Våren byr på flere turer")


def test_a_word_cut_at_a_line_end_is_put_together_in_its_cell() -> None:
    assert row("Turvenner Bydelene skal gi alle barne-\nhager en venn\n\n2026 UTD").description == (
        "Bydelene skal gi alle barnehager en venn"
    )


@pytest.mark.parametrize(
    ("end", "schedules", "owners"),
    [
        ("Kontinuerlig UTD", ("Kontinuerlig",), ("UTD",)),
        ("Kontinuerlig UTD\nBydelene/UKE\nOslo Origo", ("Kontinuerlig",), ("UTD", "Bydelene/UKE", "Oslo Origo")),
        ("2025 -2026 UTD\nBydelene", ("2025 -2026",), ("UTD", "Bydelene")),
        ("2026\n\nUTD\nBydelene", ("2026",), ("UTD", "Bydelene")),
        ("Oppstart 2026\n2027-2029\n\nUKE\nUTD", ("Oppstart 2026", "2027-2029"), ("UKE", "UTD")),
    ],
)
def test_a_row_ends_in_its_schedules_and_owners(end: str, schedules: tuple[str, ...], owners: tuple[str, ...]) -> None:
    found = row(f"Turvenner Bydelene skal gå tur\n\n{end}")
    assert (found.schedules, found.owners) == (schedules, owners)
    assert found.description == "Bydelene skal gå tur"


def test_a_row_of_one_line_is_a_row() -> None:
    found = table("Turvenner Bydelene skal gå tur Kontinuerlig UTD\n\nHagelag Barnehagene skal så 2026 Barnehagene")
    assert [(row.title, row.description, row.schedules, row.owners) for row in found.rows] == [
        ("Turvenner", "Bydelene skal gå tur", ("Kontinuerlig",), ("UTD",)),
        ("Hagelag", "Barnehagene skal så", ("2026",), ("Barnehagene",)),
    ]


def test_group_rows_are_the_commitments_of_the_rows_below() -> None:
    found = table(
        "Turvenner Bydelene skal gå tur\n\n2025 Bydelene\n\nElvedal kommune vil at barn synger\n\nVi vil ha kor\n\n"
        "Korsang Bydelene skal synge\n\n2026 Bydelene\n\nDans Bydelene skal danse\n\n2027 UTD",
        commitment="Elvedal vil at barn leker",
    )
    assert [(row.title, row.commitment) for row in found.rows] == [
        ("Turvenner", "Elvedal vil at barn leker"),
        ("Korsang", "Vi vil ha kor"),
        ("Dans", "Vi vil ha kor"),
    ]
    assert found.rows[1].groups == ("Elvedal kommune vil at barn synger", "Vi vil ha kor")
    assert found.rows[2].groups == ()


def test_bullets_schedules_and_owners_stand_in_parallel() -> None:
    found = row(
        "Skoglag Sikre gode turer for alle\n▸\t Kart\n▸\t Kompass til\n  hver gruppe\n▸\t Kokekar\n\n"
        "Kontinuerlig\nOppstart 2026\n2027-2029\n\nUKE/UTD\nUKE/Oslobygg\nUKE"
    )
    assert found.title == "Skoglag"
    assert found.bullets == ("Kart", "Kompass til hver gruppe", "Kokekar")
    assert found.schedules == ("Kontinuerlig", "Oppstart 2026", "2027-2029")
    assert found.owners == ("UKE/UTD", "UKE/Oslobygg", "UKE")
    assert found.description.split("\n")[0] == "Sikre gode turer for alle"


def test_the_text_of_a_row_is_its_cells() -> None:
    assert row("Turvenner Bydelene skal\ngå tur\n\n2025 UTD\nBydelene").text == (
        "Turvenner\nBydelene skal gå tur\n2025\nUTD\nBydelene"
    )


def test_empty_template_rows_give_no_rows() -> None:
    found = table("Hagedag\n\n\nFrilek\n\n\nTurdag i skogen")
    assert found.rows == ()
    assert [line for chunk in found.left for line in chunk if line] == ["Hagedag", "Frilek", "Turdag i skogen"]


def test_a_schedule_without_an_owner_closes_no_row() -> None:
    assert table("Turvenner Bydelene skal gå tur\n\n2025").rows == ()


def test_a_schedule_with_an_owner_and_nothing_before_is_kept() -> None:
    found = table("2026 UTD")
    assert "2026" in str(found.rows) + str(found.left)


def test_a_second_schedule_does_not_wipe_out_the_first() -> None:
    found = table("Turvenner Bydelene skal gå tur\n\n2025\n\nog sove ute\n\n2026 UTD")
    assert "2025" in str(found.rows) + str(found.left)


@settings(deadline=None)  # the first example loads the word lists
@given(st.lists(LINES, min_size=1, max_size=14))
@example(["2025", "", "Kontinuerlig"])
@example(["2026 UTD"])
def test_no_letter_of_a_table_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = table(text)
    kept = [*(group for row in found.rows for group in row.groups), *(row.text for row in found.rows)]
    kept.extend(line for chunk in found.left for line in chunk)
    assert sorted(letters("".join(kept))) == sorted(letters(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\n\n2025 UTD", True), ("a\n\n2025\n\nUTD", True), ("a\n\n2025", False), ("UTD\nBydelene", False), ("", False)],
)
def test_a_row_is_seen_by_a_schedule_with_owners(text: str, expected: bool) -> None:
    assert has_row([chunk for chunk in chunks(text) if chunk != ("",)]) is expected


def test_a_description_has_a_line_a_bullet() -> None:
    lines = ("Innkjøp til alle barne-", "hagene:", "• Kart", "• Sokker", "av ull")
    assert described(LineJoiner([], hyphens_shown=True), lines) == (
        "Innkjøp til alle barnehagene:\n• Kart\n• Sokker av ull",
        ("Kart", "Sokker av ull"),
    )


def test_a_description_may_be_bullets_alone_or_none() -> None:
    joiner = LineJoiner([], hyphens_shown=True)
    assert described(joiner, ("• Kart", "• Sag")) == ("• Kart\n• Sag", ("Kart", "Sag"))
    assert described(joiner, ("Alle er ute.",)) == ("Alle er ute.", ())
    assert described(joiner, ()) == ("", ())


def test_titles_are_compared_without_case_and_marks_and_with_their_numbers() -> None:
    assert title_key("Fagdag: LEK!") == title_key("fagdag lek")
    assert title_key("Fagdag 1") != title_key("Fagdag 2")

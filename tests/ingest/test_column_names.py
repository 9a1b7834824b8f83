import pytest

from ingest.column_names import (
    Column,
    column_of,
    columns_of,
    header_columns,
    is_action_table,
    is_header_rest,
    named_columns,
)


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        (
            "Tiltak Beskrivelse av tiltak Tidsplan Ansvar",
            (Column.TITLE, Column.DESCRIPTION, Column.SCHEDULE, Column.RESPONSIBLE),
        ),
        ("Tema Innhold Når Hvem", (Column.TITLE, Column.DESCRIPTION, Column.SCHEDULE, Column.RESPONSIBLE)),
        ("Aktivitet Frist Ansvarlig", (Column.TITLE, Column.SCHEDULE, Column.RESPONSIBLE)),
        ("Tiltak Dato Ansvarleg", (Column.TITLE, Column.SCHEDULE, Column.RESPONSIBLE)),
        ("Tema Mål Kjennetegn", (Column.TITLE, Column.OTHER)),
        ("Tiltaket Ansvar", (Column.TITLE, Column.RESPONSIBLE)),
    ],
)
def test_a_header_names_its_columns(line: str, columns: tuple[Column, ...]) -> None:
    assert header_columns(line) == columns


@pytest.mark.parametrize(
    "line",
    [
        "Mål og forventninger",
        "Tiltak",
        "Tiltak Frist",
        "Tiltak tiltak tiltak",
        "Hva Hvem Når",
        "Barna velger tiltak, tidsplan og ansvar",
        "Tiltaket har en frist og et ansvar som alle må kjenne til før de begynner",
        "Tiltak med frist og ansvarlig vedtas av styrer i juni.",
        "",
    ],
)
def test_other_lines_are_no_headers(line: str) -> None:
    assert header_columns(line) == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tidsplan Finansiering", True),
        ("Ansvarlig og samarbeidspartner", True),
        ("Tidsplan for skogen", False),
        ("", False),
    ],
)
def test_the_rest_of_a_header_is_column_names_only(line: str, expected: bool) -> None:
    assert is_header_rest(line) is expected


def test_an_action_table_has_title_schedule_and_owner() -> None:
    assert is_action_table((Column.TITLE, Column.SCHEDULE, Column.RESPONSIBLE))
    assert not is_action_table((Column.TITLE, Column.DESCRIPTION, Column.RESPONSIBLE))


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Tiltak", Column.TITLE),
        ("Beskrivelse av tiltak", Column.DESCRIPTION),
        ("Når?", Column.SCHEDULE),
        ("Ansvarlig enhet", Column.RESPONSIBLE),
        ("Samarbeidspartnere", Column.PARTNERS),
        ("Finansiering (kr)", Column.FUNDING),
        ("Mål", Column.OTHER),
        ("Lokale", Column.OTHER),
        ("", Column.OTHER),
    ],
)
def test_a_header_cell_names_its_column(header: str, column: Column) -> None:
    assert column_of(header) is column


@pytest.mark.parametrize(
    ("header", "title"),
    [
        (("Mål", "Tiltak", "Frist", "Ansvar"), 1),
        (("Hva", "Hvordan", "Når", "Hvem"), 0),
        (("Kva", "Korleis", "Tidsfrist", "Ansvarleg"), 0),
        (("Innsats", "Mål", "Tid", "Ansvarlig"), 0),
        (("Goal", "What", "When", "Who"), 1),
    ],
)
def test_the_column_of_titles_is_the_one_that_names_what_is_done(header: tuple[str, ...], title: int) -> None:
    columns = columns_of(header)
    assert [at for at, column in enumerate(columns) if column is Column.TITLE] == [title]
    assert is_action_table(columns)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Hva skal gjøres? | Frist | Ansvarlig", (Column.TITLE, Column.SCHEDULE, Column.RESPONSIBLE)),
        ("Kva skal vi gjere? | Når | Kven", (Column.TITLE, Column.SCHEDULE, Column.RESPONSIBLE)),
        ("Tiltak | Hva vi gjør | Frist", (Column.TITLE, Column.DESCRIPTION, Column.SCHEDULE)),
        ("Tiltak | Beskrivelse | Hva er gjort?", (Column.TITLE, Column.DESCRIPTION, Column.OTHER)),
        ("Hva | Frist | Ansvar", (Column.OTHER, Column.SCHEDULE, Column.RESPONSIBLE)),
    ],
)
def test_what_is_done_is_a_measure_s_description_and_without_other_name_its_title(
    header: str, expected: tuple[Column, ...]
) -> None:
    assert named_columns(header.split(" | ")) == expected


def test_a_task_is_a_measure_where_nothing_else_is_called_one() -> None:
    assert columns_of(("Oppgave", "Frist"))[0] is Column.TITLE
    assert columns_of(("Oppgave", "Tiltak"))[0] is Column.OTHER

from ingest.readers.told import Beside, Line, Note, Part, Running, heading, holds_text, item, page, paragraphs, sections
from ingest.readers.told_tables import told_cell, told_tables


def texts(*flow: Part) -> list[tuple[str, ...]]:
    return [found.lines for found in sections(flow)]


def test_sections_are_cut_at_the_highest_level_that_comes_again() -> None:
    title, one, two = heading("Plan", 1), heading("Mål", 2), heading("Tiltak", 2)
    assert texts(title, Line(text="a"), one, Line(text="b"), two) == [("Plan", "a"), ("Mål", "b"), ("Tiltak",)]
    assert texts(heading("A", 1), heading("a", 2), heading("b", 2), heading("B", 1)) == [("A", "a", "b"), ("B",)]
    assert texts(one, Line(text="a")) == [("Mål", "a")]
    assert texts(Line(text="a"), one) == [("a",), ("Mål",)]
    assert texts(Line(text="a")) == [("a",)]


def test_a_table_begins_a_page_of_its_own_as_text_does() -> None:
    (table,) = told_tables([[told_cell(["a"], 0), told_cell(["b"], 1)]])
    first, second = sections([table, heading("Mål", 1), Line(text="a"), table, Line(text="b")])
    assert [found.at for found in (*first.tables, *second.tables)] == [0, 2]


def test_running_lines_hold_until_others_come() -> None:
    one, two = Running(lines=("Fjellvik",)), Running(lines=("Vedlegg",))
    pages = sections([one, heading("A", 1), heading("B", 1), two, heading("C", 1)])
    assert [found.apart for found in pages] == [("Fjellvik",), ("Fjellvik", "Vedlegg"), ("Vedlegg",)]


def test_a_page_knows_what_stands_beside_its_text() -> None:
    found = page(
        3,
        [
            Note(text="Si dette", heading="Notater"),
            heading("Tittel", 1),
            item("punkt", 1, "◦"),
            Beside(apart=("3",), images=2, unread=1),
        ],
        unit="slide",
    )
    assert found.lines == ("Tittel", "◦ punkt", "Notater", "Si dette")
    assert [(role.kind, role.level) for role in found.roles] == [
        ("heading", 1),
        ("item", 1),
        ("heading", 2),
        ("paragraph", 0),
    ]
    assert (found.number, found.unit, found.apart, found.images, found.unread) == (3, "slide", ("3",), 2, 1)


def test_pages_without_lines_and_tables_hold_no_text() -> None:
    assert not holds_text([page(1, [Beside(images=1)], unit="slide")])
    assert holds_text([page(1, [], unit="slide"), page(2, [Line(text="a")], unit="slide")])


def test_breaks_part_paragraphs_where_two_stand_or_a_bullet_follows() -> None:
    assert paragraphs(" en\nto \n \n tre\n• fire\n\n") == ["en to", "tre", "• fire"]
    assert paragraphs(" \n ") == []

from hypothesis import given
from hypothesis import strategies as st

from ingest.cells import CellGroup, cell_groups
from ingest.pieces import Piece

LINES = st.sampled_from(["Nettverk", "1. samling", "2. møte", "3) tur", "på biblioteket", "Høst", "for alle 1. møte"])


def piece(*lines: str) -> Piece:
    return Piece(lines=list(lines))


def shape(groups: list[CellGroup]) -> list[tuple[str, list[list[str]]]]:
    return [(" ".join(group.label), [[" ".join(part.lines) for part in row] for row in group.rows]) for group in groups]


def grouped(*lines: str) -> list[tuple[str, list[list[str]]]]:
    return shape(cell_groups([piece(line) for line in lines]))


def test_numbered_rows_stand_under_the_cell_before_them() -> None:
    assert grouped("Nettverk for styrere", "1. samling", "Høst", "2. samling", "Vår") == [
        ("Nettverk for styrere", [["1. samling", "Høst"], ["2. samling", "Vår"]])
    ]


def test_the_number_one_begins_another_group() -> None:
    assert grouped("Styrere", "1. samling", "2. samling", "Kokker", "1. kurs", "2. kurs") == [
        ("Styrere", [["1. samling"], ["2. samling"]]),
        ("Kokker", [["1. kurs"], ["2. kurs"]]),
    ]


def test_rows_without_a_cell_before_them_have_no_label() -> None:
    assert grouped("1. samling", "2. samling") == [("", [["1. samling"], ["2. samling"]])]


def test_the_last_row_takes_as_many_pieces_as_the_longest_before_it() -> None:
    assert grouped("Styrere", "1. samling", "Høst", "2. samling", "Vår", "Helt andre ting") == [
        ("Styrere", [["1. samling", "Høst"], ["2. samling", "Vår"]]),
        ("Helt andre ting", []),
    ]


def test_pieces_without_numbers_are_groups_of_their_own() -> None:
    assert grouped("Høst", "Vår") == [("Høst", []), ("Vår", [])]


def test_a_number_out_of_turn_opens_no_row() -> None:
    assert grouped("Styrere", "1. samling", "7. mai", "2. samling", "8. juni") == [
        ("Styrere", [["1. samling", "7. mai"], ["2. samling", "8. juni"]])
    ]


def test_a_row_of_the_page_before_goes_on() -> None:
    groups = cell_groups([piece("på rådhuset"), piece("3. samling")])
    assert [group.goes_on for group in groups] == [True]
    assert shape(groups) == [("", [["på rådhuset"], ["3. samling"]])]


def test_a_label_that_runs_into_its_first_row_is_cut_off_from_it() -> None:
    assert grouped("Nettverk for hver barnehage 1. møte", "2. møte") == [
        ("Nettverk for hver barnehage", [["1. møte"], ["2. møte"]])
    ]


def test_lines_of_a_label_stay_lines() -> None:
    (group,) = cell_groups([piece("Nettverk for", "styrere"), piece("1. møte")])
    assert group.label == ["Nettverk for", "styrere"]


@given(st.lists(LINES, max_size=12))
def test_no_word_is_lost_and_none_moves(lines: list[str]) -> None:
    words = [
        word
        for label, rows in grouped(*lines)
        for text in (label, *(part for row in rows for part in row))
        for word in text.split()
    ]
    assert words == " ".join(lines).split()

import pytest

from ingest.pieces import Piece, pieces_of
from tests.ingest.made_up import chunks


def pieces(text: str) -> list[list[str]]:
    return [piece.lines for piece in pieces_of(chunks(text))]


def test_lines_of_a_paragraph_are_one_piece_and_a_blank_line_parts_two() -> None:
    assert pieces("Vi går ut\ni all slags vær.\n\nVi spiser ute.") == [
        ["Vi går ut", "i all slags vær."],
        ["Vi spiser ute."],
    ]


@pytest.mark.parametrize("sign", ["•", "▸", "▪", "●", "◦", "■", "➤"])
def test_a_bullet_begins_an_item(sign: str) -> None:
    found = pieces_of(chunks(f"Utstyr\n{sign} Kart\n{sign} Sokker\nav ull"))
    assert [(piece.lines, piece.item) for piece in found] == [
        (["Utstyr"], False),
        ([f"{sign} Kart"], True),
        ([f"{sign} Sokker", "av ull"], True),
    ]


def test_a_private_sign_becomes_a_bullet() -> None:
    assert pieces("\uf0b7 Kart") == [["• Kart"]]


def test_a_number_begins_an_item_that_is_numbered() -> None:
    assert pieces_of(chunks("1. Pakk sekken\n2) Gå ut")) == [
        Piece(lines=["1. Pakk sekken"], item=True, numbered=True),
        Piece(lines=["2) Gå ut"], item=True, numbered=True),
    ]


def test_bullets_on_one_line_are_parted() -> None:
    assert pieces("• Kart • Sag") == [["• Kart"], ["• Sag"]]


def test_one_dash_alone_is_no_item_and_two_are() -> None:
    assert [piece.item for piece in pieces_of(chunks("Vi går\n– hver dag – ut"))] == [False]
    assert [piece.item for piece in pieces_of(chunks("Utstyr\n– Kart\n– Sag"))] == [False, True, True]


def test_a_dash_after_a_colon_is_an_item() -> None:
    assert pieces("Utstyr:\n- Kart") == [["Utstyr:"], ["- Kart"]]


def test_a_sentence_that_a_blank_line_cuts_goes_on() -> None:
    assert pieces("Vi går langt inn i\n\nskogen bak huset.") == [["Vi går langt inn i", "skogen bak huset."]]


@pytest.mark.parametrize("end", [".", "!", "?", ":", ";", "-"])
def test_nothing_goes_on_after_an_end_or_half_a_word(end: str) -> None:
    assert pieces(f"Vi går{end}\n\nskogen er stor") == [[f"Vi går{end}"], ["skogen er stor"]]


def test_letters_begin_items_that_follow_each_other() -> None:
    found = pieces_of(chunks("Planen sier\na. hva som er galt\nog hvorfor\nb. hvem som gjør noe"))
    assert [(piece.lines, piece.lettered) for piece in found] == [
        (["Planen sier"], False),
        (["a. hva som er galt", "og hvorfor"], True),
        (["b. hvem som gjør noe"], True),
    ]


@pytest.mark.parametrize("sign", ["☐", "[ ]", "☑", "‣", "□"])
def test_boxes_to_tick_on_one_line_are_parted(sign: str) -> None:
    assert pieces(f"{sign} Kart {sign} Sag\n{sign} Tau") == [[f"{sign} Kart"], [f"{sign} Sag"], [f"{sign} Tau"]]


def test_a_number_within_a_sentence_is_no_item() -> None:
    assert pieces("Planen er klar før\n15. i hver måned og\n1. mai hvert år.") == [
        ["Planen er klar før", "15. i hver måned og", "1. mai hvert år."]
    ]


def test_numbers_that_go_on_are_items_without_full_stops() -> None:
    assert len(pieces("3. Pakk sekken\n4. Gå ut\n5. Kom inn")) == 3

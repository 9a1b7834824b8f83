import pytest

from ingest.blocks import BlockKind
from tests.ingest.made_up import PARAGRAPH, blocks, of_kind, spaced
from tests.ingest.made_up_pages import headings, paths


def test_a_heading_stands_over_its_paragraph() -> None:
    content = f"Turer i skogen\n\n{PARAGRAPH}\n\nMat på bål\n\n{PARAGRAPH}\n"
    assert headings(content) == ["Turer i skogen", "Mat på bål"]
    assert paths(content) == [("Turer i skogen",), ("Turer i skogen", "Mat på bål")]


def test_a_heading_set_right_on_top_of_its_paragraph_is_found() -> None:
    content = f"Innledning\n\n{PARAGRAPH}\n\nTurer i skogen\n{PARAGRAPH}\n"
    assert headings(content) == ["Innledning", "Turer i skogen"]
    assert of_kind(BlockKind.PARAGRAPH, blocks(content)) == [spaced(PARAGRAPH)] * 2


def test_a_heading_of_two_lines_set_on_top_is_found() -> None:
    content = f"Innledning\n\n{PARAGRAPH}\n\nTurer i skogen som\nligger bak huset\n{PARAGRAPH}\n"
    assert headings(content) == ["Innledning", "Turer i skogen som ligger bak huset"]


def test_the_first_line_of_a_paragraph_is_no_heading() -> None:
    content = f"Innledning\n\n{PARAGRAPH}\n\nVi går ut og\nBarna er med. {PARAGRAPH}\n"
    assert headings(content) == ["Innledning"]


def test_numbered_headings_are_headings() -> None:
    content = f"1. Innledning\n\n{PARAGRAPH}\n\n2. Veien videre\n\n{PARAGRAPH}\n"
    assert headings(content) == ["1. Innledning", "2. Veien videre"]


def test_numbers_one_below_another_are_a_list() -> None:
    content = f"Turer\n\n{PARAGRAPH}\n\n1. Pakk sekken\n2. Ta på sko\n3. Gå ut\n"
    assert of_kind(BlockKind.ITEM, blocks(content)) == ["1. Pakk sekken", "2. Ta på sko", "3. Gå ut"]


def test_a_label_with_a_colon_stands_over_what_comes_after() -> None:
    content = f"Turer\n\n{PARAGRAPH}\n\nDette trengs:\n\n{PARAGRAPH}\n"
    assert headings(content) == ["Turer", "Dette trengs:"]
    assert paths(content)[-1] == ("Turer", "Dette trengs")


def test_a_slide_keeps_its_lines_after_the_title_as_text() -> None:
    content = "Farger\n\nRødt bær\n\nBlått bær\n"
    assert headings(content, slides=True) == ["Farger"]
    assert of_kind(BlockKind.PARAGRAPH, blocks(content, slides=True)) == ["Rødt bær", "Blått bær"]


@pytest.mark.parametrize("sign", ["•", "▸", "▪", "●", "■", "-", "–"])
def test_items_of_a_list_share_it_and_a_lead_belongs_to_it(sign: str) -> None:
    content = f"Turer\n\n{PARAGRAPH} Ta med dette på turen:\n{sign} Kniv\n{sign} Sokker\n  av ull\n\n{PARAGRAPH}\n"
    found = blocks(content)
    assert of_kind(BlockKind.ITEM, found) == [f"{sign} Kniv", f"{sign} Sokker av ull"]
    assert found[1].text.endswith("turen:")
    assert len({block.list_id for block in found[1:4]}) == 1
    assert found[1].list_id is not None
    assert found[4].list_id is None


def test_a_private_sign_is_shown_as_a_bullet() -> None:
    assert of_kind(BlockKind.ITEM, blocks("Turer\n\uf0b7 Kniv\n\uf0b7 Sag\n")) == ["• Kniv", "• Sag"]


def test_bullets_on_one_line_are_items_of_their_own() -> None:
    assert of_kind(BlockKind.ITEM, blocks("Turer\n• Kniv • Sag ▸ Spade\n")) == ["• Kniv", "• Sag", "▸ Spade"]


def test_two_lists_are_two() -> None:
    content = f"Ute\n• Kniv\n• Sag\n\n{PARAGRAPH}\n\nInne\n• Bok\n• Kloss\n"
    lists = [block.list_id for block in blocks(content) if block.kind is BlockKind.ITEM]
    assert lists[0] == lists[1] != lists[2] == lists[3]


def test_a_sentence_that_a_blank_line_cuts_is_put_together() -> None:
    content = f"Turer\n\n{PARAGRAPH}\n\nBarna vil gjerne gå langt inn i skogen der de store\n\ntrærne står.\n"
    assert of_kind(BlockKind.PARAGRAPH, blocks(content))[-1].endswith("de store trærne står.")

from tests.ingest.made_up import PARAGRAPH, blocks
from tests.ingest.made_up_pages import ACTION, paths


def test_block_ids_are_unique_and_in_reading_order() -> None:
    found = blocks(f"{ACTION}\f{PARAGRAPH}\n\n{PARAGRAPH}\n")
    places = [tuple(map(int, block.id.split("."))) for block in found]
    assert places == sorted(set(places))
    assert [block.page for block in found] == [place[0] for place in places]


def test_headings_carry_over_to_the_next_page() -> None:
    assert paths(f"Turer i skogen\n\n{PARAGRAPH}\n\f{PARAGRAPH}\n") == [("Turer i skogen",)] * 2

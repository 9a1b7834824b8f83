from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import PassageKind
from ingest.blocks import Block, BlockKind
from ingest.passages import passages
from tests.ingest.made_up import PLAN, read, spaced

TEXT = st.sampled_from(
    [
        "Turer",
        "Barna går ut.",
        "i skogen og",
        "• Kart",
        "1. Sekk",
        "2025 UTD",
        "Tiltak Frist Ansvar",
        "",
        "\f",
        "a" * 90,
    ]
)


def block(
    number: int, text: str, kind: BlockKind = BlockKind.PARAGRAPH, *, page: int = 1, path: str = "Turer"
) -> Block:
    return Block(id=f"{page}.{number}", page=page, kind=kind, text=text, heading_path=(path,))


def test_neighbours_under_one_heading_are_one_passage() -> None:
    (found,) = passages([block(1, "Barna går ut."), block(2, "De leker.")], "plan", "plan@1")
    assert (found.id, found.document_id, found.generation_id, found.ordinal) == ("plan@1:1", "plan", "plan@1", 1)
    assert (found.text, found.blocks, found.kind) == ("Barna går ut.\nDe leker.", ("1.1", "1.2"), PassageKind.PROSE)
    assert (found.heading_path, found.first_page, found.last_page) == (("Turer",), 1, 1)


def test_another_heading_or_page_begins_a_passage() -> None:
    found = passages([block(1, "A."), block(2, "B.", path="Mat"), block(3, "C.", page=2, path="Mat")], "plan", "plan@1")
    assert [passage.text for passage in found] == ["A.", "B.", "C."]


def test_headings_are_in_the_path_and_not_in_the_text() -> None:
    found = passages([block(1, "A."), block(2, "Mat", BlockKind.HEADING), block(3, "B.", path="Mat")], "plan", "plan@1")
    assert [(passage.text, passage.heading_path) for passage in found] == [("A.", ("Turer",)), ("B.", ("Mat",))]


def test_a_row_is_a_passage_by_itself() -> None:
    found = passages(
        [block(1, "A."), block(2, "B", BlockKind.ROW), block(3, "C", BlockKind.ROW), block(4, "D.")], "plan", "plan@1"
    )
    assert [(passage.text, passage.kind) for passage in found] == [
        ("A.", PassageKind.PROSE),
        ("B", PassageKind.ROW),
        ("C", PassageKind.ROW),
        ("D.", PassageKind.PROSE),
    ]


def test_a_list_is_one_passage_with_its_lead() -> None:
    (found,) = passages([block(1, "Ta med:"), block(2, "• Kart", BlockKind.ITEM)], "plan", "plan@1")
    assert (found.text, found.kind) == ("Ta med:\n• Kart", PassageKind.LIST)


def test_long_text_is_several_passages_and_no_block_is_cut() -> None:
    texts = [f"{number} " + "ord " * 60 for number in range(6)]
    found = passages([block(number, text) for number, text in enumerate(texts, 1)], "plan", "plan@1")
    assert len(found) > 1
    assert "\n".join(passage.text for passage in found) == "\n".join(texts)
    assert max(len(passage.text) for passage in found) < 700


def test_a_sentence_over_a_page_break_is_known_on_both_sides() -> None:
    before, after = passages(
        [block(1, "Vi går. Barna bærer sekken på"), block(1, "den lange turen. De synger.", page=2)], "plan", "plan@1"
    )
    assert (before.comes_from, before.goes_on) == ("", "den lange turen.")
    assert (after.comes_from, after.goes_on) == ("Barna bærer sekken på", "")
    assert (before.text, after.text) == ("Vi går. Barna bærer sekken på", "den lange turen. De synger.")
    assert before.embedded_text("Plan") == "Plan › Turer\nVi går. Barna bærer sekken på den lange turen."
    assert after.embedded_text("Plan") == "Plan › Turer\nBarna bærer sekken på den lange turen. De synger."


def test_sentences_that_end_with_their_page_stand_alone() -> None:
    cases = (("Slutt.", "de går", 2), ("De går", "Ny start", 2), ("De går", "hjem", 1), ("De", "går", 3))
    for first, second, page in cases:
        found = passages([block(1, first), block(2, second, page=page, path="Ny")], "plan", "plan@1")
        assert [(passage.comes_from, passage.goes_on) for passage in found] == [("", "")] * 2


def test_rows_know_nothing_of_other_pages() -> None:
    found = passages([block(1, "De går", BlockKind.ROW), block(1, "hjem", page=2)], "plan", "plan@1")
    assert [(passage.comes_from, passage.goes_on) for passage in found] == [("", "")] * 2


def test_the_plan_s_sentence_over_its_page_break_is_whole_when_embedded() -> None:
    found = read(PLAN).passages
    before = next(passage for passage in found if passage.goes_on)
    assert (before.first_page, before.goes_on) == (1, "den lange turen til fjells.")
    assert "ha med i sekken på den lange turen til fjells." in before.embedded_text("Turplan")


def test_what_blocks_know_of_other_pages_their_passages_know() -> None:
    above = block(1, "Mat\n• Kurs", BlockKind.ROW).model_copy(update={"goes_on": "• Gryter"})
    below = block(1, "• Gryter", BlockKind.CELL, page=2).model_copy(update={"comes_from": "Mat • Kurs"})
    found = passages([above, below, block(2, "Lek", BlockKind.CELL, page=2)], "plan", "plan@1")
    assert [(passage.text, passage.comes_from, passage.goes_on) for passage in found[:2]] == [
        ("Mat\n• Kurs", "", "• Gryter"),
        ("• Gryter\nLek", "Mat • Kurs", ""),
    ]
    assert found[0].embedded_text("Plan") == "Plan › Turer\nMat\n• Kurs • Gryter"


def test_a_block_that_goes_on_ends_its_passage_and_one_that_comes_from_elsewhere_begins_one() -> None:
    first = block(1, "Kart")
    cut = block(2, "Sokker", BlockKind.CELL).model_copy(update={"goes_on": "av ull"})
    found = passages([first, cut, block(3, "Sag")], "plan", "plan@1")
    assert [passage.text for passage in found] == ["Kart\nSokker", "Sag"]
    rest = block(2, "av ull", BlockKind.CELL).model_copy(update={"comes_from": "Sokker"})
    assert [passage.text for passage in passages([first, rest], "plan", "plan@1")] == ["Kart", "av ull"]


def test_no_sentence_goes_on_in_a_list_item() -> None:
    for item in ("• kart", "1. sekk", "- sag"):
        found = passages([block(1, "De bærer"), block(1, item, BlockKind.ITEM, page=2)], "plan", "plan@1")
        assert [(passage.comes_from, passage.goes_on) for passage in found] == [("", "")] * 2


@settings(deadline=None)  # the first example loads the word lists
@given(st.lists(TEXT, max_size=25))
def test_every_passage_stands_verbatim_on_its_one_page(lines: list[str]) -> None:
    reading = read("Start\n" + "\n".join(lines))
    for passage in reading.passages:
        assert passage.first_page == passage.last_page
        assert spaced(passage.text) in spaced(reading.pages[passage.first_page - 1].text)
    assert [passage.ordinal for passage in reading.passages] == list(range(1, len(reading.passages) + 1))
    assert len({passage.id for passage in reading.passages}) == len(reading.passages)


def test_each_list_goes_with_its_own_lead() -> None:
    lead, items = Block(**{**block(3, "Slik gjør vi:").model_dump(), "list_id": "1.4"}), BlockKind.ITEM
    found = passages([block(1, "Ta med:"), block(2, "• Kart", items), lead, block(4, "1. Gå ut", items)], "p", "p@1")
    assert [passage.text for passage in found] == ["Ta med:\n• Kart", "Slik gjør vi:\n1. Gå ut"]


def test_a_lead_at_the_end_of_a_long_passage_goes_with_its_list() -> None:
    lead = block(2, "Slik gjør vi:").model_copy(update={"list_id": "1.3"})
    item = block(3, "1. Gå ut", BlockKind.ITEM).model_copy(update={"list_id": "1.3"})
    found = passages([block(1, "a" * 530), lead, item], "p", "p@1")
    assert [passage.text for passage in found] == ["a" * 530, "Slik gjør vi:\n1. Gå ut"]


def test_a_paragraph_without_end_is_many_passages() -> None:
    for text in ("Barna leker ute med tau. " * 4_000, "barnehage" * 10_000):
        found = passages([block(1, "Før."), block(2, text.strip()), block(3, "Etter.")], "plan", "plan@1")
        assert max(len(passage.text) for passage in found) <= 4_000
        together = "".join(passage.text.replace("\n", "") for passage in found).replace(" ", "")
        assert together == f"Før.{text}Etter.".replace(" ", "")
        assert len({passage.id for passage in found}) == len(found)


def test_a_cut_is_between_words() -> None:
    found = passages([block(1, "Barna leker ute med tau. " * 1_000)], "plan", "plan@1")
    assert {word for passage in found for word in passage.text.split()} == set("Barna leker ute med tau.".split())

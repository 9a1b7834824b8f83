from tests.ingest.made_up import PARAGRAPH, structured
from tests.ingest.made_up_pages import headings, paths


def test_a_page_of_one_line_is_a_chapter_over_the_pages_after_it() -> None:
    content = f"Første del\f{PARAGRAPH}\fAndre del\fSmåting\n\n{PARAGRAPH}\n"
    assert paths(content) == [("Første del",), ("Andre del", "Småting")]


def test_a_page_of_a_title_and_its_subtitle_opens_a_part() -> None:
    content = (
        f"Småting\n\n{PARAGRAPH}\fLokal turplan\n\n– For skogen i Lia\n2026\n\fInnledning\n\n{PARAGRAPH}\f"
        f"Hensyn\n\n{PARAGRAPH}\n"
    )
    found = paths(content)
    assert ("Lokal turplan", "Innledning") in found
    assert ("Lokal turplan", "Hensyn") in found
    assert ("Småting",) in found


def test_the_title_page_of_the_whole_is_no_part_of_it() -> None:
    found = paths(f"Turplan\n\n– For skogen\n\f{PARAGRAPH}\fInnledning\n\n{PARAGRAPH}\n")
    assert ("Innledning",) in found


def test_headings_of_slides_end_with_their_slide() -> None:
    content = "Farger i skogen\n• Rød\n• Blå\n\fNoen dyr: hund og katt\n"
    assert paths(content, slides=True) == [("Farger i skogen",), ("Farger i skogen",), ()]


def test_a_rotated_label_is_a_heading_that_is_not_shown() -> None:
    content = f"{PARAGRAPH}\n\nB\nA\nR\nN\nE\nH\nA\nG\nE\n\n{PARAGRAPH}\n"
    (page,) = structured(content)
    assert page.set_apart == ("BARNEHAGE",)
    assert {block.heading_path for block in page.blocks} == {("Barnehage",)}
    assert headings(content) == []


def test_a_heading_that_speaks_of_goals_starts_no_table() -> None:
    content = f"Mål og forventninger\n\n{PARAGRAPH}\n"
    assert headings(content) == ["Mål og forventninger"]
    assert structured(content)[0].tables == 0

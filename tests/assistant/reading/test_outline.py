from assistant.reading.outline import Heading, at_page, outline
from corpus.library import Library
from tests.conftest import PLAN_ID


def told(headings: tuple[Heading, ...]) -> list[object]:
    return [(heading.title, heading.page, *told(heading.below)) for heading in headings]


def test_the_headings_of_a_plan_stand_in_order_each_once_with_its_first_page(library: Library) -> None:
    assert told(outline(library.snapshot, PLAN_ID)) == [
        (
            "Fjellvik kommune",
            2,
            ("Om planen", 2),
            (
                "Tiltak",
                3,
                (
                    "Veivalg 1: Trygge barn i små grupper",
                    3,
                    ("Fjellvik vil at barna møter voksne som kjenner dem", 3),
                    ("Fjellvik vil at overgangene er trygge", 4),
                ),
            ),
        )
    ]


def test_the_headings_of_a_page_are_the_last_that_began(library: Library) -> None:
    headings = outline(library.snapshot, PLAN_ID)
    assert [heading.title for heading in at_page(headings, 2)][1:] == ["Om planen"]
    assert [heading.title for heading in at_page(headings, 4)][-1] == "Fjellvik vil at overgangene er trygge"
    assert at_page(headings, 1) == at_page((), 4) == ()

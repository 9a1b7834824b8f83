from corpus.models import Place
from ingest.places import PlaceCounter, of_page, spanned, stand_together


def paragraph(number: int, heading: str | None = "Mål") -> Place:
    return Place(unit="paragraph", heading=heading, first=number, last=number)


def test_paragraphs_tables_and_rows_are_counted_from_each_heading() -> None:
    counter = PlaceCounter()
    assert counter.paragraph() == paragraph(1, None)
    counter.heading("Mål")
    assert [counter.paragraph(), counter.paragraph()] == [paragraph(1), paragraph(2)]
    counter.table()
    assert counter.row() == Place(unit="row", heading="Mål", table=1, first=1, last=1)
    assert counter.row(2) == Place(unit="row", heading="Mål", table=1, first=2, last=3)
    counter.table()
    assert counter.row() == Place(unit="row", heading="Mål", table=2, first=1, last=1)
    counter.heading("Mer")
    assert counter.paragraph() == paragraph(1, "Mer")


def test_places_that_stand_together_are_said_as_one() -> None:
    assert spanned([paragraph(2), None, paragraph(4)]) == paragraph(2).model_copy(update={"last": 4})
    assert spanned([None]) is None
    assert stand_together(paragraph(1), paragraph(5))
    assert stand_together(None, None)
    assert not stand_together(paragraph(1), None)
    assert not stand_together(paragraph(1), paragraph(1, "Mer"))


def test_a_slide_is_cited_by_its_number_and_a_page_by_nothing_more() -> None:
    assert of_page("slide", 7, paragraph(2)) == Place(unit="slide", first=7, last=7)
    assert of_page("section", 7, paragraph(2)) == paragraph(2)
    assert of_page("page", 7, paragraph(2)) is None

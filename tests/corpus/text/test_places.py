import pytest

from corpus.models import Passage, PassageKind, Place
from corpus.text.places import narrowed, shortened

PLACE = Place(unit="paragraph", heading="Mål", first=3, last=5)


def passage(place: Place | None = PLACE, text: str = "Barn er ute.\nDe  er våte.\n• Voksne er inne.") -> Passage:
    return Passage(
        id="a",
        document_id="a",
        generation_id="a",
        ordinal=1,
        kind=PassageKind.PROSE,
        first_page=1,
        last_page=1,
        heading_path=("Mål",),
        text=text,
        blocks=(),
        place=place,
    )


@pytest.mark.parametrize(
    ("quote", "first", "last"),
    [
        ("Barn er ute.", 3, 3),
        ("De er våte.", 4, 4),
        ("er  inne", 5, 5),
        ("ute. De er", 3, 4),
        ("Barn er ute. De er våte. • Voksne er inne.", 3, 5),
        ("noe annet", 3, 5),
    ],
)
def test_a_quote_stands_in_its_own_paragraphs(quote: str, first: int, last: int) -> None:
    assert narrowed(passage(), quote) == PLACE.model_copy(update={"first": first, "last": last})


def test_other_places_are_as_exact_as_they_are() -> None:
    row = Place(unit="row", heading="Mål", table=1, first=2, last=4)
    assert narrowed(passage(row), "De er våte.") == row
    assert narrowed(passage(None), "De er våte.") is None
    assert narrowed(passage(text="En\nto"), "to") == PLACE


def test_a_long_heading_is_cut_between_words() -> None:
    assert shortened("Mål") == "Mål"
    assert shortened("ord " * 30) == f"{' '.join(['ord'] * 20)}…"
    assert shortened("x" * 200) == f"{'x' * 79}…"

import pytest

from ingest.captions import caption_lines
from ingest.layout import lay_out
from ingest.readers.base import RawPage


@pytest.mark.parametrize(
    "line",
    [
        "Figur 3: Slik henger planene sammen",
        "Foto: Kari Nordmann/ Fjellvik kommune",
        "Bilde: Barn i skogen",
        "Fig. 2 – Årshjulet",
        "Photo: N. N.",
    ],
)
def test_captions_and_credits_are_known(line: str) -> None:
    assert caption_lines(["Prosa.", "", line, "og en linje til", "", "Mer prosa."]) == {2, 3}


@pytest.mark.parametrize("line", ["Figuren viser planen.", "Bildet er tatt ute.", "Fotografering er ikke lov.", "Foto"])
def test_sentences_about_pictures_are_text(line: str) -> None:
    assert not caption_lines([line])


def test_a_long_paragraph_is_text() -> None:
    assert not caption_lines([f"Bilde: {'ord ' * 60}"])


def test_captions_are_set_apart_unless_the_page_has_nothing_else() -> None:
    full = RawPage(number=1, lines=("Barna er ute.", "", "Foto: Kari Nordmann"))
    alone = RawPage(number=2, lines=("Foto: Ola Nordmann",))
    first, second = lay_out([full, alone])
    assert (first.lines, first.set_apart) == (("Barna er ute.", "", ""), ("Foto: Kari Nordmann",))
    assert (second.lines, second.set_apart) == (("Foto: Ola Nordmann",), ())

import pytest

from assistant import remarks
from corpus.models import Coverage, PersonalData, PersonalDataKind


def test_personal_data_are_summed_up_by_kind_and_page() -> None:
    kinds: list[tuple[PersonalDataKind, int]] = [
        ("named_child", 2),
        ("national_id", 2),
        ("named_child", 4),
        ("named_child", 4),
    ]
    found = [PersonalData(kind=kind, page=page, masked="•") for kind, page in kinds]
    assert remarks.personal_data(found) == (
        "personopplysninger: navngitt barn (s. 2, 4), fødselsnummer eller D-nummer (s. 2)"
    )
    assert remarks.personal_data([]) is None


def test_what_was_not_read_is_told_by_page() -> None:
    coverage = Coverage(
        empty_pages=4, without_text=(3, 7, 8), ocr_pages=1, by_ocr=(12,), tables_as_text=1, words_dropped=2
    )
    assert remarks.unread(coverage) == (
        "3 sider uten tekst: s. 3, 7–8 (bilder; OCR krever tesseract-ocr og tesseract-ocr-nor)",
        "1 side lest med OCR: s. 12",
        "1 tom side",
        "1 tabell bare lest som tekst",
        "2 ord på sidene kom ikke med",
    )
    assert remarks.unread(Coverage(words=10, pages=1)) == ()


@pytest.mark.parametrize(
    ("language", "slides", "private"),
    [
        ("nn", "2 lysbilete utan tekst: 3–4 (bilete, ikkje lesne)", "personopplysningar: barn med namn (s. 2)"),
        ("en", "2 slides without text: 3–4 (images, not read)", "personal data: a named child (p. 2)"),
    ],
)
def test_they_are_told_in_the_language_asked(language: str, slides: str, private: str) -> None:
    assert remarks.unread(Coverage(empty_pages=2, without_text=(3, 4)), "slide", language) == (slides,)
    assert remarks.personal_data([PersonalData(kind="named_child", page=2, masked="•")], "page", language) == private

from corpus.models import Coverage, Word
from ingest.blocks import StructuredPage
from ingest.coverage import page_coverage, total
from ingest.readers.base import RawPage

BOX = (0.0, 0.0, 1.0, 1.0)


def covered(printed: str, text: str, *, apart: tuple[str, ...] = (), images: int = 0, uncertain: int = 0) -> Coverage:
    words = tuple(Word(text=word, box=BOX) for word in printed.split())
    raw = RawPage(number=3, lines=(printed,), words=words, images=images, uncertain=uncertain)
    page = StructuredPage(number=3, label=None, blocks=(), set_apart=apart, tables=3, tables_as_text=1)
    return page_coverage(page, text, raw)


def test_words_in_the_text_or_set_apart_are_not_dropped() -> None:
    assert covered("12 Barna leker ute", "Barna leker ute", apart=("12",)).words_dropped == 0


def test_words_in_neither_are_dropped_each_time_they_stand() -> None:
    assert covered("Barna leker ute. Barna spiser.", "Barna leker").words_dropped == 3


def test_a_word_that_was_cut_is_not_dropped() -> None:
    assert covered("barne- hagene har bruker- medvirkning", "barnehagene har brukermedvirkning").words_dropped == 0


def test_a_label_that_was_put_together_of_pieces_is_not_dropped() -> None:
    assert covered("m ed ar en a", "arena med").words_dropped == 0
    assert covered("m ed ar en a nå", "arena med").words_dropped == 1


def test_half_a_word_is_dropped() -> None:
    assert covered("barne- hagene", "barne-").words_dropped == 1


def test_what_ocr_was_not_sure_of_is_dropped() -> None:
    assert covered("Barna leker", "Barna leker", uncertain=2).words_dropped == 2


def test_a_page_without_text_is_told_apart_from_a_blank_one() -> None:
    assert covered("", "", images=1).without_text == (3,)
    blank = covered("", "")
    assert (blank.without_text, blank.empty_pages) == ((), 1)


def test_tables_are_counted_by_what_became_of_them() -> None:
    counts = covered("Tur", "Tur")
    assert (counts.tables, counts.tables_rebuilt, counts.tables_as_text) == (3, 2, 1)


def test_a_document_sums_its_pages_and_keeps_their_numbers() -> None:
    pages = [covered("", "", images=1), covered("Tur i skog", "Tur i"), Coverage(by_ocr=(7,), ocr_pages=1)]
    summed = total(pages)
    assert (summed.words, summed.words_dropped, summed.tables) == (2, 1, 6)
    assert (summed.without_text, summed.by_ocr, summed.ocr_pages) == ((3,), (7,), 1)
    assert total([]) == Coverage()

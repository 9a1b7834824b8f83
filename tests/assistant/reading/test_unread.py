import pytest

from assistant.reading.unread import has_unread, unread_pages
from corpus.models import Coverage, Page


@pytest.mark.parametrize(
    "coverage",
    [
        Coverage(without_text=(2,), empty_pages=1),
        Coverage(by_ocr=(2,)),
        Coverage(tables=1, tables_as_text=1),
        Coverage(hidden_pages=1),
        Coverage(unread_objects=1),
        Coverage(hidden_words=1),
        Coverage(words_dropped=1),
    ],
)
def test_what_was_not_read_or_not_surely_is_told(coverage: Coverage) -> None:
    assert has_unread(coverage)
    pages = [
        Page(number=1, locator="s. 1", text="Tur", coverage=Coverage(words=1, pages=1, tables=1, tables_rebuilt=1)),
        Page(number=2, label="ii", locator="s. ii", text="", coverage=coverage),
    ]
    (page,) = unread_pages(pages)
    assert (page.page, page.page_label, page.locator, page.coverage) == (2, "ii", "s. ii", coverage)


def test_a_blank_page_is_shown_but_nothing_that_was_missed() -> None:
    blank = Coverage(pages=1, empty_pages=1)
    assert not has_unread(blank)
    assert unread_pages([Page(number=1, locator="s. 1", text="", coverage=blank)])

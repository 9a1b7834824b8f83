"""What of a document could not be read, or not surely: page by page."""

from collections.abc import Iterable

from corpus.models import Coverage, Page, Record


class UnreadPage(Record):
    """A page that is to be looked at, and how much of it was read."""

    page: int
    page_label: str | None
    locator: str
    coverage: Coverage


def unread_pages(pages: Iterable[Page]) -> tuple[UnreadPage, ...]:
    """The pages with something that was not read, or that only OCR read, and the empty ones."""
    return tuple(
        UnreadPage(page=page.number, page_label=page.label, locator=page.locator, coverage=page.coverage)
        for page in pages
        if has_unread(page.coverage) or page.coverage.empty_pages
    )


def has_unread(coverage: Coverage) -> bool:
    """Whether a page or a document has something that was not read, or not surely; a blank page has not."""
    counts = (
        len(coverage.without_text),
        len(coverage.by_ocr),
        coverage.tables_as_text,
        coverage.hidden_pages,
        coverage.unread_objects,
        coverage.hidden_words,
        coverage.words_dropped,
    )
    return any(counts)

"""A page as a reader would copy it, and how much of it was read."""

from corpus.models.record import Record


class Coverage(Record):
    """How much of a page or a document was read: counts of words, pages and tables, and the pages to look at.

    `empty_pages` have no text, blank ones among them; on those `without_text` an image may hold some; `by_ocr` are
    those whose text was recognised on an image. Of `tables` as many were rebuilt row by row as are not
    `tables_as_text`. `words_dropped` stand on a page and in none of its text, or were too uncertain to be taken by OCR;
    `hidden_words` nobody sees. `hidden_pages` their author hid, so they were not read; `unread_objects` (embedded
    files, charts) may hold text.
    """

    words: int = 0
    pages: int = 0
    empty_pages: int = 0
    ocr_pages: int = 0
    tables: int = 0
    tables_rebuilt: int = 0
    tables_as_text: int = 0
    hidden_pages: int = 0
    unread_objects: int = 0
    hidden_words: int = 0
    words_dropped: int = 0
    without_text: tuple[int, ...] = ()
    by_ocr: tuple[int, ...] = ()


Box = tuple[float, float, float, float]  # left, top, right, bottom, in points from the page's top left corner


class Word(Record):
    """A word of a page as it is printed, and where it stands."""

    text: str
    box: Box


class Page(Record):
    """A page as a reader would copy it; `number` is its position from 1, `label` what is printed on it.

    `words` in reading order, `width` and `height` in points where the format has them; `ocr`: the text was recognised
    on an image.
    """

    number: int
    label: str | None = None
    locator: str
    text: str
    set_apart: tuple[str, ...] = ()
    coverage: Coverage = Coverage()
    words: tuple[Word, ...] = ()
    width: float | None = None
    height: float | None = None
    ocr: bool = False

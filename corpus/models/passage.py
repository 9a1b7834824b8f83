"""What is retrieved: verbatim text of one page span, and where in a format without pages it stands."""

from enum import StrEnum
from typing import Literal

from corpus.models.record import Record


class Place(Record):
    """Where text stands in a format without pages: under a heading (None before the first), `first` to `last` (from 1)
    count its paragraphs and list items, or the rows (headers aside) of its table number `table`; or they are a slide.
    """

    unit: Literal["paragraph", "row", "slide"]
    heading: str | None = None
    table: int | None = None
    first: int
    last: int


class PassageKind(StrEnum):
    """What a passage is made of."""

    PROSE = "prose"
    LIST = "list"
    ROW = "row"


class Passage(Record):
    """What is retrieved: verbatim text of one page span, under its headings."""

    id: str
    document_id: str
    generation_id: str
    ordinal: int
    kind: PassageKind
    first_page: int
    last_page: int
    heading_path: tuple[str, ...]
    text: str
    blocks: tuple[str, ...]
    measure_id: str | None = None
    comes_from: str = ""
    goes_on: str = ""
    place: Place | None = None
    ocr: bool = False

    def embedded_text(self, document_title: str) -> str:
        """The text that is embedded and indexed: title and headings first, and the rest of a sentence that a page
        break cuts (`comes_from` the page before, `goes_on` on the next); never what is quoted.
        """
        body = " ".join(part for part in (self.comes_from, self.text, self.goes_on) if part)
        return "\n".join([" › ".join([document_title, *self.heading_path]), body])

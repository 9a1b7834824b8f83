"""A citation: a quote that stands verbatim on an exact page."""

from corpus.models.document import Authority
from corpus.models.page import Box
from corpus.models.source import Source


class Citation(Source):
    """A quote that stands verbatim on an exact page."""

    number: int
    generation_id: str
    page: int
    page_label: str | None
    locator: str
    heading_path: tuple[str, ...]
    quote: str
    boxes: tuple[Box, ...] = ()
    passage_id: str
    measure_id: str | None = None
    authority: Authority | None = None
    ocr: bool = False
    verified: bool
    url: str

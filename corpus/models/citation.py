"""A citation: a quote that stands verbatim on an exact page."""

from corpus.models.document import Authority, Standing
from corpus.models.page import Box
from corpus.models.record import Record


class Citation(Record):
    """A quote that stands verbatim on an exact page."""

    number: int
    document_id: str
    document_title: str
    title_stated: bool = True
    issuer: str | None
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
    retelling: bool = False
    standing: Standing = "current"
    ocr: bool = False
    verified: bool
    url: str

"""A citation: a quote that stands verbatim on an exact page."""

from corpus.models.document import Authority
from corpus.models.page import Box
from corpus.models.source import Located


class Citation(Located):
    """A quote that stands verbatim on an exact page."""

    number: int
    generation_id: str
    quote: str
    boxes: tuple[Box, ...] = ()
    passage_id: str
    measure_id: str | None = None
    authority: Authority | None = None
    ocr: bool = False
    verified: bool

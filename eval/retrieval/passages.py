"""The passages that a search found, as a reader of the report sees them."""

from collections.abc import Iterable
from itertools import islice
from textwrap import shorten

from eval.record import PageRef, Record
from eval.system import Hit

SHOWN = 5
EXCERPT = 320
"""Characters; what is longer is cut after a word."""


class Found(Record):
    """A passage: the page it begins on, its headings from the outermost, and how it begins."""

    place: PageRef
    heading: tuple[str, ...]
    excerpt: str


def found(hits: Iterable[Hit]) -> tuple[Found, ...]:
    """The first passages of a search, best first."""
    return tuple(
        Found(
            place=PageRef(document=hit.document_id, page=hit.page),
            heading=tuple(hit.heading_path),
            excerpt=shorten(hit.text, EXCERPT, placeholder=" …"),
        )
        for hit in islice(hits, SHOWN)
    )

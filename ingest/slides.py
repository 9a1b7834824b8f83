"""Slide decks, told by their pages: wider than high, with few words on each."""

from collections.abc import Sequence
from statistics import median

from ingest.readers.base import RawPage

_WIDER = 1.2  # times its height
_MOST_WORDS = 90  # on half of the pages; a report on wide pages has more
_LARGE = 16.0  # points: what most of a slide is set in, or larger
_FEWEST_PAGES = 3


def are_slides(pages: Sequence[RawPage]) -> bool:
    """Whether these pages are a slide deck; formats that know no page sizes or types never are."""
    filled = [page for page in pages if page.words]
    if len(filled) < _FEWEST_PAGES or not all(_is_wide(page) for page in filled):
        return False
    sizes = [style.size for page in filled for style in page.styles if style is not None]
    few = median(len(page.words) for page in filled) <= _MOST_WORDS
    return few and bool(sizes) and median(sizes) >= _LARGE and not any(page.tables for page in filled)


def _is_wide(page: RawPage) -> bool:
    return bool(page.width and page.height) and (page.width or 0.0) >= _WIDER * (page.height or 0.0)

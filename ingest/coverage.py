"""What of a file was read: counted a page, and summed for a document."""

import re
from collections import Counter
from collections.abc import Iterable

from corpus.models import Coverage
from ingest.blocks import StructuredPage
from ingest.readers.base import RawPage

_ATOM = re.compile(r"[^\W_]+")  # letters and digits without a sign between


def page_coverage(page: StructuredPage, text: str, raw: RawPage) -> Coverage:
    """How much of one page its `text` and what was set apart hold."""
    is_empty = not text and not raw.is_hidden
    return Coverage(
        words=len(text.split()),
        pages=1,
        empty_pages=int(is_empty),
        ocr_pages=int(raw.ocr),
        tables=page.tables,
        tables_rebuilt=page.tables - page.tables_as_text,
        tables_as_text=page.tables_as_text,
        hidden_pages=int(raw.is_hidden),
        unread_objects=raw.unread,
        hidden_words=raw.hidden_words,
        words_dropped=raw.uncertain + _dropped(raw, "\n".join((text, *page.set_apart))),
        without_text=(page.number,) if is_empty and raw.images else (),
        by_ocr=(page.number,) if raw.ocr else (),
    )


def total(pages: Iterable[Coverage]) -> Coverage:
    """The sums over all pages, and the pages to look at one after the other."""
    values = [page.model_dump() for page in pages]
    return Coverage(
        **{
            field: sum((value[field] for value in values), start=() if isinstance(default.default, tuple) else 0)
            for field, default in Coverage.model_fields.items()
        }
    )


def _dropped(raw: RawPage, kept: str) -> int:
    """How many printed words the text does not hold; a word that a line end cuts is held in two pieces of one."""
    printed = [word.text for word in raw.words] if raw.words else [*raw.lines, *raw.rotated]
    held = Counter(_atoms(kept))
    missing: list[str] = []
    for atom in _atoms("\n".join(printed)):
        if held[atom]:
            held[atom] -= 1
        else:
            missing.append(atom)
    left = [atom for atom, count in held.items() for _ in range(count)]
    if Counter("".join(missing)) <= Counter("".join(left)):
        return 0  # the same letters: a label set in pieces was put together
    return sum(not _taken(atom, left) for atom in missing)


def _taken(piece: str, left: list[str]) -> bool:
    """Whether a piece stands in one of the words that are left; it is taken out of that word."""
    for index, atom in enumerate(left):
        if piece in atom:
            left[index] = atom.replace(piece, " ", 1)
            return True
    return False


def _atoms(text: str) -> list[str]:
    return _ATOM.findall(text.casefold())

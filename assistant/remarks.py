"""What every surface remarks of a document: what of it was not read, and personal data in it; in three languages."""

from typing import TYPE_CHECKING

from assistant.labels import counted, unit
from assistant.texts import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.models import Coverage, PageUnit, PersonalData


def unread(coverage: "Coverage", of: "PageUnit" = "page", language: str = "nb") -> tuple[str, ...]:
    """What of a document was not read, or not surely."""
    blank = coverage.empty_pages - len(coverage.without_text)
    scanned, by_ocr = coverage.without_text, coverage.by_ocr
    images = said("remarks.images_need_ocr" if of == "page" else "remarks.images", language)
    parts = (
        (scanned, f"{_pages(scanned, of, said('remarks.without_text', language), language)} ({images})"),
        (by_ocr, _pages(by_ocr, of, said("remarks.by_ocr", language), language)),
        (blank, f"{_count(blank, 'remarks.empty', language)} {unit(of, blank, language)}"),
        (coverage.hidden_pages, _count(coverage.hidden_pages, "remarks.hidden_pages", language)),
        (coverage.tables_as_text, _count(coverage.tables_as_text, "remarks.tables", language)),
        (coverage.unread_objects, _count(coverage.unread_objects, "remarks.objects", language)),
        (coverage.hidden_words, _count(coverage.hidden_words, "remarks.hidden_words", language)),
        (coverage.words_dropped, f"{coverage.words_dropped} {said('remarks.dropped', language)}"),
    )
    return tuple(text for is_so, text in parts if is_so)


def personal_data(found: "Sequence[PersonalData]", of: "PageUnit" = "page", language: str = "nb") -> str | None:
    """What of personal data a document holds and on which pages; None where there is none."""
    if not found:
        return None
    pages: dict[str, dict[int, None]] = {}
    for datum in found:
        pages.setdefault(said(f"remarks.datum_{datum.kind}", language), {})[datum.page] = None
    noun = said("remarks.page", language) if of == "page" else unit(of, 1, language)
    listed = (f"{kind} ({noun} {', '.join(map(str, numbers))})" for kind, numbers in pages.items())
    return f"{said('remarks.personal_data', language)}: {', '.join(listed)}"


def _pages(numbers: "Sequence[int]", of: "PageUnit", what: str, language: str) -> str:
    place = f"{said('remarks.page', language)} " if of == "page" else ""
    return f"{counted(len(numbers), of, language)} {what}: {place}{_spans(numbers)}"


def _spans(numbers: "Sequence[int]") -> str:
    """Numbers, neighbours put together: 3, 7–9."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], number]
        else:
            spans.append([number])
    return ", ".join("–".join(map(str, span)) for span in spans)


def _count(number: int, key: str, language: str) -> str:
    return f"{number} {said(key, language, n=number)}"

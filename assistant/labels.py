"""What every surface calls a document and what is known of it, in bokmål, nynorsk and English."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.models import Coverage, Document

_Words = dict[str, str]

_HOW_TO_READ = "bilder; OCR krever tesseract-ocr og tesseract-ocr-nor"

_RETELLING: _Words = {"nb": "gjenfortelling", "nn": "attforteljing", "en": "retelling"}
_OCR: _Words = {"nb": "lest med OCR", "nn": "lesen med OCR", "en": "read by OCR"}
_NOT_STATED: _Words = {"nb": "ikke oppgitt", "nn": "ikkje oppgitt", "en": "not stated"}
_FILE_NAME: _Words = {"nb": "filnavn", "nn": "filnamn", "en": "file name"}
_TITLE: _Words = {"nb": "Tittel", "nn": "Tittel", "en": "Title"}
_ISSUER: _Words = {"nb": "utgiver", "nn": "utgjevar", "en": "issuer"}
_KINDS: _Words = {
    "action plan": "handlingsplan",
    "annual plan": "årsplan",
    "competence plan": "kompetanseplan",
    "criteria": "kriterier",
    "handbook": "håndbok",
    "law": "lov",
    "local plan": "lokal plan",
    "quality plan": "kvalitetsplan",
    "slides": "lysark",
}
_AUTHORITIES: _Words = {"binding": "bindende", "guiding": "veiledende"}


def retelling(language: str = "nb") -> str:
    """How a retelling is marked."""
    return _in(_RETELLING, language)


def ocr(language: str = "nb") -> str:
    """How text that was recognised on an image is marked."""
    return _in(_OCR, language)


def stated(value: str | None, language: str = "nb") -> str:
    """A value beside the name of its field; what nobody stated is said to be so."""
    return value or _in(_NOT_STATED, language)


def title(name: str, *, is_stated: bool, language: str = "nb") -> str:
    """A document's title; a file's name in its place is said to be one."""
    if is_stated:
        return name
    return f"{_in(_TITLE, language)} {_in(_NOT_STATED, language)} ({_in(_FILE_NAME, language)}: {name})"


def issuer(name: str | None, language: str = "nb") -> str:
    """An issuer in running text."""
    return name or f"{_in(_ISSUER, language)} {_in(_NOT_STATED, language)}"


def years(start: int | None, end: int | None) -> str | None:
    """The years that a document is valid, or None."""
    if start is None and end is None:
        return None
    if end is None:
        return f"fra {start}"
    if start is None:
        return f"til {end}"
    return str(start) if start == end else f"{start}–{end}"


def facts(document: "Document") -> tuple[tuple[str, str], ...]:
    """What is known of a document, and what is not, as (name, value) in bokmål."""
    return (
        ("Gjelder for", stated(document.jurisdiction)),
        ("Dokumenttype", stated(document.kind and _KINDS.get(document.kind, document.kind))),
        ("Status", stated(document.authority and _AUTHORITIES[document.authority])),
        ("Gyldig", stated(years(document.valid_from, document.valid_to))),
        ("Utgave", stated(document.edition)),
    )


def unread(coverage: "Coverage") -> tuple[str, ...]:
    """What of a document was not read, or not surely, in bokmål."""
    blank = coverage.empty_pages - len(coverage.without_text)
    scanned, by_ocr = coverage.without_text, coverage.by_ocr
    parts = (
        (scanned, f"{_count(len(scanned), 'side', 'sider')} uten tekst: {_pages(scanned)} ({_HOW_TO_READ})"),
        (by_ocr, f"{_count(len(by_ocr), 'side', 'sider')} lest med OCR: {_pages(by_ocr)}"),
        (blank, _count(blank, "tom side", "tomme sider")),
        (coverage.tables_as_text, f"{_count(coverage.tables_as_text, 'tabell', 'tabeller')} bare lest som tekst"),
        (coverage.words_dropped, f"{_count(coverage.words_dropped, 'ord', 'ord')} på sidene kom ikke med"),
    )
    return tuple(text for is_so, text in parts if is_so)


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _pages(numbers: "Sequence[int]") -> str:
    """Page numbers, neighbours put together: s. 3, 7–9."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], number]
        else:
            spans.append([number])
    return "s. " + ", ".join("–".join(map(str, span)) for span in spans)


def _in(words: _Words, language: str) -> str:
    return words.get(language, words["nb"])

"""What every surface remarks of a document: what of it was not read, and personal data in it; in three languages."""

from typing import TYPE_CHECKING, NamedTuple

from assistant.labels import counted, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.models import Coverage, PageUnit, PersonalData, PersonalDataKind


class _Words(NamedTuple):
    """The words of a language; of a pair, the one for one thing and the one for several."""

    page: str
    without_text: str
    images: tuple[str, str]
    by_ocr: str
    empty: tuple[str, str]
    hidden_pages: tuple[str, str]
    tables: tuple[str, str]
    objects: tuple[str, str]
    hidden_words: tuple[str, str]
    dropped: str
    personal_data: str
    kinds: "dict[PersonalDataKind, str]"


_WORDS = {
    "nb": _Words(
        page="s.",
        without_text="uten tekst",
        images=("bilder, ikke lest", "bilder; OCR krever tesseract-ocr og tesseract-ocr-nor"),
        by_ocr="lest med OCR",
        empty=("tom", "tomme"),
        hidden_pages=("skjult lysbilde ikke lest", "skjulte lysbilder ikke lest"),
        tables=("tabell bare lest som tekst", "tabeller bare lest som tekst"),
        objects=("innebygd objekt ikke lest", "innebygde objekter ikke lest"),
        hidden_words=("skjult ord utelatt", "skjulte ord utelatt"),
        dropped="ord på sidene kom ikke med",
        personal_data="personopplysninger",
        kinds={
            "national_id": "fødselsnummer eller D-nummer",
            "named_child": "navngitt barn",
            "birth_date": "navn med fødselsdato",
            "child_contact": "kontaktopplysninger",
        },
    ),
    "nn": _Words(
        page="s.",
        without_text="utan tekst",
        images=("bilete, ikkje lesne", "bilete; OCR krev tesseract-ocr og tesseract-ocr-nor"),
        by_ocr="lesne med OCR",
        empty=("tom", "tomme"),
        hidden_pages=("skjult lysbilete ikkje lese", "skjulte lysbilete ikkje lesne"),
        tables=("tabell berre lesen som tekst", "tabellar berre lesne som tekst"),
        objects=("innebygd objekt ikkje lese", "innebygde objekt ikkje lesne"),
        hidden_words=("skjult ord utelate", "skjulte ord utelatne"),
        dropped="ord på sidene kom ikkje med",
        personal_data="personopplysningar",
        kinds={
            "national_id": "fødselsnummer eller D-nummer",
            "named_child": "barn med namn",
            "birth_date": "namn med fødselsdato",
            "child_contact": "kontaktopplysningar",
        },
    ),
    "en": _Words(
        page="p.",
        without_text="without text",
        images=("images, not read", "images; OCR needs tesseract-ocr and tesseract-ocr-nor"),
        by_ocr="read by OCR",
        empty=("empty", "empty"),
        hidden_pages=("hidden slide not read", "hidden slides not read"),
        tables=("table read only as text", "tables read only as text"),
        objects=("embedded object not read", "embedded objects not read"),
        hidden_words=("hidden word left out", "hidden words left out"),
        dropped="words of the pages were lost",
        personal_data="personal data",
        kinds={
            "national_id": "national identity number",
            "named_child": "a named child",
            "birth_date": "a name with a date of birth",
            "child_contact": "contact details",
        },
    ),
}


def unread(coverage: "Coverage", of: "PageUnit" = "page", language: str = "nb") -> tuple[str, ...]:
    """What of a document was not read, or not surely."""
    words = _of(language)
    blank = coverage.empty_pages - len(coverage.without_text)
    scanned, by_ocr = coverage.without_text, coverage.by_ocr
    parts = (
        (scanned, f"{_pages(scanned, of, words.without_text, language)} ({words.images[of == 'page']})"),
        (by_ocr, _pages(by_ocr, of, words.by_ocr, language)),
        (blank, f"{_count(blank, words.empty)} {unit(of, blank, language)}"),
        (coverage.hidden_pages, _count(coverage.hidden_pages, words.hidden_pages)),
        (coverage.tables_as_text, _count(coverage.tables_as_text, words.tables)),
        (coverage.unread_objects, _count(coverage.unread_objects, words.objects)),
        (coverage.hidden_words, _count(coverage.hidden_words, words.hidden_words)),
        (coverage.words_dropped, f"{coverage.words_dropped} {words.dropped}"),
    )
    return tuple(text for is_so, text in parts if is_so)


def personal_data(found: "Sequence[PersonalData]", of: "PageUnit" = "page", language: str = "nb") -> str | None:
    """What of personal data a document holds and on which pages; None where there is none."""
    if not found:
        return None
    words = _of(language)
    pages: dict[str, dict[int, None]] = {}
    for datum in found:
        pages.setdefault(words.kinds[datum.kind], {})[datum.page] = None
    noun = words.page if of == "page" else unit(of, 1, language)
    listed = (f"{kind} ({noun} {', '.join(map(str, numbers))})" for kind, numbers in pages.items())
    return f"{words.personal_data}: {', '.join(listed)}"


def _pages(numbers: "Sequence[int]", of: "PageUnit", what: str, language: str) -> str:
    place = f"{_of(language).page} " if of == "page" else ""
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


def _count(number: int, words: tuple[str, str]) -> str:
    return f"{number} {words[number != 1]}"


def _of(language: str) -> _Words:
    return _WORDS.get(language, _WORDS["nb"])

"""What every surface calls a document and what is known of it, in bokmål, nynorsk and English."""

from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.texts import said
from corpus.text.places import shortened

if TYPE_CHECKING:
    from corpus.models import Document, PageUnit, Place

KINDS = (
    "action plan",
    "annual plan",
    "competence plan",
    "criteria",
    "handbook",
    "law",
    "local plan",
    "quality criteria",
    "quality plan",
    "slides",
)
"""The kinds of documents that have a name of their own."""

AUTHORITIES = ("binding", "guiding")
_JURISDICTIONS = ("national",)
_PLACES = ("page", "table", "paragraph", "row", "slide")
_SECTIONS = ("labels.whole_text", "labels.introduction")


def retelling(language: str = "nb") -> str:
    """How a retelling is marked."""
    return said("labels.retelling", language)


def standing(of_edition: str, language: str = "nb") -> str | None:
    """How an edition that is not the one that holds is marked; None for the one that is."""
    return None if of_edition == "current" else said(f"labels.standing_{of_edition}", language)


def ocr(language: str = "nb") -> str:
    """How text that was recognised on an image is marked."""
    return said("labels.ocr", language)


def stated(value: str | None, language: str = "nb") -> str:
    """A value beside the name of its field; what nobody stated is said to be so."""
    return value or said("labels.not_stated", language)


def title(name: str, *, is_stated: bool, language: str = "nb") -> str:
    """A document's title; a file's name in its place is said to be one."""
    if is_stated:
        return name
    missing = f"{said('labels.title', language)} {said('labels.not_stated', language)}"
    return f"{missing} ({said('labels.file_name', language)}: {name})"


def whose_plan(document: "Document", language: str = "nb") -> str:
    """A document in running text, with its issuer where one is stated."""
    name = title(document.title, is_stated=document.title_stated, language=language)
    return f"{name} ({document.issuer})" if document.issuer else name


def issuer(name: str | None, language: str = "nb") -> str:
    """An issuer in running text."""
    return name or f"{said('labels.issuer', language)} {said('labels.not_stated', language)}"


def years(start: int | None, end: int | None, language: str = "nb") -> str | None:
    """The years that a document is valid, or None."""
    if start is None and end is None:
        return None
    if end is None:
        return f"{said('labels.from', language)} {start}"
    if start is None:
        return f"{said('labels.until', language)} {end}"
    return str(start) if start == end else f"{start}–{end}"


def locator(place: "Place | None", page: str, language: str = "nb") -> str:
    """Where something stands: in a format without pages its heading and paragraph or row, else as `page` says."""
    if place is None:
        return page
    noun = said(f"labels.place_{place.unit}", language)
    span = f"{noun} {place.first}"
    if place.last != place.first:
        span = f"{noun}{'s' if language == 'en' else ''} {place.first}–{place.last}"
    parts = (
        place.heading and f"«{shortened(place.heading)}»",
        place.table and f"{said('labels.place_table', language)} {place.table}",
        span,
    )
    return ", ".join(part for part in parts if part)


def located(locator: str, language: str = "nb") -> str:
    """A locator as a page in another language has it: s. 5 is p. 5. A heading in it stands as it is written."""
    section = next((key for key in _SECTIONS if said(key) == locator), None)
    heading, end, place = (said(section, language) if section else locator).rpartition("»")
    return f"{heading}{end}{', '.join(_located(part, language) for part in place.split(', '))}"


def unit(of: "PageUnit", count: int = 1, language: str = "nb") -> str:
    """What the pages of a document are called."""
    return said(f"labels.unit_{of}", language, n=count)


def counted(count: int, of: "PageUnit", language: str = "nb") -> str:
    """How many pages, slides or parts a document has."""
    return f"{count} {unit(of, count, language)}"


def position(number: int, count: int, of: "PageUnit", language: str = "nb") -> str:
    """Which of a document's pages one is; a slide's own locator has its number already."""
    place = f"{number} {said('labels.of', language)} {count}"
    return place if of == "slide" else f"{unit(of, 1, language)} {place}"


def jurisdiction(whose: str, language: str = "nb") -> str:
    """Whose plan one is."""
    return said(f"labels.jurisdiction_{whose}", language) if whose in _JURISDICTIONS else whose


def jurisdiction_named(name: str) -> str:
    """The jurisdiction that goes by a name in one of the languages; what is no such name as it stands."""
    named = {
        jurisdiction(whose, language).casefold(): whose for whose in _JURISDICTIONS for language in ("nb", "nn", "en")
    }
    return named.get(name.casefold(), name)


def kind(of_document: str, language: str = "nb") -> str:
    """What a document is: a handbook, slides."""
    return said(f"labels.kind_{_key(of_document)}", language) if of_document in KINDS else of_document


def authority(of_document: str, language: str = "nb") -> str:
    """Whether a document binds or guides."""
    return said(f"labels.authority_{of_document}", language) if of_document in AUTHORITIES else of_document


def facts(document: "Document", language: str = "nb") -> tuple[tuple[str, str], ...]:
    """What is known of a document, and what is not, as (name, value)."""
    values = {
        "jurisdiction": document.jurisdiction and jurisdiction(document.jurisdiction, language),
        "kind": document.kind and kind(document.kind, language),
        "authority": document.authority and authority(document.authority, language),
        "valid": years(document.valid_from, document.valid_to, language),
        "edition": document.edition,
    }
    return tuple((said(f"labels.fact_{name}", language), stated(value, language)) for name, value in values.items())


def kinds(language: str = "nb") -> tuple[tuple[str, str], ...]:
    """The kinds of documents that have a name, as (value, name)."""
    return tuple((value, kind(value, language)) for value in KINDS)


def authorities(language: str = "nb") -> tuple[tuple[str, str], ...]:
    """Whether a document binds or guides, as (value, name)."""
    return tuple((value, authority(value, language)) for value in AUTHORITIES)


def findings(count: int, measures: int, tables_as_text: int, language: str = "nb") -> str:
    """How much a check found, in what, and what it could not look into."""
    found = said("labels.findings", language, n=count) if count else said("labels.findings_none", language)
    parts = [f"{found}.", said("labels.checked", language, measures=measures)]
    if tables_as_text:
        parts.append(said("labels.not_checked", language, count=tables_as_text))
    return " ".join(parts)


def _located(part: str, language: str) -> str:
    noun, _, number = part.partition(" ")
    place = _place_named(noun) or _place_named(noun.removesuffix("s"))
    if place is None:
        return part
    several = "s" if language == "en" and "–" in number and place != "page" else ""
    return f"{said(f'labels.place_{place}', language)}{several} {number}"


@lru_cache(maxsize=64)
def _place_named(noun: str) -> str | None:
    """Which sort of place goes by a noun in one of the languages."""
    named = {said(f"labels.place_{place}", language): place for place in _PLACES for language in ("nb", "nn", "en")}
    return named.get(noun)


def _key(value: str) -> str:
    return value.replace(" ", "_")

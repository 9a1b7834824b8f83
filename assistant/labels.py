"""What every surface calls a document and what is known of it, in bokmål, nynorsk and English."""

from typing import TYPE_CHECKING

from corpus.text.places import shortened

if TYPE_CHECKING:
    from assistant.answering.answer import MeasureRow
    from corpus.models import Document, PageUnit, Place

_Words = dict[str, str]

_RETELLING: _Words = {"nb": "gjenfortelling", "nn": "attforteljing", "en": "retelling"}
_STANDINGS: dict[str, _Words] = {
    "older": {"nb": "eldre utgave", "nn": "eldre utgåve", "en": "older edition"},
    "upcoming": {"nb": "kommende utgave", "nn": "komande utgåve", "en": "upcoming edition"},
}
_OCR: _Words = {"nb": "lest med OCR", "nn": "lesen med OCR", "en": "read by OCR"}
_NOT_STATED: _Words = {"nb": "ikke oppgitt", "nn": "ikkje oppgitt", "en": "not stated"}
_FILE_NAME: _Words = {"nb": "filnavn", "nn": "filnamn", "en": "file name"}
_TITLE: _Words = {"nb": "Tittel", "nn": "Tittel", "en": "Title"}
_ISSUER: _Words = {"nb": "utgiver", "nn": "utgjevar", "en": "issuer"}
_NO_FINDINGS: _Words = {"nb": "Ingen funn", "nn": "Ingen funn", "en": "No findings"}
_ONE_FINDING: _Words = {"nb": "1 funn", "nn": "1 funn", "en": "1 finding"}
_MANY_FINDINGS: _Words = {"nb": "{} funn", "nn": "{} funn", "en": "{} findings"}
_CHECKED: _Words = {
    "nb": "Sjekket: {measures} tiltak, og datoer i lister, rader og setninger.",
    "nn": "Sjekka: {measures} tiltak, og datoar i lister, rader og setningar.",
    "en": "Checked: {measures} measures, and dates in lists, rows and sentences.",
}
_NOT_CHECKED: _Words = {
    "nb": "Tabeller som bare er lest som tekst, og derfor ikke sjekket for tiltak: {count}.",
    "nn": "Tabellar som berre er lesne som tekst, og difor ikkje sjekka for tiltak: {count}.",
    "en": "Tables that were only read as text, and so not checked for measures: {count}.",
}
_FROM: _Words = {"nb": "fra", "nn": "frå", "en": "from"}
_TO: _Words = {"nb": "til", "nn": "til", "en": "until"}
_KINDS: dict[str, _Words] = {
    "action plan": {"nb": "handlingsplan", "nn": "handlingsplan", "en": "action plan"},
    "annual plan": {"nb": "årsplan", "nn": "årsplan", "en": "annual plan"},
    "competence plan": {"nb": "kompetanseplan", "nn": "kompetanseplan", "en": "competence plan"},
    "criteria": {"nb": "kriterier", "nn": "kriterium", "en": "criteria"},
    "handbook": {"nb": "håndbok", "nn": "handbok", "en": "handbook"},
    "law": {"nb": "lov", "nn": "lov", "en": "law"},
    "local plan": {"nb": "lokal plan", "nn": "lokal plan", "en": "local plan"},
    "quality criteria": {"nb": "kvalitetskriterier", "nn": "kvalitetskriterium", "en": "quality criteria"},
    "quality plan": {"nb": "kvalitetsplan", "nn": "kvalitetsplan", "en": "quality plan"},
    "slides": {"nb": "lysark", "nn": "lysark", "en": "slides"},
}
_UNITS: dict[str, dict["PageUnit", tuple[str, str]]] = {
    "nb": {"page": ("side", "sider"), "slide": ("lysbilde", "lysbilder"), "section": ("del", "deler")},
    "nn": {"page": ("side", "sider"), "slide": ("lysbilete", "lysbilete"), "section": ("del", "delar")},
    "en": {"page": ("page", "pages"), "slide": ("slide", "slides"), "section": ("part", "parts")},
}
_OF: _Words = {"nb": "av", "nn": "av", "en": "of"}
_PARAGRAPH: _Words = {"nb": "avsnitt", "nn": "avsnitt", "en": "paragraph"}
_ROW: _Words = {"nb": "rad", "nn": "rad", "en": "row"}
_SLIDE: _Words = {"nb": "lysbilde", "nn": "lysbilete", "en": "slide"}
_TABLE: _Words = {"nb": "tabell", "nn": "tabell", "en": "table"}
_PLACES = {"paragraph": _PARAGRAPH, "row": _ROW, "slide": _SLIDE}
_PAGE: _Words = {"nb": "s.", "nn": "s.", "en": "p."}
_LOCATING = {word: words for words in (_PAGE, _TABLE, *_PLACES.values()) for word in words.values()}
_SECTIONS: dict[str, _Words] = {
    "hele teksten": {"nb": "hele teksten", "nn": "heile teksten", "en": "the whole text"},
    "innledningen": {"nb": "innledningen", "nn": "innleiinga", "en": "the introduction"},
}
_AUTHORITIES: dict[str, _Words] = {
    "binding": {"nb": "bindende", "nn": "bindande", "en": "binding"},
    "guiding": {"nb": "veiledende", "nn": "rettleiande", "en": "guiding"},
}
_JURISDICTIONS: dict[str, _Words] = {"national": {"nb": "hele landet", "nn": "heile landet", "en": "the whole country"}}
_FACTS: dict[str, _Words] = {
    "jurisdiction": {"nb": "Gjelder for", "nn": "Gjeld for", "en": "Applies to"},
    "kind": {"nb": "Dokumenttype", "nn": "Dokumenttype", "en": "Kind"},
    "authority": {"nb": "Status", "nn": "Status", "en": "Status"},
    "valid": {"nb": "Gyldig", "nn": "Gyldig", "en": "Valid"},
    "edition": {"nb": "Utgave", "nn": "Utgåve", "en": "Edition"},
}


def retelling(language: str = "nb") -> str:
    """How a retelling is marked."""
    return _in(_RETELLING, language)


def standing(of_edition: str, language: str = "nb") -> str | None:
    """How an edition that is not the one that holds is marked; None for the one that is."""
    words = _STANDINGS.get(of_edition)
    return _in(words, language) if words else None


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


def whose_plan(document: "Document", language: str = "nb") -> str:
    """A document in running text, with its issuer where one is stated."""
    name = title(document.title, is_stated=document.title_stated, language=language)
    return f"{name} ({document.issuer})" if document.issuer else name


def issuer(name: str | None, language: str = "nb") -> str:
    """An issuer in running text."""
    return name or f"{_in(_ISSUER, language)} {_in(_NOT_STATED, language)}"


def years(start: int | None, end: int | None, language: str = "nb") -> str | None:
    """The years that a document is valid, or None."""
    if start is None and end is None:
        return None
    if end is None:
        return f"{_in(_FROM, language)} {start}"
    if start is None:
        return f"{_in(_TO, language)} {end}"
    return str(start) if start == end else f"{start}–{end}"


def locator(place: "Place | None", page: str, language: str = "nb") -> str:
    """Where something stands: in a format without pages its heading and paragraph or row, else as `page` says."""
    if place is None:
        return page
    noun = _in(_PLACES[place.unit], language)
    span = f"{noun} {place.first}"
    if place.last != place.first:
        span = f"{noun}{'s' if language == 'en' else ''} {place.first}–{place.last}"
    parts = (
        place.heading and f"«{shortened(place.heading)}»",
        place.table and f"{_in(_TABLE, language)} {place.table}",
        span,
    )
    return ", ".join(part for part in parts if part)


def located(locator: str, language: str = "nb") -> str:
    """A locator as a page in another language has it: s. 5 is p. 5. A heading in it stands as it is written."""
    heading, end, place = _known(_SECTIONS, locator, language).rpartition("»")
    return f"{heading}{end}{', '.join(_located(part, language) for part in place.split(', '))}"


def unit(of: "PageUnit", count: int = 1, language: str = "nb") -> str:
    """What the pages of a document are called."""
    return _UNITS.get(language, _UNITS["nb"])[of][count != 1]


def counted(count: int, of: "PageUnit", language: str = "nb") -> str:
    """How many pages, slides or parts a document has."""
    return f"{count} {unit(of, count, language)}"


def position(number: int, count: int, of: "PageUnit", language: str = "nb") -> str:
    """Which of a document's pages one is; a slide's own locator has its number already."""
    place = f"{number} {_in(_OF, language)} {count}"
    return place if of == "slide" else f"{unit(of, 1, language)} {place}"


def places(row: "MeasureRow", language: str = "nb") -> str:
    """Where a measure is printed: the numbers of pages, or locators where there are no pages."""
    if row.unit == "page":
        return ", ".join(map(str, row.pages))
    return "; ".join(located(locator, language) for locator in row.locators)


def jurisdiction(whose: str, language: str = "nb") -> str:
    """Whose plan one is."""
    return _known(_JURISDICTIONS, whose, language)


def jurisdiction_named(name: str) -> str:
    """The jurisdiction that goes by a name in one of the languages; what is no such name as it stands."""
    named = {told.casefold(): value for value, words in _JURISDICTIONS.items() for told in words.values()}
    return named.get(name.casefold(), name)


def kind(of_document: str, language: str = "nb") -> str:
    """What a document is: a handbook, slides."""
    return _known(_KINDS, of_document, language)


def authority(of_document: str, language: str = "nb") -> str:
    """Whether a document binds or guides."""
    return _known(_AUTHORITIES, of_document, language)


def facts(document: "Document", language: str = "nb") -> tuple[tuple[str, str], ...]:
    """What is known of a document, and what is not, as (name, value)."""
    values = {
        "jurisdiction": document.jurisdiction and jurisdiction(document.jurisdiction, language),
        "kind": document.kind and kind(document.kind, language),
        "authority": document.authority and authority(document.authority, language),
        "valid": years(document.valid_from, document.valid_to, language),
        "edition": document.edition,
    }
    return tuple((_in(_FACTS[name], language), stated(value, language)) for name, value in values.items())


def kinds(language: str = "nb") -> tuple[tuple[str, str], ...]:
    """The kinds of documents that have a name, as (value, name)."""
    return tuple((value, _in(words, language)) for value, words in _KINDS.items())


def authorities(language: str = "nb") -> tuple[tuple[str, str], ...]:
    """Whether a document binds or guides, as (value, name)."""
    return tuple((value, _in(words, language)) for value, words in _AUTHORITIES.items())


def findings(count: int, measures: int, tables_as_text: int, language: str = "nb") -> str:
    """How much a check found, in what, and what it could not look into."""
    words = {0: _NO_FINDINGS, 1: _ONE_FINDING}.get(count, _MANY_FINDINGS)
    said = [f"{_in(words, language).format(count)}.", _in(_CHECKED, language).format(measures=measures)]
    if tables_as_text:
        said.append(_in(_NOT_CHECKED, language).format(count=tables_as_text))
    return " ".join(said)


def _located(part: str, language: str) -> str:
    noun, _, number = part.partition(" ")
    words = _LOCATING.get(noun) or _LOCATING.get(noun.removesuffix("s"))
    if words is None:
        return part
    several = "s" if language == "en" and "–" in number and words is not _PAGE else ""
    return f"{_in(words, language)}{several} {number}"


def _known(names: dict[str, _Words], value: str, language: str) -> str:
    """The name of a value that the records spell in English; what is no such value as it stands."""
    return _in(names[value], language) if value in names else value


def _in(words: _Words, language: str) -> str:
    return words.get(language, words["nb"])

"""What every surface calls a document and what is known of it, in bokmål, nynorsk and English."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.models import Document

_Words = dict[str, str]

_RETELLING: _Words = {"nb": "gjenfortelling", "nn": "attforteljing", "en": "retelling"}
_STANDINGS: dict[str, _Words] = {
    "older": {"nb": "eldre utgave", "nn": "eldre utgåve", "en": "older edition"},
    "upcoming": {"nb": "kommende utgave", "nn": "komande utgåve", "en": "upcoming edition"},
}
_NOT_STATED: _Words = {"nb": "ikke oppgitt", "nn": "ikkje oppgitt", "en": "not stated"}
_FILE_NAME: _Words = {"nb": "filnavn", "nn": "filnamn", "en": "file name"}
_TITLE: _Words = {"nb": "Tittel", "nn": "Tittel", "en": "Title"}
_ISSUER: _Words = {"nb": "utgiver", "nn": "utgjevar", "en": "issuer"}
_FROM: _Words = {"nb": "fra", "nn": "frå", "en": "from"}
_TO: _Words = {"nb": "til", "nn": "til", "en": "until"}
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


def standing(of_edition: str, language: str = "nb") -> str | None:
    """How an edition that is not the one that holds is marked; None for the one that is."""
    words = _STANDINGS.get(of_edition)
    return _in(words, language) if words else None


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


def years(start: int | None, end: int | None, language: str = "nb") -> str | None:
    """The years that a document is valid, or None."""
    if start is None and end is None:
        return None
    if end is None:
        return f"{_in(_FROM, language)} {start}"
    if start is None:
        return f"{_in(_TO, language)} {end}"
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


def _in(words: _Words, language: str) -> str:
    return words.get(language, words["nb"])

"""The form of what is said of a document: read from a form, checked, and shown again."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import FormData

from assistant import labels
from assistant.ingestion.looking import Look
from corpus.models import Metadata

FIELDS = (
    "title",
    "issuer",
    "jurisdiction",
    "kind",
    "authority",
    "valid_from",
    "valid_to",
    "language",
    "edition_of",
    "contact",
    "source_url",
    "collection",
)
SHARED = ("issuer", "jurisdiction", "kind", "authority", "contact", "collection")
"""Those that may be said of all files at once."""

TAKE = "take"
"""The field whose values name the suggestions that are taken."""

_LONGEST = 500
_YEAR = re.compile(r"(?:19|20)\d\d")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass
class MetadataForm:
    """What stands in the fields, which suggestions are taken, and what is wrong: the key of a text by field."""

    values: dict[str, str]
    taken: frozenset[str] = frozenset()
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def said(self) -> dict[str, Any]:
        """The fields as metadata says them; call after `check`."""
        found: dict[str, Any] = {name: self.values[name] or None for name in FIELDS}
        found["jurisdiction"] = labels.jurisdiction_named(self.values["jurisdiction"]) or None
        for year in ("valid_from", "valid_to"):
            found[year] = int(found[year]) if found[year] else None
        return found

    def check(self, collections: Container[str] = ()) -> bool:
        """Whether all can be used, with one of these collections; fills `errors`."""
        values = self.values
        self.errors = {name: "upload.too_long" for name, value in values.items() if len(value) > _LONGEST}
        if not values["title"]:
            self.errors["title"] = "upload.title_missing"
        if not values["language"] or not _LANGUAGE.fullmatch(values["language"]):
            self.errors["language"] = "upload.language_missing"
        for name in ("valid_from", "valid_to"):
            if values[name] and not _YEAR.fullmatch(values[name]):
                self.errors[name] = "upload.not_a_year"
        are_years = {"valid_from", "valid_to"}.isdisjoint(self.errors)
        if are_years and values["valid_to"] and values["valid_to"] < values["valid_from"]:
            self.errors["valid_to"] = "upload.ends_before"
        if values["authority"] not in ("", "binding", "guiding"):
            self.errors["authority"] = "upload.choose_one"
        if values["collection"] and values["collection"] not in collections:
            self.errors["collection"] = "upload.choose_one"
        if values["source_url"] and not _is_web_address(values["source_url"]):
            self.errors["source_url"] = "upload.not_an_address"
        return not self.errors


def empty_form() -> MetadataForm:
    """A form in which nobody has written."""
    return MetadataForm(dict.fromkeys(FIELDS, ""))


def form_of(metadata: Metadata) -> MetadataForm:
    """The form as it stands for a document that is here."""
    said = metadata.model_dump()
    return MetadataForm({name: "" if said[name] is None else str(said[name]) for name in FIELDS})


def read_form(sent: FormData, prefix: str = "", look: Look | None = None, common: str | None = None) -> MetadataForm:
    """The form as it was sent: of an empty field the suggestion that is taken, else what is said for all files."""
    taken = frozenset(value for value in sent.getlist(f"{prefix}{TAKE}") if isinstance(value, str))
    suggested = _suggestions(look, taken)
    values = {}
    for name in FIELDS:
        shared = _text(sent, f"{common}{name}") if common else ""
        values[name] = _text(sent, f"{prefix}{name}") or suggested.get(name, "") or shared
    return MetadataForm(values, taken)


def _suggestions(look: Look | None, taken: frozenset[str]) -> Mapping[str, str]:
    if look is None:
        return {}
    found = {"title": look.title or ""} if "title" in taken else {}
    if "valid" in taken:
        found |= {"valid_from": str(look.valid_from or ""), "valid_to": str(look.valid_to or "")}
    return found


def _text(sent: FormData, name: str) -> str:
    value = sent.get(name)
    return " ".join(value.replace("\0", "").split()) if isinstance(value, str) else ""


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)

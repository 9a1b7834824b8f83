"""A template's TOML file: read whole, or refused with what is wrong in it, where, and what to do."""

import tomllib
from collections.abc import Sequence
from importlib.resources.abc import Traversable
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from assistant.drafting.template import Field, Paragraphs, Section, Template, Wording
from corpus.complaints import quoted, system_complaint, validation_complaint

_NEAR_ENOUGH = 60  # of 100, as for settings: a name further off is more likely another thing than a slip

_LISTS: dict[str, tuple[str, type[BaseModel]]] = {"sections": ("del", Section), "fields": ("felt", Field)}
_TABLES: dict[str, type[BaseModel]] = {
    "title": Wording,
    "guidance": Wording,
    "priority": Wording,
    "commitment": Wording,
    "standing": Paragraphs,
}


class TemplateError(Exception):
    """A template cannot be used; the message names the file, the place in it, what is wrong, and the mend."""


def read_template(file: Traversable) -> Template:
    """The template of a file.

    Raises TemplateError where the file cannot be read, is no TOML, has an unknown key or a value of the wrong form.
    """
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8").removeprefix("\ufeff"))
    except OSError as error:
        raise TemplateError(
            f"{file}: malen kan ikke leses ({system_complaint(error)}); se etter at filen finnes, "
            "og at du har tilgang til den"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(
            f"{file}: malen er ikke gyldig TOML ({error}); rett linjen, eller flytt filen bort"
        ) from error
    try:
        return Template.model_validate(data)
    except ValidationError as error:
        raise TemplateError(f"{file}: {_told(error.errors()[0], data)}") from error


def _told(error: ErrorDetails, data: dict[str, Any]) -> str:
    """Where in the template an error is, what it is, and what to do."""
    place, name, model = _place(error["loc"], data)
    complaint = validation_complaint(error)
    subject = f"{quoted(name)} " if name else ""
    if error["type"] == "extra_forbidden":
        return f"{place}{subject}{complaint}{_suggestion(name, model)}"
    if error["type"] == "string_pattern_mismatch":
        complaint = (
            "kan bare ha små bokstaver fra a til z, tall og bindestrek (punktum mellom delene av et felts nøkkel)"
        )
    mend = "" if error["type"] == "value_error" else "; skriv det" if error["type"] == "missing" else "; rett det"
    return f"{place}{subject}{complaint}{mend}"


def _place(loc: Sequence[int | str], data: Any) -> tuple[str, str, type[BaseModel]]:
    """The place of an error in words ("del 3 («sprak»), felt 2 («sprak.bok»): "), its key, and whose key that is."""
    said: list[str] = []
    model: type[BaseModel] = Template
    at, rest = data, list(loc)
    while len(rest) >= 2 and rest[0] in _LISTS and isinstance(rest[1], int):
        word, model = _LISTS[str(rest[0])]
        at = at[rest[0]][rest[1]]
        key = at.get("key") if isinstance(at, dict) else None
        said.append(f"{word} {rest[1] + 1}" + (f" ({quoted(key)})" if key else ""))
        rest = rest[2:]
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in rest)
    if len(rest) > 1 and rest[0] in _TABLES:
        model = _TABLES[str(rest[0])]
    return (f"{', '.join(said)}: " if said else ""), name, model


def _suggestion(name: str, model: type[BaseModel]) -> str:
    """What may have been meant, or all there is."""
    known = list(model.model_fields)
    nearest = process.extractOne(name.rpartition(".")[2], known, score_cutoff=_NEAR_ENOUGH)
    return f"; mente du {nearest[0]}?" if nearest else f"; de kjente er {', '.join(sorted(known))}"

"""What else is golden of drafting: which measures each field answers to, and whether texts answer duties."""

from pathlib import Path
from typing import Literal, TypeVar

from pydantic import ValidationError

from eval.drafting.fields import GoldenField, load_fields
from eval.errors import GoldenError
from eval.golden import GOLDEN_FOLDER, Language, Split, Text
from eval.record import Record

FOLDER = "drafting"
FURTHER = "further"

Kind = Literal[
    "concrete",
    "reworded",
    "partly_enough",
    "within",
    "near_topic",
    "half",
    "intention",
    "past_or_dropped",
    "other_unit",
    "other_duty",
    "pasted_topic",
    "table",
    "far",
]

_Row = TypeVar("_Row", bound=Record)


class GoldenMeasures(Record):
    """A field by its key, the titles of the measures that it answers to, and of those that one may `also` name."""

    field: Text
    titles: tuple[Text, ...]
    also: tuple[Text, ...] = ()


class GoldenPair(Record):
    """A duty and a text that a stranger wrote, and whether the text answers it."""

    id: Text
    document: Text
    page: int
    duty: Text
    text: Text
    answers: bool
    kind: Kind
    language: Language
    split: Split


class GoldenDrafting(Record):
    """All that is golden of drafting."""

    fields: tuple[GoldenField, ...]
    measures: tuple[GoldenMeasures, ...]
    pairs: tuple[GoldenPair, ...]


def load_drafting(folder: Path = GOLDEN_FOLDER, split: str | None = None) -> GoldenDrafting | None:
    """What a folder of golden questions has of drafting, of one split; None where it has nothing of it.

    Raises GoldenError, with file and line, for a line that is none of its kind.
    """
    own = folder / FOLDER
    if not own.is_dir():
        return None
    return GoldenDrafting(
        fields=tuple(one for one in load_fields(own / "fields.jsonl") if split in (None, one.split)),
        measures=_rows(own / "measures.jsonl", GoldenMeasures),
        pairs=tuple(one for one in _rows(own / "coverage.jsonl", GoldenPair) if split in (None, one.split)),
    )


def load_further(folder: Path = GOLDEN_FOLDER) -> dict[str, tuple[GoldenPair, ...]]:
    """The development pairs that are there to learn from and are not measured, by the name of their file.

    The first are those of `coverage.jsonl`; each file is by another stranger. Raises GoldenError as load_drafting does.
    """
    own = folder / FOLDER
    first = tuple(pair for pair in _rows(own / "coverage.jsonl", GoldenPair) if pair.split == "dev")
    files = sorted((own / FURTHER).glob("*.jsonl"))
    return {"first": first, **{file.stem: _rows(file, GoldenPair) for file in files}}


def load_swapped(folder: Path = GOLDEN_FOLDER) -> tuple[GoldenPair, ...]:
    """Pairs on made-up duties, two and two of one topic: each text answers one of the two duties and not the other."""
    return _rows(folder / FOLDER / "swapped.jsonl", GoldenPair)


def _rows(path: Path, kind: type[_Row]) -> tuple[_Row, ...]:
    found: list[_Row] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        try:
            found += [kind.model_validate_json(line)] if line.strip() else []
        except ValidationError as error:
            raise GoldenError(f"{path.name}:{number}: {error}") from error
    return tuple(found)

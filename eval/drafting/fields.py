"""The golden fields: for each field of the shipped template, the passages that help to write it."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from eval.errors import GoldenError
from eval.golden import GOLDEN_FOLDER, Split, Text
from eval.record import Record

FIELDS_FILE = GOLDEN_FOLDER / "drafting" / "fields.jsonl"


class Acceptable(Record):
    """A passage of the shipped plans, by its document, its page (from 1) and words that stand in it."""

    document: Text
    page: Annotated[int, Field(ge=1)]
    words: Text

    def is_in(self, text: str) -> bool:
        """Whether the words stand in the text of a passage, line breaks and soft hyphens aside."""
        return on_one_line(self.words) in on_one_line(text)


class GoldenField(Record):
    """A field by its key, with every passage that a careful adviser would take as material for it."""

    field: Text
    acceptable: Annotated[tuple[Acceptable, ...], Field(min_length=1)]
    split: Split


def load_fields(path: Path = FIELDS_FILE) -> tuple[GoldenField, ...]:
    """All golden fields, in the order of the template.

    Raises GoldenError, with file and line, for a line that is no golden field and for a field that stands twice.
    """
    found: dict[str, GoldenField] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            field = GoldenField.model_validate_json(line)
        except ValidationError as error:
            raise GoldenError(f"{path.name}:{number}: {error}") from error
        if field.field in found:
            raise GoldenError(f"{path.name}:{number}: the field {field.field!r} stood before")
        found[field.field] = field
    return tuple(found.values())


def on_one_line(text: str) -> str:
    """A text without soft hyphens, its white space single spaces."""
    return " ".join(text.replace("\u00ad", "").split())

"""What a plan is written from: its sections in order, what stands in each of them, and the fields to fill in."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field as Limited
from pydantic import StringConstraints, model_validator

from corpus.complaints import quoted
from corpus.models import Record

WrittenForm = Literal["nb", "nn"]
SectionKind = Literal["front", "standing", "text", "table"]
FieldKind = Literal["line", "date", "text", "row"]

Told = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$", max_length=120)]

ITEM = "- "
"""What a standing paragraph begins with that is an item of a list."""

_OWN_ROW = re.compile(r"eget-[0-9]+")
_KINDS: dict[SectionKind, frozenset[FieldKind]] = {
    "front": frozenset({"line", "date"}),
    "standing": frozenset(),
    "text": frozenset({"text"}),
    "table": frozenset({"row"}),
}


class Wording(Record):
    """A text in both written forms."""

    nb: Told
    nn: Told

    def form(self, written_form: WrittenForm) -> str:
        """The text of a written form."""
        return self.nn if written_form == "nn" else self.nb


class Paragraphs(Record):
    """Paragraphs in both written forms, as many in each; one that begins with ITEM is an item of a list."""

    nb: tuple[Told, ...] = ()
    nn: tuple[Told, ...] = ()

    def form(self, written_form: WrittenForm) -> tuple[str, ...]:
        """The paragraphs of a written form."""
        return self.nn if written_form == "nn" else self.nb

    @model_validator(mode="after")
    def _says_as_much_in_both(self) -> Self:
        if len(self.nb) != len(self.nn):
            raise ValueError(f"har {len(self.nb)} avsnitt i nb og {len(self.nn)} i nn; skriv like mange i begge")
        return self


class Field(Record):
    """What somebody fills in: a line, a date, a text, or a row of a table; `guidance` is for the writer alone."""

    key: Key
    kind: FieldKind
    title: Wording
    guidance: Wording


class Section(Record):
    """A heading and what stands under it: text that every plan has, then fields.

    A table may say which strategic priority and which commitment it serves, and whether rows of one's own may be added.
    """

    key: Id
    level: Annotated[int, Limited(ge=1, le=3)]
    kind: SectionKind
    title: Wording
    priority: Wording | None = None
    commitment: Wording | None = None
    standing: Paragraphs = Paragraphs()
    fields: tuple[Field, ...] = ()
    others: bool = False

    def has_own_row(self, key: str) -> bool:
        """Whether a key is that of a row of one's own in this table."""
        prefix, _, slug = key.rpartition(".")
        return self.others and prefix == self.key and _OWN_ROW.fullmatch(slug) is not None

    @model_validator(mode="after")
    def _has_what_its_kind_has(self) -> Self:
        for field in self.fields:
            self._check(field)
        if not self.fields and _KINDS[self.kind]:
            raise ValueError(f"{quoted(self.key)} er av slaget {self.kind} og trenger minst ett felt; skriv et til den")
        if self.kind != "table" and (self.others or self.priority or self.commitment):
            raise ValueError(f"{quoted(self.key)}: priority, commitment og others er bare for tabeller; slett dem")
        return self

    def _check(self, field: Field) -> None:
        """Raises ValueError where a field is of another kind than its section has, or has a key of another."""
        allowed = _KINDS[self.kind]
        if field.kind not in allowed:
            kinds = " eller ".join(sorted(allowed)) or "ingen felt i det hele tatt"
            raise ValueError(
                f"{quoted(field.key)} er av slaget {field.kind}, men en {self.kind}-del kan bare ha {kinds}"
                "; endre det ene eller det andre"
            )
        if field.key != self.key and not field.key.startswith(f"{self.key}."):
            raise ValueError(f"nøkkelen {quoted(field.key)} må begynne med {quoted(f'{self.key}.')}; rett den")
        if _OWN_ROW.fullmatch(field.key.rpartition(".")[2]):
            raise ValueError(f"nøkkelen {quoted(field.key)} er satt av til egne rader; velg en annen")


class Template(Record):
    """A template: what plans are written from it, the overall plan they answer to, and whose duties bind the writer.

    `document` is the id of that plan, None where there is none; `bound` are ids of units ("bydelene").
    """

    id: Id
    version: Annotated[int, Limited(ge=1)]
    title: Wording
    document: Told | None = None
    bound: tuple[Told, ...] = ()
    sections: Annotated[tuple[Section, ...], Limited(min_length=1)]

    def fields(self) -> Iterator[Field]:
        """All fields, in order."""
        return (field for section in self.sections for field in section.fields)

    def field(self, key: str) -> Field | None:
        """The field of a key, or None; a row of one's own has none."""
        return next((field for field in self.fields() if field.key == key), None)

    def section_of(self, key: str) -> Section | None:
        """The section that a field, or a row of one's own, stands in; None for a key that is neither."""
        for section in self.sections:
            if section.has_own_row(key) or any(field.key == key for field in section.fields):
                return section
        return None

    @model_validator(mode="after")
    def _says_each_key_once(self) -> Self:
        for keys in ([section.key for section in self.sections], [field.key for field in self.fields()]):
            twice = [key for key, count in Counter(keys).items() if count > 1]
            if twice:
                raise ValueError(f"nøkkelen {quoted(twice[0])} står to ganger; gi den ene en annen")
        if not any(True for _ in self.fields()):
            raise ValueError("malen har ingen felt å fylle ut; skriv minst ett")
        return self

import errno
import os
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from corpus.complaints import quoted, system_complaint, validation_complaint


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("plan", "«plan»"),
        (Path("planer/tur plan.txt"), "«planer/tur plan.txt»"),
        ("to\nlinjer", "«to\\nlinjer»"),
        ("\udcff", "«\\udcff»"),
        ("«sitat» ’", "««sitat» ’»"),
        (None, "«None»"),
    ],
)
def test_a_name_stays_on_its_line_and_can_be_written(value: object, told: str) -> None:
    assert quoted(value) == told
    assert quoted(value).encode()


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = Field(default="Tur", min_length=2, max_length=5)
    year: int = Field(default=2025, ge=2000, lt=2100)
    share: float = Field(default=0.5, gt=0, le=1)
    kind: Literal["a", "b"] = "a"
    is_open: bool = False
    pages: tuple[int, ...] = Field(default=(), max_length=2)
    inner: dict[str, str] = Field(default_factory=dict)

    @field_validator("title")
    @classmethod
    def is_no_number(cls, title: str) -> str:
        if title.isdigit():
            raise ValueError("tittelen er bare tall; skriv ord")
        return title


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"title": "a"}, "må ha minst 2 tegn"),
        ({"title": "abcdef"}, "kan ha høyst 5 tegn"),
        ({"title": 1}, "må være tekst"),
        ({"title": "123"}, "tittelen er bare tall; skriv ord"),
        ({"year": "i fjor"}, "må være et helt tall"),
        ({"year": 1.5}, "må være et helt tall"),
        ({"year": 1999}, "må være minst 2000"),
        ({"year": 2100}, "må være mindre enn 2100"),
        ({"share": 0}, "må være større enn 0,0"),
        ({"share": 1.5}, "kan være høyst 1,0"),
        ({"share": "halv"}, "må være et tall"),
        ({"kind": "c"}, "må være 'a' eller 'b'"),
        ({"is_open": "kanskje"}, "må være true eller false"),
        ({"pages": 1}, "må være en liste"),
        ({"pages": (1, 2, 3)}, "kan ha høyst 2 verdier"),
        ({"inner": "x"}, "må være felter med navn og verdi"),
        ({"ukjent": "x"}, "er ikke et kjent felt"),
        ([], "må være felter med navn og verdi"),
    ],
)
def test_what_does_not_fit_is_told_in_bokmaal(values: object, told: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Form.model_validate(values)
    assert validation_complaint(raised.value.errors()[0]) == told


def test_broken_json_is_told_with_the_place() -> None:
    with pytest.raises(ValidationError) as raised:
        Form.model_validate_json("{")
    assert validation_complaint(raised.value.errors()[0]).startswith("er ikke gyldig JSON (")


def test_an_error_that_nobody_foresaw_keeps_its_words() -> None:
    assert validation_complaint({"type": "new", "msg": "odd"}) == "kan ikke brukes (odd)"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)), "den finnes ikke"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), "tilgang nektet"),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "disken er full"),
        (OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE)), "porten er i bruk"),
        (OSError(errno.ELOOP, "odd loop"), "odd loop"),
        (OSError("uten nummer"), "uten nummer"),
    ],
)
def test_what_the_system_says_is_told_in_bokmaal(error: OSError, told: str) -> None:
    assert system_complaint(error) == told

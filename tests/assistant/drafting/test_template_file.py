from pathlib import Path

import pytest

from assistant.drafting.template_file import TemplateError, read_template

WHOLE = """
id = "turplan"
version = 1
title = { nb = "Turplan", nn = "Turplan" }

[[sections]]
key = "om"
level = 1
kind = "text"
title = { nb = "Om turene", nn = "Om turane" }

[[sections.fields]]
key = "om"
kind = "text"
title = { nb = "Om turene", nn = "Om turane" }
guidance = { nb = "Skriv hvor dere går.", nn = "Skriv kvar de går." }

[[sections]]
key = "turer"
level = 1
kind = "table"
title = { nb = "Turer", nn = "Turar" }

[[sections.fields]]
key = "turer.skog"
kind = "row"
title = { nb = "Skogen", nn = "Skogen" }
guidance = { nb = "Skriv når.", nn = "Skriv når." }
"""


def read(folder: Path, content: str | bytes) -> str:
    """What is said of a template that cannot be used, after the name of its file."""
    path = folder / "turplan.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(TemplateError) as told:
        read_template(path)
    said = str(told.value)
    assert said.startswith(f"{path}: ")
    return said.removeprefix(f"{path}: ")


def changed(old: str, new: str) -> str:
    assert old in WHOLE
    return WHOLE.replace(old, new, 1)


def test_a_template_is_read_with_and_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "turplan.toml"
    path.write_bytes(WHOLE.encode())
    found = read_template(path)
    assert [field.key for field in found.fields()] == ["om", "turer.skog"]
    path.write_bytes(WHOLE.encode("utf-8-sig"))
    assert read_template(path) == found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("version = 1\n", "", "«version» mangler; skriv det"),
        ("version = 1", "version = 0", "«version» må være minst 1; rett det"),
        ('id = "turplan"', 'id = "Min turplan"', "«id» kan bare ha små bokstaver fra a til z, tall og bindestrek"),
        (
            'id = "turplan"',
            'navn = "x"\nid = "turplan"',
            "«navn» er ikke et kjent felt; de kjente er bound, document, id",
        ),
        ('id = "turplan"', 'titel = "x"\nid = "turplan"', "«titel» er ikke et kjent felt; mente du title?"),
        (', nn = "Om turane" }', " }", "del 1 («om»): «title.nn» mangler; skriv det"),
        ('nn = "Om turane" }', 'nn = "Om", en = "x" }', "del 1 («om»): «title.en» er ikke et kjent felt"),
        (
            'kind = "table"',
            'kind = "tabell"',
            "del 2 («turer»): «kind» må være 'front', 'standing', 'text' eller 'table'",
        ),
        ("level = 1", "level = 4", "del 1 («om»): «level» kan være høyst 3; rett det"),
        ('kind = "row"', 'kind = "line"', "del 2 («turer»): «turer.skog» er av slaget line, men en table-del kan bare"),
        ('kind = "row"', 'type = "row"', "del 2 («turer»), felt 1 («turer.skog»): «kind» mangler; skriv det"),
        (
            'nn = "Skriv når." }',
            'nn = "" }',
            "del 2 («turer»), felt 1 («turer.skog»): «guidance.nn» må ha minst 1 tegn",
        ),
        ('key = "turer"\n', "", "del 2: «key» mangler; skriv det"),
        ('key = "turer.skog"', 'key = "om"', "del 2 («turer»): nøkkelen «om» må begynne med «turer.»; rett den"),
        ("[[sections]]", "[sections]", "malen er ikke gyldig TOML ("),
        ("title = { nb", "title = nb", "malen er ikke gyldig TOML ("),
    ],
)
def test_a_broken_template_is_told_with_file_place_and_mend(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert read(tmp_path, changed(old, new)).startswith(said)


@pytest.mark.parametrize(
    "content", ["", "sections = 3\n", "sections = [1]\n", b"\xff\xfe", "[[sections]]\nfields = 1\n"]
)
def test_what_is_no_template_at_all_is_told_too(tmp_path: Path, content: str | bytes) -> None:
    assert "; " in read(tmp_path, content)


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"borte\.toml: malen kan ikke leses \(den finnes ikke\); se etter"):
        read_template(tmp_path / "borte.toml")

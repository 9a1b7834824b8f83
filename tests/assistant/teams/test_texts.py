import re
from string import Formatter

import pytest

from assistant.teams.texts import FOLDER, catalogue, text
from assistant.texts import Plural, Text

TEAMS = FOLDER.parent
SECTIONS = "|".join(path.stem for path in FOLDER.glob("*.toml"))
KEY = re.compile(rf"""["']((?:{SECTIONS})\.(?!toml)[a-z_]*)(\{{?)""")


def forms(found: Text) -> list[str]:
    every = [found.nb, found.nn, found.en]
    return [form for one in every for form in ((one.one, one.other) if isinstance(one, Plural) else (one,))]


def test_every_key_that_is_used_has_its_text_and_every_text_is_used() -> None:
    named = [match for path in TEAMS.rglob("*.py") for match in KEY.findall(path.read_text(encoding="utf-8"))]
    keys = {key for key, is_family in named if not is_family}
    families = {key for key, is_family in named if is_family}
    assert keys <= set(catalogue())
    assert all(any(key.startswith(family) for key in catalogue()) for family in families)
    assert [key for key in catalogue() if key not in keys and not key.startswith(tuple(families))] == []


@pytest.mark.parametrize("key", catalogue())
def test_a_text_says_as_much_in_every_language(key: str) -> None:
    found = catalogue()[key]
    placeholders = [{name for _, name, _, _ in Formatter().parse(form) if name is not None} for form in forms(found)]
    if any(isinstance(one, Plural) for one in (found.nb, found.nn, found.en)):
        placeholders = [names - {"n"} for names in placeholders]  # "ett dokument" needs no number
    assert all(names == placeholders[0] for names in placeholders)
    assert all(form.strip() == form != "" for form in forms(found))


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("answer.nothing_of_the_kind", "nb")

import re
from string import Formatter

import pytest

from assistant.texts import FOLDER, Plural, Text, catalogue, said

ASSISTANT = FOLDER.parent
SECTIONS = "|".join(path.stem for path in FOLDER.glob("*.toml"))
KEY = re.compile(rf"""["']((?:{SECTIONS})\.(?!html|css|js|toml)[a-z_]*)(\{{?)""")
WRITTEN = [path for path in ASSISTANT.rglob("*.py") if "web" not in path.parts]


def placeholders(written: str | Plural) -> set[str]:
    forms = (written.one, written.other) if isinstance(written, Plural) else (written,)
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name is not None}


def test_every_key_that_is_used_has_its_text_and_every_text_is_used() -> None:
    named = [match for path in WRITTEN for match in KEY.findall(path.read_text(encoding="utf-8"))]
    keys = {key for key, is_family in named if not is_family}
    families = {key for key, is_family in named if is_family}
    assert keys <= set(catalogue())
    assert all(any(key.startswith(family) for key in catalogue()) for family in families)
    assert [key for key in catalogue() if key not in keys and not key.startswith(tuple(families))] == []


@pytest.mark.parametrize("key", catalogue())
def test_a_text_says_as_much_in_every_language(key: str) -> None:
    found = catalogue()[key]
    assert placeholders(found.nb) == placeholders(found.nn)
    assert placeholders(found.en) <= placeholders(found.nb)  # English need not repeat the noun of a question
    for form in (text.form(language, n) for text in (found,) for language in ("nb", "nn", "en") for n in (1, 2)):
        assert form.strip() == form != ""


def test_the_number_chooses_the_form_and_an_unknown_language_is_bokmal() -> None:
    assert said("answers.documents", "nb", n=1) == "dokument"
    assert said("answers.documents", "nb", n=2) == "dokumenter"
    assert said("answers.and", "sv") == "og"


def test_a_text_that_lacks_a_language_is_an_error() -> None:
    with pytest.raises(TypeError):
        Text(nb="bare bokmål")  # type: ignore[call-arg]


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        said("answers.nothing_of_the_kind")

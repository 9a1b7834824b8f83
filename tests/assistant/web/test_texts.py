import re
from string import Formatter

import pytest
from markupsafe import Markup

from assistant.texts import Plural, Text
from assistant.web.rendering import FOLDER as TEMPLATES
from assistant.web.rendering import _texts
from assistant.web.texts import FOLDER, catalogue, text

WEB = FOLDER.parent
SECTIONS = "|".join(path.stem for path in FOLDER.glob("*.toml"))
KEY = re.compile(rf"""["']((?:{SECTIONS})\.(?!html|css|js|toml)[a-z_]+)["']""")
WRITTEN = [*TEMPLATES.glob("*.html"), *WEB.glob("*.py")]


def forms(found: Text) -> list[str]:
    every = [found.nb, found.nn, found.en]
    return [form for one in every for form in ((one.one, one.other) if isinstance(one, Plural) else (one,))]


def test_every_key_that_is_used_has_its_text_and_every_text_is_used() -> None:
    used = {key for path in WRITTEN for key in KEY.findall(path.read_text(encoding="utf-8"))}
    assert used == set(catalogue())


@pytest.mark.parametrize("key", catalogue())
def test_a_text_says_as_much_in_every_language(key: str) -> None:
    found = catalogue()[key]
    placeholders = [{name for _, name, _, _ in Formatter().parse(form) if name is not None} for form in forms(found)]
    if any(isinstance(one, Plural) for one in (found.nb, found.nn, found.en)):
        placeholders = [names - {"n"} for names in placeholders]  # "ett tiltak" needs no number
    assert all(names == placeholders[0] for names in placeholders)
    assert all(form.strip() == form != "" for form in forms(found))


def test_values_are_escaped_unless_they_are_markup() -> None:
    link = Markup("<a>ny</a>")
    assert text("chat.go_on", "nb", link=link).endswith("<a>ny</a>.")
    assert "&lt;a&gt;" in text("chat.go_on", "nn", link="<a>")


def test_the_number_chooses_the_form() -> None:
    found = Text(nb=Plural(one="ett", other="{n}"), nn="x", en="y")
    assert [found.form("nb", n) for n in (1, 2, None)] == ["ett", "{n}", "{n}"]
    assert found.form("nn", 1) == "x"


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("chat.nothing_of_the_kind", "nb")


def test_a_placeholder_may_be_called_as_what_the_page_is_in() -> None:
    assert text("upload.language_suggested", "nb", language="Bokmål") == "Filen sier selv: Bokmål"
    assert _texts("en")("upload.language_suggested", language="English") == "The file says: English"

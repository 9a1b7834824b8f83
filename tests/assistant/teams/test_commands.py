import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.register.conditions import Conditions
from assistant.service import Assistant
from assistant.teams.commands import (
    Command,
    Delete,
    Documents,
    EveryScope,
    Help,
    Measures,
    Scope,
    Unknown,
    command,
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("/hjelp", Help()),
        ("/HELP", Help()),
        ("  / hjelp ", Help()),
        ("hjelp!", Help()),
        ("Help", Help()),
        ("/dokumenter", Documents()),
        ("/dokument", Documents()),
        ("Documents", Documents()),
        ("/tiltak", Measures()),
        ("/tiltak UTD", Measures("UTD")),
        ("/measures  kurs for\n nyansatte ", Measures("kurs for nyansatte")),
        ("/slett", Delete()),
        ("slett.", Delete()),
        ("/delete", Delete()),
        ("/kommune", Scope()),
        ("/kommune Nore og Uvdal", Scope("Nore og Uvdal")),
        ("/municipality Oslo", Scope("Oslo")),
        ("/kommune alle", EveryScope()),
        ("/kaffe", Unknown()),
        ("/", Unknown()),
        ("/1", Unknown()),
    ],
)
def test_a_command_is_read_in_every_language(text: str, meant: Command) -> None:
    assert command(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tiltak UTD",
        "tiltak",
        "kommune",
        "Hva er hjelp?",
        "slett alt om språk",
        "Hvilke dokumenter handler om vold?",
        "og/eller",
    ],
)
def test_a_question_is_no_command(text: str) -> None:
    assert command(text) is None


@given(st.text())
def test_whatever_is_written_is_read_without_an_error(text: str) -> None:
    found = command(text)
    assert not isinstance(found, Measures) or len(found.words) <= 200


def test_measures_are_those_of_a_unit_else_those_with_the_words(shipped: Assistant) -> None:
    units = shipped.library.snapshot.units
    assert Measures().conditions(units) == Conditions()
    assert Measures("utd").conditions(units) == Conditions(responsible=("utd",))
    assert Measures("leselyst").conditions(units) == Conditions(q="leselyst")
    [found] = shipped.measures(Measures("leselyst").conditions(units))
    assert found.title == "Boklesing og leselyst"
    assert shipped.measures(Measures("utd").conditions(units))

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
    language_of,
)
from assistant.teams.package.manifest import COMMANDS
from assistant.teams.texts import text
from assistant.texts import Language


@pytest.mark.parametrize(
    ("written", "meant"),
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
def test_a_command_is_read_in_every_language(written: str, meant: Command) -> None:
    assert command(written) == meant


@pytest.mark.parametrize(
    "written",
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
def test_a_question_is_no_command(written: str) -> None:
    assert command(written) is None


@pytest.mark.parametrize(
    ("written", "of_teams", "answered"),
    [
        ("/hjelp", "en", "nb"),
        ("/HJELP", "nn", "nn"),
        ("Help!", "nb", "en"),
        ("/ documents", "nn", "en"),
        ("/dokument", "en", "nn"),
        ("/dokumenter", "nn", "nb"),
        ("/tiltak UTD", "en", "nb"),
        ("/municipality Oslo", "nb", "en"),
        ("/kaffe", "en", "en"),
        ("/", "nn", "nn"),
        ("Hva er hjelp?", "en", "en"),
    ],
)
def test_a_norwegian_command_is_answered_in_norwegian_where_teams_is_in_english(
    written: str, of_teams: Language, answered: Language
) -> None:
    assert language_of(written, of_teams) == answered


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_commands_that_teams_lists_are_understood(language: str) -> None:
    listed = [command(text(f"package.{name}", language)) for name in COMMANDS]
    assert listed == [Help(), Documents(), Measures(), Scope(), Delete()]


@given(st.text())
def test_whatever_is_written_is_read_without_an_error(written: str) -> None:
    found = command(written)
    assert not isinstance(found, Measures) or len(found.words) <= 200


def test_measures_are_those_of_a_unit_else_those_with_the_words(shipped: Assistant) -> None:
    units = shipped.library.snapshot.units
    assert Measures().conditions(units) == Conditions()
    assert Measures("utd").conditions(units) == Conditions(responsible=("utd",))
    assert Measures("leselyst").conditions(units) == Conditions(q="leselyst")
    [found] = shipped.measures(Measures("leselyst").conditions(units))
    assert found.title == "Boklesing og leselyst"
    assert shipped.measures(Measures("utd").conditions(units))

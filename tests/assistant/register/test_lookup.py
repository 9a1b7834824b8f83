"""Which rows answer a question: bokmål, nynorsk, English and misspelt."""

import pytest

from assistant.register.filters import Filters
from assistant.register.lookup import look_up
from assistant.register.selection import choose_duties
from corpus.library import Library
from corpus.snapshot import Snapshot
from tests.assistant.register.made_up import (
    BADEVAKT,
    KLATREKURS,
    LEIR,
    NATTEVANDRING,
    OTHER_ID,
    REGNTØY,
    RÅD,
    SVØMMETIMER,
    TODAY,
    TURLEDERSKOLE,
    UTESKOLE,
    looked_up,
    titles,
    understood,
)

ALL = {UTESKOLE, KLATREKURS, REGNTØY, SVØMMETIMER, BADEVAKT, TURLEDERSKOLE, RÅD, NATTEVANDRING, LEIR}
UTD = {UTESKOLE, SVØMMETIMER, TURLEDERSKOLE}
DISTRICTS = {UTESKOLE, KLATREKURS, SVØMMETIMER, BADEVAKT, TURLEDERSKOLE, LEIR}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hvor mange tiltak er det i planene?", ALL),
        ("List opp alle tiltakene", ALL),
        ("Hvilke tiltak har UTD ansvar for?", UTD),
        ("Kva tiltak har UTD ansvar for?", UTD),
        ("Which measures is UTD responsible for?", UTD),
        ("vilke tilltak har utd ansvar for", UTD),
        ("tiltak UTD", UTD),
        ("Hva har UTD ansvaret for?", UTD),
        ("Hvilke tiltak har bydelene ansvar for?", DISTRICTS),
        ("Which measures are the districts responsible for?", DISTRICTS),
        ("Hvilke tiltak har PPT?", {RÅD}),
        ("Hvor mange tiltak har organisasjonene?", {NATTEVANDRING}),
    ],
)
def test_an_owner_has_all_rows_that_it_owns(snapshot: Snapshot, question: str, expected: set[str]) -> None:
    assert titles(question, snapshot) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hvilke tiltak har UTD og bydelene felles ansvar for?", {UTESKOLE, SVØMMETIMER}),
        ("Hvilke tiltak har UTD og bydelene sammen i 2026?", {UTESKOLE}),
        ("Hvilke tiltak har UTD eller PPT ansvar for?", {*UTD, RÅD}),
        ("Hvilke tiltak har bydelene alene ansvar for?", {KLATREKURS, BADEVAKT, TURLEDERSKOLE, LEIR}),
        ("Which measures does UTD own alone?", {TURLEDERSKOLE}),
        ("Hvilke tiltak deler UTD med andre?", {UTESKOLE, SVØMMETIMER}),
        ("Hvilke tiltak har flere ansvarlige?", {UTESKOLE, SVØMMETIMER, TURLEDERSKOLE}),
        ("Hvilke tiltak har bare én ansvarlig?", {KLATREKURS, REGNTØY, BADEVAKT, RÅD, NATTEVANDRING, LEIR}),
        ("Hvilke tiltak har bydelene ansvar for uten UTD?", {KLATREKURS, BADEVAKT, LEIR}),
        ("Which measures are the districts not responsible for?", {REGNTØY, RÅD, NATTEVANDRING}),
        ("Hvilke tiltak er det som UTD ikke har i 2025?", {KLATREKURS, BADEVAKT, RÅD, LEIR}),
    ],
)
def test_owners_may_own_together_either_or_alone(snapshot: Snapshot, question: str, expected: set[str]) -> None:
    assert titles(question, snapshot) == expected


def test_a_parent_is_not_its_child(snapshot: Snapshot) -> None:
    """UTD's agency owns no row, and the rows of UTD are not its."""
    found = looked_up("Hvilke tiltak har Utdanningsetaten ansvar for?", snapshot)
    assert (found.is_empty, found.asked.is_plain) == (True, True)
    assert looked_up("Hvilke tiltak har kommunen ansvar for?", snapshot).is_empty


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hvilke tiltak går i 2025?", {UTESKOLE, KLATREKURS, SVØMMETIMER, BADEVAKT, TURLEDERSKOLE, RÅD, LEIR}),
        ("Hvilke tiltak har bydelene i 2027?", {UTESKOLE, BADEVAKT, TURLEDERSKOLE}),
        ("Hvilke tiltak har UTD ansvar for i 2026?", {UTESKOLE}),
        ("Hvilke tiltak starter i 2025?", {KLATREKURS, SVØMMETIMER, TURLEDERSKOLE, LEIR}),
        ("Kva tiltak byrjar i 2026?", {REGNTØY, TURLEDERSKOLE}),
        ("Which measures end in 2027?", {REGNTØY, TURLEDERSKOLE, NATTEVANDRING}),
        ("Hvilke tiltak er kontinuerlige?", {UTESKOLE, BADEVAKT, RÅD}),
        ("Hvilke tiltak har tidsplan 2026–2027?", {REGNTØY, TURLEDERSKOLE}),
        ("Hvilke tiltak skal bydelene gjennomføre etter 2026?", {UTESKOLE, BADEVAKT, TURLEDERSKOLE}),
        ("Hvor mange tiltak har bydelene i år?", {UTESKOLE, BADEVAKT, TURLEDERSKOLE}),
    ],
)
def test_time_and_owner_are_met_by_one_part(snapshot: Snapshot, question: str, expected: set[str]) -> None:
    assert titles(question, snapshot) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hvor mange tiltak hører til veivalg 2?", {TURLEDERSKOLE, RÅD, NATTEVANDRING}),
        ("Hvilke tiltak har bydelene under det første veivalget?", {UTESKOLE, KLATREKURS, SVØMMETIMER, BADEVAKT}),
        ("How many measures belong to priority two?", {TURLEDERSKOLE, RÅD, NATTEVANDRING}),
        ("Hvilke tiltak er det i vegval 3?", set()),
        ("Hvilke tiltak hører til innsatsen om at alle barn kan svømme?", {SVØMMETIMER, BADEVAKT}),
        ("Hvilke tiltak har UTD under «Eikedal vil at barna er ute hver dag»?", {UTESKOLE}),
    ],
)
def test_a_priority_or_commitment_limits(snapshot: Snapshot, question: str, expected: set[str]) -> None:
    assert titles(question, snapshot) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hvilke tiltak handler om regntøy?", {REGNTØY}),
        ("Hvilke tiltak handler om førstehjelp?", {TURLEDERSKOLE}),
        ("Kva tiltak har bydelane om femåringar?", {KLATREKURS, SVØMMETIMER}),
        ("Hvilke tiltak om femåringer har UTD?", {SVØMMETIMER}),
        ("Hvor mange tiltak har Granvik?", {LEIR}),
        ("Hvilke tiltak handler om elsykler?", set()),
    ],
)
def test_other_words_must_stand_in_the_row(snapshot: Snapshot, question: str, expected: set[str]) -> None:
    assert titles(question, snapshot) == expected


def test_what_no_row_has_and_many_words_tell_is_no_question_for_rows(snapshot: Snapshot) -> None:
    question = "Hvilke tiltak er allerede skrevet inn under overskriften om en attraktiv arbeidsplass i byen?"
    assert look_up(understood(question, snapshot), snapshot, None, TODAY) is None


def test_a_request_asks_as_a_question_does(snapshot: Snapshot) -> None:
    assert titles("Kan du gi meg alle tiltak om regntøy?", snapshot) == {REGNTØY}


def test_duties_stand_beside_measures_once(snapshot: Snapshot) -> None:
    found = looked_up("Hva må bydelene gjøre i 2027?", snapshot)
    assert {chosen.measure.title for chosen in found.measures} == {UTESKOLE, BADEVAKT, TURLEDERSKOLE}
    assert [chosen.duty.text for chosen in found.duties] == [
        "Bydelene skal melde til UTD hvor mange barn som er med på tur.",
        "I 2027 skal bydelene telle alle turvogner.",
    ]
    assert (found.measures_in_all, found.duties_in_all) == (len(ALL), len(snapshot.duties))


def test_a_duty_in_the_row_of_a_measure_that_is_listed_is_not_listed_too(library: Library) -> None:
    found = looked_up("Hva må biblioteket gjøre?", library.snapshot)
    assert [chosen.measure.title for chosen in found.measures] == ["Bibliotekkasse"]
    assert found.duties == ()
    (alone,) = looked_up("Hvilke plikter har biblioteket?", library.snapshot).duties
    assert alone.duty.text.startswith("Biblioteket skal sende en kasse")


def test_who_must_not_own_a_row_owns_no_duty_that_is_found(snapshot: Snapshot) -> None:
    everybody = {chosen.duty.unit_raw for chosen in choose_duties(Filters(), snapshot)}
    others = {chosen.duty.unit_raw for chosen in choose_duties(Filters(without=("ppt",)), snapshot)}
    assert {"PPT", "Bydelene"} <= everybody
    assert others == everybody - {"PPT"}


def test_duties_alone_are_looked_up_where_they_alone_are_asked_for(snapshot: Snapshot) -> None:
    found = looked_up("Hvilke plikter har PPT?", snapshot)
    assert [chosen.duty.unit_raw for chosen in found.duties] == ["PPT"]
    assert (found.measures, found.measures_in_all) == ((), 0)


def test_what_goes_on_beside_what_starts_is_counted(snapshot: Snapshot) -> None:
    assert looked_up("Hvilke tiltak starter i 2025?", snapshot).continuous == 3
    assert looked_up("Hvilke tiltak har UTD som starter i 2025?", snapshot).continuous == 1
    assert looked_up("Hvilke tiltak går i 2025?", snapshot).continuous == 0


def test_the_document_named_is_the_only_one_looked_through(snapshot: Snapshot) -> None:
    found = looked_up("Hvilke tiltak har bydelene i Granvik?", snapshot)
    assert (found.measures_in_all, found.asked.documents) == (1, frozenset({OTHER_ID}))

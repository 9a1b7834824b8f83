import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.units import UnitRegister, shipped_units
from ingest.obligations import ObligationFinder

FINDER = ObligationFinder(UnitRegister(shipped_units()))


@pytest.mark.parametrize(
    ("sentence", "unit", "ids", "action"),
    [
        ("Bydelene skal lage en turplan hvert år.", "Bydelene", ("bydelene",), "lage en turplan hvert år"),
        ("UTD og bydelene skal møtes to ganger", "", (), ""),
        ("UTD og alle bydeler skal dele erfaringer", "UTD og alle bydeler", ("utd", "bydelene"), "dele erfaringer"),
        ("Kommunen må rydde i skogen.", "Kommunen", ("kommunen",), "rydde i skogen"),
        ("Barnehageeier plikter å føre tilsyn.", "Barnehageeier", ("barnehageeier",), "føre tilsyn"),
        ("Styrer er ansvarlig for å melde fra.", "Styrer", ("styrer",), "å melde fra"),
        ("Hver bydel har ansvar for egne båter.", "Hver bydel", ("bydelene",), "egne båter"),
        ("Bydelene er pålagt å ha en båt.", "Bydelene", ("bydelene",), "ha en båt"),
        ("Alle bydeler har fått i oppdrag å kjøpe telt.", "Alle bydeler", ("bydelene",), "kjøpe telt"),
        (
            "PPT skal i samarbeid med bydelene lage et skjema.",
            "PPT",
            ("ppt",),
            "i samarbeid med bydelene lage et skjema",
        ),
        ("I samarbeid med bydelene skal PPT lage et skjema.", "PPT", ("ppt",), "lage et skjema"),
        ("For styrere skal bydelene lage nettverk.", "bydelene", ("bydelene",), "lage nettverk"),
        ("Et skjema skal PPT lage.", "PPT", ("ppt",), "Et skjema skal PPT lage"),
        ("Turene skal planlegges av bydelene.", "bydelene", ("bydelene",), "Turene skal planlegges av bydelene"),
        (
            "Ansvaret for turene ligger hos bydelene.",
            "bydelene",
            ("bydelene",),
            "Ansvaret for turene ligger hos bydelene",
        ),
        ("Bydel som barnehageeier skal kjøpe telt.", "Bydel", ("bydelene",), "kjøpe telt"),
        ("De ansatte skal skrive logg.", "De ansatte", ("ansatt",), "skrive logg"),
        ("Pedagogisk leder skal lage ukeplan.", "Pedagogisk leder", ("leder",), "lage ukeplan"),
        ("Bydelane skal leggje til rette for turar.", "Bydelane", ("bydelene",), "leggje til rette for turar"),
        ("Kommunen pliktar å melde frå.", "Kommunen", ("kommunen",), "melde frå"),
        ("Styraren er ansvarleg for båten.", "Styraren", ("styrar",), "båten"),
        ("The districts shall buy tents.", "The districts", ("bydelene",), "buy tents"),
    ],
)
def test_who_is_bound_to_what(sentence: str, unit: str, ids: tuple[str, ...], action: str) -> None:
    found = FINDER.obligations(sentence)
    if not unit:
        assert found == ()
        return
    assert [(one.unit, FINDER.unit_ids(one.unit), one.action) for one in found] == [(unit, ids, action)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Barna skal oppleve glede i barnehagen.",
        "Alle barn i bydelen skal få lære å svømme.",
        "Barnehageloven skal følges.",
        "Turplanen skal være ferdig til jul.",
        "Det skal lages en turplan.",
        "Barnehagens innhold skal speile bygda.",
        "Barnehagen skal være en god arbeidsplass.",
        "Bydelene skal informeres om turen.",
        "De ansatte skal få tilgang til båten.",
        "Fjellvik vil at bydelene skal ha båter.",
        "Målet er at PPT skal delta.",
        "Telt kjøpes slik at bydelene skal ha nok.",
        "Hva skal bydelene gjøre?",
        "Hvordan bydelene skal gjøre det, står lenger bak.",
        "Skal barnehagene lykkes, trengs det tid.",
        "En veileder skal hjelpe barnehagene med turene.",
        "Meningene til de ansatte må være viktige.",
        "Tiltakene i bydelene skal koste lite.",
        "En barnehage som skal ha mange turer, trenger telt.",
        "Bydelene har mange telt.",
    ],
)
def test_nobody_known_is_bound(sentence: str) -> None:
    assert FINDER.obligations(sentence) == ()


def test_a_sentence_may_bind_twice() -> None:
    found = FINDER.obligations("UTD skal dele ut kart, og kompasset skal bydelene kjøpe.")
    assert [(one.unit, one.action) for one in found] == [
        ("UTD", "dele ut kart, og kompasset skal bydelene kjøpe"),
        ("bydelene", "kompasset skal bydelene kjøpe"),
    ]


@given(st.text(alphabet="skalmåbydelenUTDogi ,.:?") | st.text())
def test_no_sentence_is_too_odd(sentence: str) -> None:
    for found in FINDER.obligations(sentence):
        assert found.unit in sentence
        assert found.action in sentence
        assert FINDER.unit_ids(found.unit)


def test_what_is_too_long_for_a_sentence_costs_nothing() -> None:
    assert FINDER.obligations("Bydelene skal gå, " * 10_000) == ()

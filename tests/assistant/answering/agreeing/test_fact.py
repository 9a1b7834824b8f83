import pytest

from assistant.answering.agreeing.fact import Fact, fact
from corpus.units import UnitRegister, shipped_units

UNITS = UnitRegister(shipped_units())


def told(sentence: str) -> Fact:
    found = fact(sentence, UNITS)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "Samarbeid med foresatte om trivsel",
        "Hva gjør barnehagen hver høst?",
        "Bydelene skal i samarbeid med PPT:",
        "den lange vandringen til fjells om høsten.",
        "Dette skal barnehagen gjøre to ganger i året.",
        "De skal ha to samtaler med foresatte i året.",
        "1) Barna skal ha med seg tre kopper.",
        "Kontakt styrer.",
    ],
)
def test_what_does_not_stand_alone_says_nothing(sentence: str) -> None:
    assert fact(sentence, UNITS) is None


def test_an_article_leans_on_nothing() -> None:
    assert fact("De ansatte skal ha kurs i førstehjelp.", UNITS) is not None


def test_a_sentence_is_taken_apart() -> None:
    found = told("I 2026 skal PPT ikke ha mer enn to møter med barnehagen innen 1. mars.")
    assert found.years == {2026}
    assert found.units == ("ppt", "barnehagene")
    assert found.moments == (("day", "3-1"),)
    assert [(quantity.counted, quantity.value) for quantity in found.quantities] == [("møte", "2")]
    assert found.qualifiers == {"not", "more"}
    assert found.is_norm
    assert found.parts.keys() == {"ppt", "barnehagene", "møte"}


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("PP-tjenesten har ansvar for kurset om språk.", {"ppt"}),
        ("Styreren er ansvarlig for kurset om språk.", {"styre"}),
        ("Ansvaret for kurset om språk ligger hos Utdanningsetaten.", {"utdanningsetaten"}),
        ("Planen for språk vedtas av bydelsutvalget i mars.", {"bydelsutvalg"}),
        ("Styreren forteller barna om kurset i språk.", set()),
    ],
)
def test_who_is_responsible_is_known_by_how_it_is_said(sentence: str, owner: set[str]) -> None:
    assert told(sentence).owner == owner


def test_a_compound_is_said_by_its_parts() -> None:
    compound = told("Alle ansatte skal ha førstehjelpskurs hvert år.")
    parts = told("Hvert år skal alle ansatte ha kurs i førstehjelp.")
    assert not compound.beyond(parts)
    assert not parts.beyond(compound)
    assert told("Alle ansatte skal ha brannvernkurs hvert år.").beyond(parts)

import pytest

from assistant.answering.agreeing.fact import fact
from assistant.answering.agreeing.sameness import difference, is_same
from assistant.answering.draft import Matter
from corpus.units import UnitRegister, shipped_units

UNITS = UnitRegister(shipped_units())
TALKS = "Barnehagen skal ha minst to samtaler med foresatte i året."
LONG = (
    "Styreren inviterer foreldre, ansatte, naboer og eiere til kveldsmøte i gymsalen om trivsel, lek, natur og musikk."
)


def held(one: str, other: str) -> tuple[bool, Matter | None]:
    first, second = fact(one, UNITS), fact(other, UNITS)
    assert first is not None
    assert second is not None
    assert is_same(first, second) == is_same(second, first)
    assert difference(first, second, UNITS) == difference(second, first, UNITS)
    return is_same(first, second), difference(first, second, UNITS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TALKS, TALKS),
        (TALKS, "Hvert år skal barnehagen holde minst 2 samtaler med foresatte."),
        ("PPT har ansvar for kurset om språk.", "Pedagogisk-psykologisk tjeneste har ansvar for kurset om språk."),
        ("Kommunen gir barnehagene 100 000 kroner til utstyr.", "Kommunen gir barnehagene kr 100 000 til utstyr."),
        (TALKS, "Barnehagen skal ha minst to samtaler med foresatte i løpet av året."),
    ],
    ids=["word by word", "in another order", "by another name", "the same sum", "a word more"],
)
def test_one_fact_told_twice(one: str, other: str) -> None:
    assert held(one, other) == (True, None)


@pytest.mark.parametrize(
    ("one", "other", "matter"),
    [
        (TALKS, TALKS.replace("to", "tre"), "number"),
        ("Søknaden om plass sendes kommunen innen 1. mars.", "Søknaden om plass sendes kommunen innen 2. mai.", "date"),
        ("PPT har ansvar for kurset om språk.", "Utdanningsetaten har ansvar for kurset om språk.", "owner"),
        ("Styreren er ansvarlig for kurset om språk.", "Vaktmesteren er ansvarlig for kurset om språk.", "owner"),
    ],
)  # fmt: skip
def test_one_matter_that_differs(one: str, other: str, matter: Matter) -> None:
    assert held(one, other) == (False, matter)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TALKS, TALKS.replace("foresatte", "barna")),
        (LONG, LONG.replace("trivsel", "kosthold")),
        (TALKS, TALKS.replace("to samtaler", "tre samtaler").replace("i året", "i løpet av året")),
        (TALKS, TALKS.replace("skal", "skal ikke")),
        (TALKS, TALKS.replace("minst to", "tre")),
        (TALKS, TALKS.replace("skal", "kan")),
        (TALKS.replace("to", "2–3"), TALKS.replace("to", "3")),
        ("Turen til skogen varer i fem dager for barna.", "Turen til skogen varer i fem uker for barna."),
        ("I 2022 fikk 40 barn frokost i barnehagen.", "I 2023 fikk 52 barn frokost i barnehagen."),
        ("Trinn 2 handler om lek og språk.", "Trinn 3 handler om lek og språk."),
        ("Bydelene melder fra om planen til UTD.", "UTD melder fra om planen til bydelene."),
        ("PPT har ansvar for kurset om språk.", "PPT og Utdanningsetaten har ansvar for kurset om språk."),
        ("Bydel Grorud har ansvar for kurset om språk.", "Biblioteket har ansvar for kurset om språk."),
        ("Kurset om språk begynner i september.", "Kurset om språk begynner en tirsdag."),
    ],
    ids=[
        "of others", "another word of many", "a word more and a number",
        "a negation", "a bound", "may and shall", "a range", "another unit",
        "another year", "a number that says which", "the other way round", "one owner more", "known and unknown owners",
        "a month and a weekday",
    ],
)  # fmt: skip
def test_in_doubt_neither(one: str, other: str) -> None:
    assert held(one, other) == (False, None)

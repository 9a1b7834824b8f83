import pytest

from assistant.question.kinds import Kind, kind_of, number_in


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hvem har ansvar for svømmekurset?", Kind.WHO),
        ("Kven skal sende bøkene?", Kind.WHO),
        ("Who is responsible for the outdoor group?", Kind.WHO),
        ("ansvar for bokkassen?", Kind.WHO),
        ("Hvilken avdeling eier bassenget?", Kind.WHO),
        ("Når er besøksdagen?", Kind.WHEN),
        ("frist for svømmekurset", Kind.WHEN),
        ("Hvor lenge gjelder planen?", Kind.WHEN),
        ("What is the schedule for the outdoor group?", Kind.WHEN),
        ("Hvilken måned tar skolen imot barna?", Kind.WHEN),
        ("Hvilke tiltak har biblioteket?", Kind.LIST),
        ("Hva har barnehagene ansvar for?", Kind.LIST),
        ("Hvor mange tiltak har barnehagene?", Kind.COUNT),
        ("Hvor mange timer får barna?", Kind.AMOUNT),
        ("Hvor ofte sendes kassen?", Kind.FREQUENCY),
        ("Hva koster bassenget?", Kind.COST),
        ("Hva betyr utegruppe?", Kind.DEFINITION),
        ("Hvordan lages måltidet?", Kind.FACT),
        ("Hvilken plan gjelder når barna begynner på skolen?", Kind.FACT),
        ("Hvem skal vite når kassen kommer?", Kind.WHO),
    ],
)
def test_the_kind_is_what_stands_first(question: str, kind: Kind) -> None:
    assert kind_of(question) is kind


def test_a_number_of_things_is_read_from_words_and_digits() -> None:
    assert number_in("hvilke sju ting") == 7
    assert number_in("which three things") == 3
    assert number_in("de 4 stegene") == 4
    assert number_in("planen for 2025") is None

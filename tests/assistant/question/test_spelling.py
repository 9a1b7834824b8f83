import pytest

from assistant.question.spelling import set_right

VOCABULARY = dict.fromkeys(
    "kompetanseutvikling forskningsmiljø ressursbank universitetskommune styrerressurs innledning utdanning barn "
    "kvalitetsplan barnestemme ansvar strategi struktur".split(),
    1,
)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("tiltak for kompetanse utvikling", "tiltak for kompetanseutvikling"),
        ("hva er forsknings miljø", "hva er forskningsmiljø"),
        ("hva står i resurs banken", "hva står i ressursbank"),
        ("kvalitets planen vår", "kvalitetsplanen vår"),
        ("kompetanse for utvikling", "kompetanse for utvikling"),
        ("Hva er universitetskommune Oslo", "Hva er universitetskommune Oslo"),
        ("god utvikling", "god utvikling"),
        ("barnets stemme", "barnets stemme"),
    ],
)
def test_compounds_that_the_plans_have_are_put_together(asked: str, meant: str) -> None:
    assert set_right(asked, VOCABULARY) == meant


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("va betyr strugtur", "hva betyr struktur"),
        ("nar er uttdanning ferdig?", "når er utdanning ferdig?"),
        ("vem har ansvare", "hvem har ansvar"),
        ("styreresurs", "styrerressurs"),
        ("vem jør det", "hvem gjør det"),
        ("vordan bestemmer komunen", "hvordan bestemmer kommunen"),
    ],
)
def test_misspelt_words_are_set_right(asked: str, meant: str) -> None:
    assert set_right(asked, VOCABULARY) == meant


@pytest.mark.parametrize(
    "asked",
    [
        "Hvem er Kjell Haugland?",
        "Kva er oppgåvene åleine?",
        "Hvor er barnehagelærerne på vaktrommet?",
        "UTD og PPT",
        "Bakeriet selger boller.",
    ],
)
def test_words_that_are_known_and_names_are_kept(asked: str) -> None:
    assert set_right(asked, VOCABULARY) == asked


def test_two_words_of_which_the_base_form_has_only_the_first_stay_two() -> None:
    assert set_right("Sammenlign hva planene sier om mat", {"plan": 2}) == "Sammenlign hva planene sier om mat"

import re

import pytest

from assistant.question.clauses import asking_part, asks, asks_whether


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Vi skal til sjøen med ti barn. Hva er kravet?", "Hva er kravet?"),
        ("Barnet gråter hele dagen, det går ikke bra. kva er rutinen?", "kva er rutinen?"),
        ("Når et barn er borte, hva gjør vi?", "hva gjør vi?"),
        ("Hvis noen er syke, kan de komme?", "kan de komme?"),
        ("When a child is missing, who do we call?", "who do we call?"),
        ("Hva lærte de? Hvem var med?", "Hvem var med?"),
        ("Hvilke kurs er det? Trenger hele lista.", "Hvilke kurs er det?"),
        ("Når er besøksdagen, og hvem kommer?", "Når er besøksdagen, og hvem kommer?"),
        ("svømmekurs kap. 3 frist", "svømmekurs kap. 3 frist"),
    ],
)
def test_the_part_that_asks(text: str, part: str) -> None:
    assert asking_part(text) == part


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("Kan jeg ta med barn i bilen?", True),
        ("er det fri når vi reiser", True),
        ("Og må foreldrene betale?", True),
        ("Finst det ein frist?", True),
        ("Does the rule apply to us?", True),
        ("Kan du gi meg alle rådene?", False),
        ("Kan dere si når møtet er?", False),
        ("Veit du kven som leier gruppa?", False),
        ("Could you list the rules?", False),
        ("Hva kan jeg ta med?", False),
        ("Kanskje noen vet det", False),
        ("Erfaringer med tur", False),
        ("kan hvem som helst hente", False),
    ],
)
def test_a_question_that_begins_with_its_verb_asks_whether(text: str, whether: bool) -> None:
    assert asks_whether(text) is whether


@pytest.mark.parametrize(
    ("text", "word", "asking"),
    [
        ("Når er møtet?", "Når", True),
        ("foreldremøte høst når", "når", True),
        ("svømmekurset når er det", "når", True),
        ("Hvem kommer, og når starter de?", "når", True),
        ("Står det når fristen er?", "når", True),
        ("Er det regler for hvor mange barn vi kan ha?", "hvor mange", True),
        ("Kan vi bade når vi er på tur?", "når", False),
        ("Er det fri når me byter barnehage?", "når", False),
        ("hvilket skjema når vi er for få", "når", False),
        ("Can we swim when we are on a trip?", "when", False),
        ("help for children who stutter", "who", False),
        ("Do we need it, and who pays?", "who", True),
    ],
)
def test_a_word_that_only_joins_asks_nothing(text: str, word: str, asking: bool) -> None:
    match = re.search(rf"\b{word}\b", text)
    assert match is not None
    assert asks(text, match) is asking

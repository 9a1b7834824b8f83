import time

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
        ("In which years is the pool closed?", Kind.WHEN),
        ("Hva er barna pålagt å ha med?", Kind.FACT),
        ("Kva er bydelane pålagde å ha?", Kind.FACT),
        ("Hva er reglene i bassenget?", Kind.LIST),
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
    assert number_in("what do we have to do in a fire?", "en") is None
    assert number_in("which two fire drills?", "en") == 2


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hvem er håndboka laget for?", Kind.FACT),
        ("Kven er planen meint for?", Kind.FACT),
        ("For hvem gjelder planen?", Kind.FACT),
        ("Who is the handbook intended for?", Kind.FACT),
        ("Hvem har laget håndboka?", Kind.WHO),
        ("Hva er det barna skal være med på?", Kind.FACT),
        ("Kva er det biblioteket sender?", Kind.FACT),
        ("Kva er det for noko?", Kind.DEFINITION),
        ("Hva er en utegruppe?", Kind.DEFINITION),
    ],
)
def test_whom_something_is_for_and_what_it_is_that_are_plain_facts(question: str, kind: Kind) -> None:
    assert kind_of(question) is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hva lærte de? Hvilke tiltak kom ut av det?", Kind.LIST),
        ("Hvilke tiltak er det? Hvem eier bassenget?", Kind.WHO),
        ("Når er besøksdagen? Takk for svar.", Kind.WHEN),
        ("Når er besøksdagen?? !?", Kind.WHEN),
        ("Hvor mange barn går på tur? Hva koster det? Og når?", Kind.WHEN),
    ],
)
def test_of_several_questions_the_last_says_what_is_wanted(question: str, kind: Kind) -> None:
    assert kind_of(question) is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Kan vi bade når vi er på tur?", Kind.FACT),
        ("Er det fri når me byter barnehage?", Kind.FACT),
        ("Can we swim when we are on a trip?", Kind.FACT),
        ("Er alle tiltak i gang?", Kind.FACT),
        ("påmeldingsfrist svømmekurs når", Kind.WHEN),
        ("Vet du når fristen går ut?", Kind.WHEN),
        ("Vi skal på tur med ti barn. Hvor mange voksne må være med?", Kind.AMOUNT),
        ("Er det regler for hvor mange barn vi kan ha med?", Kind.AMOUNT),
        ("Når et barn kommer for sent, hvem ringer vi?", Kind.WHO),
        ("Hvor lang tid har styreren på å svare?", Kind.WHEN),
        ("How soon must it be mended?", Kind.WHEN),
        ("Hva må jeg betale?", Kind.COST),
    ],
)
def test_a_word_that_joins_clauses_asks_nothing(question: str, kind: Kind) -> None:
    assert kind_of(question) is kind


@pytest.mark.parametrize(
    "question",
    [
        "Hvordan går vi fram når et barn er borte?",
        "Korleis går ein fram for å søkje?",
        "Barnet er borte. Hva gjør vi?",
        "hva skal jeg gjøre hvis barnet er borte",
        "Kva er rutinen?",
        "Hvordan søker vi, steg for steg?",
        "Hvor begynner vi?",
        "Korleis bør eg gå fram for å høyre på barna?",
        "What do we do when a child is missing?",
        "How does an inspection proceed?",
    ],
)
def test_a_question_for_steps(question: str) -> None:
    assert kind_of(question) is Kind.STEPS


@pytest.mark.parametrize(
    "question",
    ["Hva gjør de ansatte på møtet?", "Hvordan måles støyen?", "Hva gjør barna ute?", "Hvor mange steg er det?"],
)
def test_what_somebody_does_is_no_question_for_steps(question: str) -> None:
    assert kind_of(question) is not Kind.STEPS


@pytest.mark.parametrize(
    "question",
    [
        "Hva skal brevet inneholde?",
        "Kva skal planen innehalde?",
        "Hva må stå i planen?",
        "hva må jeg ha med i sekken",
        "hva slags opplysninger skal med i skjemaet",
        "The head has to write a plan. What must it contain?",
        "Kan du gi meg alle de sju rådene?",
        "kva skal vi snakke om? treng sjekklista",
        "tegn på godt språkmiljø",
        "Hvem sitter i styringsgruppa?",
        "Kven sit i rådet?",
        "Who sits on the board?",
        "How are applicants ranked?",
        "How many aims does the plan have, and which are they?",
        "Hvor mange mål har planen, og hvilke er det?",
        "Fikk foreldrene være med? Si gjerne alle som var med på laget.",
        "Hva må vi gjennomføre av undersøkelser og samtaler hvert år?",
        "Hva heter satsingene som står bakerst?",
        "Alle nye går på kurs. Hva skal det gi informasjon om?",
    ],
)
def test_lists_are_asked_for_without_which_too(question: str) -> None:
    assert kind_of(question) is Kind.LIST


@pytest.mark.parametrize(
    "question",
    [
        "Hva står det om mat i planen?",
        "Hvem sitter ved bordet?",
        "Hva slags skjema er det?",
        "Hva står GLL for?",
        "Hva heter styreren?",
    ],
)
def test_what_names_one_thing_or_a_subject_asks_for_no_list(question: str) -> None:
    assert kind_of(question) is not Kind.LIST


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What is the municipal grant per child this year?", Kind.AMOUNT),
        ("Hva er makssatsen i Lia?", Kind.AMOUNT),
        ("Hvor høyt er sykefraværet?", Kind.AMOUNT),
        ("Hvor lang klagefrist har foreldrene?", Kind.WHEN),
        ("Kor lang prøvetid har ein vikar?", Kind.WHEN),
    ],
)
def test_sums_and_terms_are_asked_for_by_name_too(question: str, kind: Kind) -> None:
    assert kind_of(question) is kind


def test_a_long_text_without_a_question_mark_is_read_in_no_time() -> None:
    started = time.process_time()
    kind_of("ord og " * 280)
    assert time.process_time() - started < 1.0

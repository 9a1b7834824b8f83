import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.personal_data import masked, personal_data
from corpus.text.national_ids import is_national_id
from tests.corpus.text.test_national_ids import RESTS, made_up
from tests.made_up_people import BIRTHS, NAMED_CHILDREN, NATIONAL_IDS, NO_CHILDREN

GOLDEN = Path(__file__).parents[3] / "eval" / "golden"
NUMBER = made_up(15, 10, "86950")

FOUND = [
    (f"Barnet har {NUMBER}, hva nå?", "Barnet har [fødselsnummer], hva nå?"),
    (f"{NUMBER[:6]} {NUMBER[6:]}", "[fødselsnummer]"),
    (f"{NUMBER[:6]}-{NUMBER[6:]}", "[fødselsnummer]"),
    (made_up(15, 90, "86950").translate({ord("0") + each: ord("０") + each for each in range(10)}), "[fødselsnummer]"),
    ("Ring meg på 412 34 567 takk", "Ring meg på [telefonnummer] takk"),
    ("tlf. 22 34 56 78", "tlf. [telefonnummer]"),
    ("41234567", "[telefonnummer]"),
    ("+47 412 34 567", "[telefonnummer]"),
    ("004741234567", "[telefonnummer]"),
    ("+46 70 123 45 67", "[telefonnummer]"),
    ("Send til kari.hansen@fjellvik.kommune.no i dag", "Send til [e-postadresse] i dag"),
    ("kari (at) fjellvik.no", "[e-postadresse]"),
    ("Ola Nordmann, født 12.03.2019, trenger hjelp", "[navn og fødselsdato], trenger hjelp"),
    ("Kari Hansen f. 12.3.19", "[navn og fødselsdato]"),
    ("Er Mohammed Ali, som er født den 12. mars 2019, med?", "Er [navn og fødselsdato], med?"),
    ("født 12.03.2019, Ola Nordmann", "[navn og fødselsdato]"),
    ("ola nordmann født 12.03.2019", "[navn og fødselsdato]"),
    ("Kari Hansen 03.05.2020 har rett til plass?", "[navn og fødselsdato] har rett til plass?"),
    ("Hva gjør vi når barnet heter Ola?", "Hva gjør vi når barnet heter [navn]?"),
    ("Barnet heiter Aksel, kven har ansvar?", "Barnet heiter [navn], kven har ansvar?"),
    ("The child's name is Sarah", "The child's name is [navn]"),
    ("Jenta mi Emma slår", "Jenta mi [navn] slår"),
    ("Emma på 4 år biter", "[navn] på 4 år biter"),
    ("Hvem hjelper Emma, 4 år, med språk?", "Hvem hjelper [navn], 4 år, med språk?"),
    ("Emma (4) slår", "[navn] (4) slår"),
    (
        f"Ola Nordmann, født 12.03.2019, {NUMBER}, tlf 412 34 567",
        "[navn og fødselsdato], [fødselsnummer], tlf [telefonnummer]",
    ),
]
NONE = [
    "Hva koster 20 000 000 kroner?",
    "Hva skjer i 2024 2025 2026?",
    "Planen 20242030",
    "Perioden 2024–2030",
    "Bevilgning kr 45000000",
    "Det kostet 45 00 00 00 kroner",
    "saksnummer 24123456",
    "org.nr 987 654 321",
    "Innsats 2.1.3.4",
    "s. 22, 23, 24 og 25",
    "Hva er fristen 31.12.2026?",
    "Bydel Grorud 12.03.2024",
    "Skal Kari 12.03.2099 på tur?",
    "Barn født 31.12.2020 skal starte på skolen",
    "Alle barn født etter 1.1.2019",
    "Hva heter barnet?",
    "Hva gjør vi når barnet heter noe annet?",
    "Hvem følger opp barnet i Bydel Grorud?",
    "Hvem har ansvar for barnet på 4 år?",
    "Hva sier planen om Barn, 3 år?",
    "Er Kvalitetsplanen på 4 år?",
    f"Nummeret {NUMBER[:-1]}{(int(NUMBER[-1]) + 1) % 10} er ikke et fødselsnummer",
]


@pytest.mark.parametrize(("text", "without"), FOUND)
def test_personal_data_is_found_and_masked(text: str, without: str) -> None:
    found = personal_data(text)
    assert found
    assert masked(text, found, "nb") == without
    assert not personal_data(without)


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_it_is_let_through(text: str) -> None:
    assert personal_data(text) == ()


@pytest.mark.parametrize(
    ("texts", "kind"), [(NATIONAL_IDS, "national_id"), (NAMED_CHILDREN, "named_child"), (BIRTHS, "birth_date")]
)
def test_what_is_known_of_plans_is_known_of_questions(texts: list[str], kind: str) -> None:
    found = [(text, [datum.kind for datum in personal_data(text)]) for text in texts]
    assert found == [(text, [kind]) for text in texts]


@pytest.mark.parametrize("text", NO_CHILDREN)
def test_nor_are_these_stopped(text: str) -> None:
    assert personal_data(text) == ()


def test_no_question_of_the_golden_set_is_stopped() -> None:
    questions = [
        json.loads(line)["question"]
        for path in GOLDEN.glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(questions) > 500
    assert [question for question in questions if personal_data(question)] == []


def test_the_mask_is_in_the_language_asked_for() -> None:
    text = "Mail kari@fjellvik.no"
    found = personal_data(text)
    assert masked(text, found, "en") == "Mail [e-mail address]"
    assert masked(text, found, "nn") == "Mail [e-postadresse]"


@given(st.integers(1, 28), st.integers(1, 12), RESTS)
def test_synthetic_numbers_are_taken_for_real_ones(day: int, month: int, rest: str) -> None:
    number = made_up(day, month + 80, rest)
    if number:
        assert is_national_id(number)


@given(st.text(max_size=200))
def test_what_is_found_lies_in_the_text_in_order(text: str) -> None:
    at = 0
    for datum in personal_data(text):
        assert at <= datum.start < datum.end <= len(text)
        at = datum.end


@pytest.mark.parametrize("piece", ["Ola ", "er ", "Ola Er ", "1 ", "12.", "a@", "født ", "barnet ", "41 "])
def test_no_text_takes_long(piece: str) -> None:
    started = time.perf_counter()
    personal_data((piece * 2_000)[:2_000])
    assert time.perf_counter() - started < 1


def test_the_bracket_that_a_date_of_birth_stands_in_goes_with_it() -> None:
    text = "Kari Nordmann (f. 2019-03-12) trenger støtte"
    assert masked(text, personal_data(text), "nb") == "[navn og fødselsdato] trenger støtte"


def test_a_number_with_its_country_is_a_telephone_number_whatever_it_is_called() -> None:
    assert [found.kind for found in personal_data("Sak +47 41234567")] == ["phone"]
    assert not personal_data("Saksnr. 41234567")


def test_letters_without_end_are_gone_through_once() -> None:
    for letters in ("A", "aA", "Kari ", "f. "):
        assert personal_data(letters * 10_000) == ()

import pytest

from corpus.models import Page
from ingest.personal_data import personal_data
from tests.corpus.text.test_national_ids import made_up
from tests.made_up_people import BIRTHS, NAMED_CHILDREN, NATIONAL_IDS, NO_CHILDREN

NUMBER = next(filter(None, (made_up(3, 84, f"{rest:05}") for rest in range(20_345, 20_400))))  # synthetic: month + 80


def found(*texts: str) -> list[tuple[int, str]]:
    pages = [Page(number=number, locator=f"s. {number}", text=text) for number, text in enumerate(texts, start=1)]
    return [(datum.page, datum.kind) for datum in personal_data(pages)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"Fødselsnummer: {NUMBER}", "national_id"),
        (f"{NUMBER[:6]} {NUMBER[6:]}", "national_id"),
        ("I dag fant Kari (4 år) en mark.", "named_child"),
        ("Kari, 4 år, fant en mark.", "named_child"),
        ("Kari er 4 år.", "named_child"),
        ("Kari på 3 1/2 og Ola på 4 år", "named_child"),
        ("4-åringen Emma klatrer.", "named_child"),
        ("Tre år gamle Mohammed klatrer.", "named_child"),
        ("Noah (18 mnd) sover ute.", "named_child"),
        ("Barnet Ola Nordmann trenger hjelp.", "named_child"),
        ("Gutten Xerxes Olsen trenger hjelp.", "named_child"),
        ("Jenta Emma trenger hjelp.", "named_child"),
        ("Ola Nordmann, f. 12.3.2020", "birth_date"),
        ("Ola Nordmann (født 12. mars 2020)", "birth_date"),
        ("Født: 12.03.20, navn: Ola Nordmann", "birth_date"),
        ("Navn Fødselsdato\nOla Nordmann 12.03.2020", "birth_date"),
    ],
)
def test_personal_data_are_found(text: str, kind: str) -> None:
    assert found("Plan", text) == [(2, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Alle barn (4 år) kan svømme.",
        "Barnehagen (0-5 år) har to avdelinger.",
        "Solstrålen (3 år)",
        "Styrer Kari Hansen, kari.hansen@fjellvik.kommune.no, tlf. 22 33 44 55",
        "Kari Hansen (45 år) er styrer.",
        "Kari Hansen har 5 års erfaring.",
        "Kari Hansen, 5 år i barnehagen",
        "Møte med Kari Hansen 12.03.2025",
        "Fridtjof Nansen, født 10.10.1861",
        "Barnet skal oppleve glede. Gutten på 4 år",
        "Barnets beste og Barnehageloven",
        "Gutt på 17",
        "Konto 1234 56 78903",
        "Alvestad mfl (2019)",
    ],
)
def test_plans_and_their_staff_are_no_personal_data(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("texts", "kind"), [(NATIONAL_IDS, "national_id"), (NAMED_CHILDREN, "named_child"), (BIRTHS, "birth_date")]
)
def test_what_is_known_of_questions_is_known_of_plans(texts: list[str], kind: str) -> None:
    assert [(text, found(text)) for text in texts] == [(text, [(1, kind)]) for text in texts]


@pytest.mark.parametrize("text", NO_CHILDREN)
def test_nor_are_these(text: str) -> None:
    assert found(text) == []


def test_what_stands_beside_a_child_is_its_contact() -> None:
    text = "Kari (4 år)\nMor: 912 34 567, mor@eksempel.no\nStyrer svarer på e-post.\nstyrer@fjellvik.kommune.no"
    assert found(text) == [(1, "named_child"), (1, "child_contact"), (1, "child_contact")]


def test_running_headers_are_looked_at_too() -> None:
    page = Page(number=3, locator="s. 3", text="Plan", set_apart=("Barnet Ola Nordmann",))
    assert [(datum.page, datum.kind) for datum in personal_data([page])] == [(3, "named_child")]


def test_nothing_found_is_told_in_the_clear() -> None:
    text = f"Kari (4 år), {NUMBER}, mor@eksempel.no, f. Ola Nordmann, født 12.3.2020"
    told = " ".join(datum.masked for datum in personal_data([Page(number=1, locator="s. 1", text=text)]))
    assert "K•••" in told
    for secret in ("Kari", "Ola", "Nordmann", "mor@", *(NUMBER[at : at + 3] for at in range(0, 9, 3)), "2020"):
        assert secret not in told


def test_a_number_in_other_digits_or_over_two_lines_is_found() -> None:
    number = next(filter(None, (made_up(3, 4, f"15{rest}") for rest in range(500, 600))))
    full_width = "".join(chr(0xFF10 + int(digit)) for digit in number)
    for written in (full_width, f"{number[:6]}\n{number[6:]}", f"{number[:6]}-\n{number[6:]}", "\u200b".join(number)):
        assert found("Plan", f"Barnet med\nnummer {written}\nbegynner i august.") == [(2, "national_id")]

import pytest

from corpus.text.people import births, is_name, named_children, names_with_dates

TYPED_ONLY = [
    "jenta emma slår",
    "barnet heter emma",
    "barnet heter Xerxes",
    "Emma, 4 år med ADHD",
    "Emma (4 år i mai)",
]


@pytest.mark.parametrize("text", TYPED_ONLY)
def test_of_what_is_typed_more_is_taken_for_a_child(text: str) -> None:
    assert {match["name"].lower() for match in named_children(text, typed=True)} <= {"emma", "xerxes"}
    assert named_children(text, typed=True)
    assert not named_children(text)


@pytest.mark.parametrize("text", ["Xerxes Xu født 1.2.2020", "ola nordmann født 1.2.2020"])
def test_of_what_is_typed_any_capital_begins_a_name_that_was_born(text: str) -> None:
    assert list(births(text, typed=True))
    assert not list(births(text))


def test_children_come_in_the_order_in_which_they_stand() -> None:
    text = "Ola (4) og 3 år gamle Emma leker, og jenta Sara ser på."
    assert [match["name"] for match in named_children(text)] == ["Ola", "Emma", "Sara"]


@pytest.mark.parametrize(("age", "is_one"), [("17 år", True), ("18 år", False), ("30 mnd", True), ("tretti år", False)])
def test_a_child_is_seventeen_at_most(age: str, is_one: bool) -> None:
    assert bool(named_children(f"Emma på {age} klatrer.", typed=True)) is is_one


@pytest.mark.parametrize("date", ["12.03.2020", "12. mars 2020", "2020-03-12", "12-03-20", "120320"])
def test_a_date_beside_a_name_is_found_however_it_is_written(date: str) -> None:
    (found,) = names_with_dates(f"Møte med Kari Hansen, {date}")
    assert found["name"] == "Kari Hansen"
    assert not list(births(f"Møte med Kari Hansen, {date}"))


def test_a_surname_tells_a_name_too() -> None:
    assert is_name("Emma")
    assert is_name("Xerxes Olsen")
    assert not is_name("Olsen")
    assert not is_name("Bydel Grorud")

import pytest

from assistant.answering.agreeing.quantities import quantities


@pytest.mark.parametrize(
    ("text", "counted", "names"),
    [
        ("minst to samtaler", [("samtale", "2")], []),
        ("høyst 14 barn og 3 voksne", [("barn", "14"), ("voksen", "3")], []),
        ("kr 12 500 i året", [("krone", "12500")], []),
        ("12 500 kroner i året", [("krone", "12500")], []),
        ("20 % av barna", [("prosent", "20")], []),
        ("2–3 møter", [("møte", "2-3")], []),
        ("1,5 timer", [("time", "1.5")], []),
        ("tjuefire barn og ett møte", [("barn", "24"), ("møte", "1")], []),
        ("trettifem barn og seksti voksne", [("barn", "35"), ("voksen", "60")], []),
        ("trinn 2 beskriver arbeidet", [], ["2"]),
        ("§ 41 krever orden", [], ["41"]),
        ("telefon 55 44 33 22", [], ["55", "44", "33", "22"]),
        ("på side 4 er det", [], ["4"]),
    ],
)
def test_a_number_counts_something_or_names_it(text: str, counted: list[tuple[str, str]], names: list[str]) -> None:
    found, others, _ = quantities(text)
    assert [(quantity.counted, quantity.value) for quantity in found] == counted
    assert list(others) == names


def test_a_range_is_not_one_number() -> None:
    found, _, _ = quantities("2–3 møter og fem turer")
    assert [quantity.is_plain for quantity in found] == [False, True]


def test_the_rest_has_no_number_left() -> None:
    assert quantities("minst to samtaler")[2].split() == ["minst", "samtaler"]

import time

import pytest

from corpus.text.items import INLINE_BULLET, counted, follows, is_item, lettered_items, opens, without_bullet


@pytest.mark.parametrize(
    "line",
    "• Kart|- Kart|– Kart|— Kart|◦ Kart|‣ Kart|☐ Kart|☑ Kart|[ ] Kart|[x] Kart|→ Kart|✓ Kart|o Kart|1. Kart|12) Kart"
    "|a. Kart|b) kart|(c) Kart|iv. Kart|xii) Kart".split("|"),
)
def test_an_item_is_seen_by_its_sign(line: str) -> None:
    assert is_item(line)


@pytest.mark.parametrize(
    "line",
    ["Kart", "2025. Kart", "15. september hvert år", "1. Mai feirer vi", "f. eks. kart", "s.5", "A. Hansen", "og kart"],
)
def test_text_is_no_item(line: str) -> None:
    assert not is_item(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [("• Kart", "Kart"), ("☐ Kart", "Kart"), ("[x] Kart", "Kart"), ("o Kart", "Kart"), ("a) Kart", "a) Kart")],
)
def test_a_bullet_goes_and_a_letter_stays(line: str, expected: str) -> None:
    assert without_bullet(line) == expected


def test_letters_are_items_where_they_follow_each_other() -> None:
    lines = ["a. Kart", "over skogen", "b. Sag", "i) ro", "ii) tid", "c. Tau", "i. alene", "e) hopp"]
    assert lettered_items(lines) == {0, 2, 3, 4, 5}


def test_letters_of_another_style_are_another_list() -> None:
    assert lettered_items(["a. Kart", "b) Sag"]) == frozenset()


@pytest.mark.parametrize(
    ("before", "line", "expected"),
    [
        ("4. A", "5. B", True),
        ("4. A", "6. B", False),
        ("b) A", "c) B", True),
        ("iv. A", "v. B", True),
        ("h. A", "i. B", True),
        ("• A", "• B", False),
    ],
)
def test_the_next_number_or_letter_follows(before: str, line: str, expected: bool) -> None:
    assert follows(before, line) == expected


def test_what_is_counted_and_what_opens() -> None:
    assert (counted("12) Kart"), counted("b. Kart"), counted("• Kart")) == ("12) ", "b. ", "")
    assert [line for line in ("1. A", "2. A", "a) A", "b) A", "i. A", "• A") if opens(line)] == ["1. A", "a) A", "i. A"]


def test_a_long_gap_before_no_bullet_is_looked_at_once() -> None:
    began = time.perf_counter()
    assert INLINE_BULLET.split(f"Kart{' ' * 20_000}bok \t • sag") == [f"Kart{' ' * 20_000}bok", "• sag"]
    assert time.perf_counter() - began < 0.5  # 3 s where each space begins anew

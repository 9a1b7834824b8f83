import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.comparing.wording import folded_wording, segments

WORDS = st.lists(st.text("abæø.-–«»", min_size=1, max_size=4), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("to  ganger\ni året", "to ganger i året"),
        ("barne-\nhagen", "barnehagen"),
        ("barne\u00adhagen", "barnehagen"),
        ("2025 - 2026", "2025–2026"),
        ("«Sekk»", "“Sekk”"),
        ("\ufb01re barn", "fire barn"),
    ],
)
def test_what_only_typesetting_makes_is_no_difference(one: str, other: str) -> None:
    assert folded_wording(one) == folded_wording(other)


@pytest.mark.parametrize(("one", "other"), [("To barn", "to barn"), ("to barn.", "to barn"), ("én", "en"), ("2", "3")])
def test_letters_and_signs_are(one: str, other: str) -> None:
    assert folded_wording(one) != folded_wording(other)


def test_words_come_and_go() -> None:
    found = segments("alle barn skal ut", "barn skal ut og inn")
    assert [(part.text, part.change) for part in found] == [
        ("alle", "removed"),
        ("barn skal ut", "same"),
        ("og inn", "added"),
    ]
    assert segments("", "") == ()
    assert [part.change for part in segments("", "alt")] == ["added"]


@given(WORDS, WORDS)
def test_each_wording_is_its_own_segments(old: str, new: str) -> None:
    found = segments(old, new)
    assert " ".join(part.text for part in found if part.change != "removed").split() == new.split()
    before = " ".join(part.text for part in found if part.change != "added").split()
    assert [folded_wording(word) for word in before] == [folded_wording(word) for word in old.split()]

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


def test_lines_that_somebody_wrote_are_kept_where_they_are_asked_for() -> None:
    found = segments("Vi leser.\nVi synger.", "Vi leser.\n\nVi synger.\n Vi danser. ", by_line=True)
    assert [(part.text, part.change) for part in found] == [
        ("Vi leser.\nVi synger.", "same"),
        ("\nVi danser.", "added"),
    ]
    joined = segments("Vi leser mye.\nVi synger.", "Vi leser mye. Vi synger.", by_line=True)
    assert ("\n", "removed") in [(part.text, part.change) for part in joined]
    assert {part.change for part in segments("Vi leser.\nVi synger.", "Vi leser. Vi synger.")} == {"same"}


def test_words_come_and_go() -> None:
    found = segments("alle barn skal ut", "barn skal ut og inn")
    assert [(part.text, part.change) for part in found] == [
        ("alle", "removed"),
        ("barn skal ut", "same"),
        (" og inn", "added"),
    ]
    assert segments("", "") == ()
    assert [part.change for part in segments("", "alt")] == ["added"]


def test_signs_are_words_of_their_own() -> None:
    assert [(part.text, part.change) for part in segments("Biblioteket", "Biblioteket, Oppvekst")] == [
        ("Biblioteket", "same"),
        (", Oppvekst", "added"),
    ]
    assert [part.text for part in segments("Kurs (2022; UTD)", "Kurs (2026; UTD)")] == [
        "Kurs (",
        "2022",
        "2026",
        "; UTD)",
    ]


def test_a_text_that_is_written_anew_is_not_told_word_by_word() -> None:
    old, new = "Barnehagene skal kartlegge språket til barn.", "Alle fireåringer får språket sitt sett på av to voksne."
    assert [(part.text, part.change) for part in segments(old, new)] == [(old, "removed"), (new, "added")]


@given(WORDS, WORDS)
def test_each_wording_is_its_own_segments(old: str, new: str) -> None:
    found = segments(old, new)
    assert "".join(part.text for part in found if part.change != "removed").strip() == " ".join(new.split())
    before = "".join(part.text for part in found if part.change != "added")
    assert folded_wording(before) == folded_wording(old)

"""How much of what one text is about another says."""

import pytest

from assistant.drafting.likeness import Likeness

EVEN = Likeness({}, 100)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Satsing på boklesing", "Vi satser på boklesing"),
        ("Nettverk for styrere", "Styrarane har nettverk"),
        ("Etter- og videreutdanning", "Vidareutdanning og etterutdanning"),
    ],
)
def test_the_same_in_other_forms_is_all_said(text: str, other: str) -> None:
    assert EVEN.share(text, other) == pytest.approx(1.0)


def test_what_is_about_another_thing_is_not_said() -> None:
    assert EVEN.share("Sykefravær", "Barna leser bøker") == 0.0


def test_a_compound_is_partly_said_by_its_parts() -> None:
    assert 0 < EVEN.share("oppvekststrategien", "strategi for gode oppvekstvilkår") < 1


def test_a_rare_word_weighs_more() -> None:
    known = Likeness({"barnehage": 90}, 100)
    assert known.share("barnehage oppvekstombud", "oppvekstombud") > 0.7


def test_both_must_say_what_the_other_says() -> None:
    assert EVEN.mutual("boklesing", "boklesing og leselyst") < 1
    assert EVEN.mutual("boklesing", "matlaging") == 0.0
    assert EVEN.share("", "boklesing") == 0.0

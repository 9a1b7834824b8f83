import pytest

from corpus.jurisdictions import ANOTHERS, EVERYBODYS, OUTER, OWN, distance, is_apart


@pytest.mark.parametrize(
    ("jurisdiction", "far"),
    [
        ("Oslo, Bydel Grorud", OWN),
        ("Oslo", OUTER),
        ("national", EVERYBODYS),
        (None, EVERYBODYS),
        ("Jevnaker", ANOTHERS),
        ("Oslo, Bydel Frogner", ANOTHERS),
        ("Os", ANOTHERS),
    ],
)
def test_how_far_off_a_plan_is(jurisdiction: str | None, far: int) -> None:
    assert distance(jurisdiction, "Oslo, Bydel Grorud") == far


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Oslo", "Jevnaker", True),
        ("Oslo, Bydel Grorud", "Oslo, Bydel Frogner", True),
        ("Oslo", "Oslo, Bydel Grorud", False),
        ("Oslo, Bydel Grorud", "Oslo", False),
        ("Oslo", "Oslo", False),
        ("Oslo", "national", False),
        (None, "Jevnaker", False),
        ("Jevnaker kommune", "jevnaker", False),
        ("Oslo, Bydel Alna", "oslo kommune,  Bydel Grorud", True),
    ],
)
def test_what_holds_in_one_place_need_not_hold_in_another(one: str | None, other: str | None, apart: bool) -> None:
    assert is_apart(one, other) is apart

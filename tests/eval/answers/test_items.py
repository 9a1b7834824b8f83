from hypothesis import given
from hypothesis import strategies as st

from eval.answers.items import compare, items_of
from tests.eval.made_up import answer, measure


def test_measures_are_the_items_where_there_are_any() -> None:
    answered = answer("- En\n- To\n- Tre", measures=(measure("Turdag"), measure("Matdag")))
    assert items_of(answered) == ("Turdag", "Matdag")


def test_else_the_bullets_are() -> None:
    text = "Dette trengs:\n\n- Hammer [1]\n* Sag\n  og fil\n1. **Spiker**\n▸\tLim\n\nAlt står i boden."
    assert items_of(answer(text)) == ("Hammer", "Sag og fil", "Spiker", "Lim")


def test_prose_has_no_items() -> None:
    assert items_of(answer("Hammer og sag.")) == ()


def test_the_exact_set_in_any_order_has_nothing_missing_or_unexpected() -> None:
    assert compare([("hammer",), ("sag", "save")], ["Save", "Stor hammer"]) == ((), ())


def test_what_is_missing_and_what_is_unexpected_are_told() -> None:
    assert compare([("hammer",), ("sag",)], ["Hammer", "Spade"]) == (("sag",), ("Spade",))


def test_an_item_given_twice_is_unexpected() -> None:
    assert compare([("hammer",)], ["Hammer", "Hammer"]) == ((), ("Hammer",))


def test_one_item_does_not_stand_for_two() -> None:
    assert compare([("hammer",), ("sag",)], ["Hammer og sag"]) == (("sag",), ())


def test_an_item_that_fits_two_leaves_the_other_its_only_one() -> None:
    assert compare([("sag",), ("stor sag",)], ["Stor sag", "Liten sag"]) == ((), ())
    assert compare([("sag",), ("stor", "liten"), ("liten",)], ["Liten sag", "Stor", "Sag"]) == ((), ())


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=3), max_size=6), st.randoms(use_true_random=False))
def test_any_list_matches_itself_in_any_order(items: list[str], random: object) -> None:
    shuffled = sorted(items, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert compare([(item,) for item in items], shuffled) == ((), ())

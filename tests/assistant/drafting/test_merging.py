"""Two people's changes to one field, part by part."""

from assistant.drafting.merging import merged

BASE = {"description": "Vi leser.", "schedule": "2026", "funding": ""}


def test_what_only_one_of_them_changed_is_taken_from_that_one() -> None:
    own = {**BASE, "description": "Vi leser bøker."}
    theirs = {**BASE, "schedule": "2027"}
    assert merged(BASE, own, theirs) == ({**BASE, "description": "Vi leser bøker.", "schedule": "2027"}, ())


def test_a_part_that_both_changed_is_to_be_chosen_and_ones_own_stands_in_it() -> None:
    own = {**BASE, "description": "Vi leser høyt."}
    theirs = {**BASE, "description": "Vi leser hver dag.", "funding": "Egen ramme"}
    assert merged(BASE, own, theirs) == ({**own, "funding": "Egen ramme"}, ("description",))


def test_the_same_change_of_both_is_no_conflict() -> None:
    both = {**BASE, "funding": "Egen ramme"}
    assert merged(BASE, both, both) == (both, ())

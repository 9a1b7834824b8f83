"""What is remembered of a snapshot, and of which nothing is."""

from collections.abc import Callable
from dataclasses import replace

from assistant.drafting.remembering import Memory
from corpus.library import Library


def counted(made: list[str], value: str) -> Callable[[], str]:
    def make() -> str:
        made.append(value)
        return value

    return make


def test_the_same_of_the_same_snapshot_is_made_once(library: Library) -> None:
    memory, made = Memory[str](2), list[str]()
    for key in ("a", "a", "b", "a"):
        assert memory.recalled(library.snapshot, key, counted(made, key)) == key
    assert made == ["a", "b"]


def test_a_snapshot_that_is_another_knows_nothing_of_it(library: Library) -> None:
    memory, made = Memory[str](2), list[str]()
    memory.recalled(library.snapshot, "a", counted(made, "old"))
    assert memory.recalled(replace(library.snapshot), "a", counted(made, "new")) == "new"


def test_a_snapshot_that_is_gone_is_not_taken_for_the_one_in_its_place(library: Library) -> None:
    memory, made = Memory[str](2), list[str]()
    for number in range(5):  # each may stand where the one before it stood
        assert memory.recalled(replace(library.snapshot), "a", counted(made, str(number))) == str(number)


def test_what_was_asked_for_longest_ago_is_forgotten_first(library: Library) -> None:
    memory, made = Memory[str](2), list[str]()
    for key in ("a", "b", "a", "c", "a", "b"):
        memory.recalled(library.snapshot, key, counted(made, key))
    assert made == ["a", "b", "c", "b"]

"""The items of a list, and whether they are exactly the expected set."""

from collections.abc import Sequence

from assistant.answering.answer import Answer
from eval.answers.wording import BULLET, plain, says
from eval.golden import Alternatives


def items_of(answer: Answer) -> tuple[str, ...]:
    """The titles of the answer's measures if it has any, else its Markdown bullets, each with its further lines."""
    if answer.measures:
        return tuple(measure.title for measure in answer.measures)
    return _bullets(plain(answer.answer))


def compare(expected: Sequence[Alternatives], items: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is missing of the expected, by its first alternative, and which items are unexpected.

    Each item stands for one expected item at most: a largest one-to-one matching by augmenting paths (Berge 1957), so
    that an item that fits two expected ones never takes the place of another.
    """
    fits = [[index for index, item in enumerate(items) if says(item, alternatives)] for alternatives in expected]
    holder: dict[int, int] = {}
    missing = tuple(
        alternatives[0] for number, alternatives in enumerate(expected) if not _place(number, fits, holder, set())
    )
    return missing, tuple(item for index, item in enumerate(items) if index not in holder)


def _place(number: int, fits: Sequence[Sequence[int]], holder: dict[int, int], tried: set[int]) -> bool:
    """Find an item for an expected one, moving those that hold the fitting items if need be."""
    for index in fits[number]:
        if index in tried:
            continue
        tried.add(index)
        if index not in holder or _place(holder[index], fits, holder, tried):
            holder[index] = number
            return True
    return False


def _bullets(text: str) -> tuple[str, ...]:
    bullets: list[str] = []
    inside = False
    for line in text.split("\n"):
        if BULLET.match(line):
            bullets.append(BULLET.sub("", line).strip())
            inside = True
        elif inside and line.strip():
            bullets[-1] += f" {line.strip()}"
        else:
            inside = False
    return tuple(bullets)

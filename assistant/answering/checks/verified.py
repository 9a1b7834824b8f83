"""The statements of a draft whose quotes stand on their pages, each with its page."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from assistant.answering.checks.verify import folded, is_verified_in
from assistant.answering.draft import Statement
from corpus.models import Page


class Verified(NamedTuple):
    """A statement that may be said, and the page that its quote stands on."""

    statement: Statement
    page: Page


def verified(statements: Sequence[Statement], page: Callable[[str, int], Page | None]) -> list[Verified]:
    """Those that stand, in their order; `page` gives a page by generation and number.

    What follows a statement that does not stand says something of nothing, and is left out with it.
    """
    found = {key: page(*key) for key in dict.fromkeys(map(_key, statements))}
    texts = {key: folded(own.text) for key, own in found.items() if own is not None}
    return list(_standing(statements, found, texts))


def _standing(
    statements: Sequence[Statement], pages: dict[tuple[str, int], Page | None], texts: dict[tuple[str, int], str]
) -> Iterator[Verified]:
    is_led = False  # whether what follows has something that it says the same as
    for statement in statements:
        key = _key(statement)
        page = pages[key]
        stands = page is not None and is_verified_in(statement.claim, texts[key])
        is_led = is_led if statement.follows else stands
        if page is not None and stands and is_led:
            yield Verified(statement, page)


def _key(statement: Statement) -> tuple[str, int]:
    return statement.passage.generation_id, statement.passage.first_page

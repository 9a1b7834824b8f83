"""Characters that nobody sees, and that change what is around them: on a page, in a terminal, within a word."""

import re

_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # orders to a terminal
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # turn the direction of writing, of what follows as well
    r"\u200b\u2060\ufeff]"  # no width: a word with one in it is not the word that is asked for
)


def has_unseen(text: str) -> bool:
    """Whether a text holds such characters. Soft hyphens, and what joins the parts of one sign, are none."""
    return _UNSEEN.search(text) is not None


def without_unseen(text: str) -> str:
    """The text as it is seen."""
    return _UNSEEN.sub("", text)

"""What people write, looked at before anything is done with it."""

import re

from assistant.question.orders import shown
from corpus.unseen import without_unseen

LONGEST_QUESTION = 2_000
"""Characters; a longer question is refused before anything is done with it."""
_LINE_ENDS = re.compile("\r\n|[\r\f\v\u0085\u2028\u2029]")  # \v and \u2028: a new line within a paragraph of Word's
_JOINS_SIGNS = re.compile("((?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])[\u200d\ufe0f])")


def whole_characters(text: str) -> str:
    """The text, if it can be written anywhere.

    Raises ValueError for half a character (a lone surrogate), which JSON can spell and UTF-8 cannot.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"tegn nummer {error.start + 1} er bare et halvt tegn; skriv teksten på nytt") from error
    return text


def written_text(text: str) -> str:
    """What somebody writes in a plan: without characters that nobody sees, and with lines that end in one way.

    What joins several signs to one stays where it does so: a family is not four people.

    Raises ValueError for half a character.
    """
    parts = _JOINS_SIGNS.split(_LINE_ENDS.sub("\n", whole_characters(text)))
    return "".join(part if place % 2 else without_unseen(shown(part)) for place, part in enumerate(parts))


def checked_question(question: str) -> str:
    """The question without outer white space and characters that nobody sees.

    Raises ValueError where nothing is left, it is longer than 2,000 characters, or holds half a character.
    """
    text = " ".join(shown(whole_characters(question)).split())
    if not any(character.isalnum() for character in text):
        raise ValueError("spørsmålet er tomt; skriv det du vil vite")
    if len(text) > LONGEST_QUESTION:
        raise ValueError(
            f"spørsmålet er på {len(text)} tegn; skriv høyst {LONGEST_QUESTION}, og spør om én ting om gangen"
        )
    return text

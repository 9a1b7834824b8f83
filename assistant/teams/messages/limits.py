"""What Teams takes, and how texts are made to fit."""

from pydantic import BaseModel

LONGEST_ACTIVITY = 27_000
"""Bytes of a message as JSON: Teams takes 28 KB, and the rest is for what is put on it when it is sent."""

LONGEST_CARD = 24_000
"""Bytes of a card as JSON."""

MOST_CITATIONS = 20
LONGEST_NAME = 80
LONGEST_ABSTRACT = 160
LONGEST_KEYWORD = 28
MOST_KEYWORDS = 3

LONGEST_BUTTON = 60
"""Characters of a button: about what two lines of a telephone show."""

LONGEST_SUMMARY = 100
"""Characters of a notification."""


def size(model: BaseModel) -> int:
    """How many bytes a message or a card is on its way."""
    return len(model.model_dump_json(by_alias=True, exclude_none=True).encode())


def length(text: str) -> int:
    """How long a text is as Teams counts: in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, longest: int) -> str:
    """The text on one line, cut between words where it is too long, and said to be."""
    line = " ".join(text.split())
    if length(line) <= longest:
        return line
    kept = line.encode("utf-16-le")[: 2 * (longest - 2)].decode("utf-16-le", errors="ignore")
    whole = kept if line[len(kept) : len(kept) + 1] == " " else kept.rpartition(" ")[0]
    return f"{(whole or kept).rstrip(' ,.;:–-')} …"

"""Two wordings beside each other, word by word."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from corpus.models import Record

_SETTING = re.compile(r"[\s\u00ad-]+")  # what typesetting adds and takes away: spaces, hyphens at line ends
_SIGNS = str.maketrans({**dict.fromkeys("‐‑–—−", "-"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("’‘´", "'")})
_TOKEN = re.compile(r"\n| ?(?:[\w-]+|[^\w\s])")  # a word or a sign, with the space before it; the end of a line
_REWRITTEN = 0.5  # of all words: where fewer are the same, those are chance, and the whole is told as other words


class Segment(Record):
    """A stretch of words that both wordings have, or only the old (removed) or only the new (added).

    It begins with the space before it, if any: one after the other, those of a wording are the wording.
    """

    text: str
    change: Literal["same", "removed", "added"]


def folded_wording(text: str) -> str:
    """A text as wordings are compared: white space, hyphenation and the form of dashes and quotation marks aside."""
    return _SETTING.sub("", unicodedata.normalize("NFKC", text).translate(_SIGNS))


def segments(old: str, new: str, *, by_line: bool = False) -> tuple[Segment, ...]:
    """The two wordings as one, in order: what stays (as the new one has it), what goes and what comes.

    White space is single. That a line ends is typesetting's, unless the wordings are told apart `by_line`.
    """
    plain = _lines if by_line else _line
    before, after = (_TOKEN.findall(plain(text)) for text in (old, new))
    matcher = SequenceMatcher(None, _folded(before), _folded(after), autojunk=False)
    codes = matcher.get_opcodes()
    if before and after and matcher.ratio() < _REWRITTEN:
        codes = [("replace", 0, len(before), 0, len(after))]
    found: list[Segment] = []
    for kind, first, last, start, end in codes:
        if kind == "equal":
            found.append(Segment(text="".join(after[start:end]), change="same"))
            continue
        if last > first:
            found.append(Segment(text="".join(before[first:last]), change="removed"))
        if end > start:
            found.append(Segment(text="".join(after[start:end]), change="added"))
    return tuple(found)


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> str:
    """A text without its empty lines."""
    return "\n".join(filter(None, map(_line, text.splitlines())))


def _folded(tokens: Sequence[str]) -> list[str]:
    return [folded_wording(token) or token.strip() for token in tokens]

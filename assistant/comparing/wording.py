"""Two wordings beside each other, word by word."""

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Literal

from corpus.models import Record

_SETTING = re.compile(r"[\s\u00ad-]+")  # what typesetting adds and takes away: spaces, hyphens at line ends
_SIGNS = str.maketrans({**dict.fromkeys("‐‑–—−", "-"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("’‘´", "'")})


class Segment(Record):
    """A stretch of words that both wordings have, or only the old (removed) or only the new (added)."""

    text: str
    change: Literal["same", "removed", "added"]


def folded_wording(text: str) -> str:
    """A text as wordings are compared: white space, hyphenation and the form of dashes and quotation marks aside."""
    return _SETTING.sub("", unicodedata.normalize("NFKC", text).translate(_SIGNS))


def segments(old: str, new: str) -> tuple[Segment, ...]:
    """The two wordings as one, in order: what stays (as the new one has it), what goes and what comes.

    White space is single.
    """
    before, after = old.split(), new.split()
    matcher = SequenceMatcher(None, [folded_wording(word) for word in before], [folded_wording(word) for word in after])
    found: list[Segment] = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            found.append(Segment(text=" ".join(after[start:end]), change="same"))
            continue
        if last > first:
            found.append(Segment(text=" ".join(before[first:last]), change="removed"))
        if end > start:
            found.append(Segment(text=" ".join(after[start:end]), change="added"))
    return tuple(found)

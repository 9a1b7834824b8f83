"""Verification: a claim leaves only with a quote that stands verbatim on its page, and says no more than it."""

import re
import unicodedata

from assistant.answering.draft import Claim

_SPACES = re.compile(r"\s+")
_SOFT_HYPHEN = re.compile(r"\u00ad\s*")  # also at a line end: the word goes on after it
_BULLETS = re.compile(r"[▸▪●◦■➤\uf0b7]")
_DASHES = str.maketrans("‐‑‒–—−", "------")
_QUOTES = str.maketrans("“”„‟’‘", '""""\'\'')


def is_verified(claim: Claim, page_text: str) -> bool:
    """Whether the quote stands on the page, whole words, and every value stands in the quote."""
    return is_verified_in(claim, folded(page_text))


def is_verified_in(claim: Claim, folded_page: str) -> bool:
    """The same where the text of the page is folded already, for several claims of one page."""
    quote = folded(claim.quote)
    return (
        any(character.isalnum() for character in quote)
        and stands_in(quote, folded_page)
        and all(bool(folded(value)) and stands_in(folded(value), quote) for value in claim.values)
    )


def folded(text: str) -> str:
    """A text with white space, ligatures, bullet signs, dashes and quotation marks made alike; wording untouched."""
    alike = unicodedata.normalize("NFKC", text).translate(_DASHES).translate(_QUOTES)
    return _SPACES.sub(" ", _BULLETS.sub("•", _SOFT_HYPHEN.sub("", alike))).strip()


def stands_in(part: str, whole: str) -> bool:
    """Whether a text stands in another, not as a piece of a longer word."""
    start = whole.find(part)
    while start >= 0:
        end = start + len(part)
        before = whole[start - 1] if start else " "
        after = whole[end] if end < len(whole) else " "
        if not (before.isalnum() and part[0].isalnum()) and not (after.isalnum() and part[-1].isalnum()):
            return True
        start = whole.find(part, start + 1)
    return False

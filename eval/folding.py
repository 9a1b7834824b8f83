"""Text made comparable: what is the same to a reader becomes the same string."""

import unicodedata

SOFT_HYPHEN = "\u00ad"


def fold(text: str) -> str:
    """NFKC (which undoes ligatures), no soft hyphens, white space collapsed to single spaces, case folded."""
    return " ".join(unicodedata.normalize("NFKC", text).replace(SOFT_HYPHEN, "").split()).casefold()

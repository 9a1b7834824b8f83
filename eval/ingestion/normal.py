"""Texts as they are compared: white space and hyphens made alike, nothing else."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_ABOUT_SIGNS = re.compile(r"\s*([-/])\s*")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "–": "-", "\xad": None})
_NUMBER = re.compile(r"^\d{1,2}(\.\d+)*[.)]?\s+(?=\D)")


def normal(text: str) -> str:
    """The text with single spaces, none about hyphens, dashes and slashes; ligatures taken apart."""
    alike = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    return _ABOUT_SIGNS.sub(r"\1", _SPACE.sub(" ", alike)).strip()


def unnumbered(title: str) -> str:
    """A normalised title without the number of its row."""
    return _NUMBER.sub("", normal(title))

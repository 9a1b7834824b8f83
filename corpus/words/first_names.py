"""First names as given in Norway: what tells a name from other words with a capital letter."""

from functools import cache
from importlib.resources import files


@cache
def first_names() -> frozenset[str]:
    """The names, in lower case."""
    return frozenset((files("corpus.words") / "first_names.txt").read_text(encoding="utf-8").lower().split())

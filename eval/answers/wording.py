"""The words of an answer, without its Markdown."""

import re

from eval.folding import fold

MARKER = re.compile(r"[^\S\n]*\[\d+(?:\s*,\s*\d+)*\](?:\([^)\s]*\))?")
BULLET = re.compile(r"^\s*(?:[-*+•‣▸▪■●◦➤–]|\d+[.)])\s+")
QUOTE_OR_HEADING = re.compile(r"^[^\S\n]*(?:>[^\S\n]?|#{1,6}[^\S\n])+", re.MULTILINE)
EMPHASIS = re.compile(r"\*\*|__")


def plain(markdown: str) -> str:
    """The text line by line, without citation markers, quote and heading signs and bold; bullets are kept."""
    return EMPHASIS.sub("", QUOTE_OR_HEADING.sub("", MARKER.sub("", markdown)))


def says(text: str, alternatives: tuple[str, ...]) -> bool:
    """Whether any alternative stands in the text, without regard to case and white space."""
    folded = fold(text)
    return any(fold(alternative) in folded for alternative in alternatives)


def says_word(text: str, words: str) -> bool:
    """Whether the words stand in the text as whole words, without regard to case and white space."""
    return re.search(rf"(?<!\w){re.escape(fold(words))}(?!\w)", fold(text)) is not None

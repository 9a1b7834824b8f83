"""Source words → reportlab's paragraph markup: emphasis, links, line ends, cuts in words, page marks."""

import re

from corpus.documents.typesetting.markup import PAGE_MARK

SOFT_CUT, HARD_CUT = "¬", "¦"
_SOFT_HYPHEN = "\u00ad"
_SPACED_MARK = re.compile(rf"\s*{PAGE_MARK.pattern}\s*")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"(?<![\w*])\*(?!\s)(.+?)(?<!\s)\*(?![\w*])")
_ADDRESS = re.compile(r"&lt;(https?://[^\s&]+)&gt;")
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^\s)]+)\)")
_LINE_END = re.compile(r"&lt;br&gt;")
_ORIGIN = re.compile(r"\{\{side (\d+)\}\}")


def inline(text: str) -> str:
    """The markup of a source text."""
    text = _SPACED_MARK.sub(r" {{side \1}}", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace(SOFT_CUT, _SOFT_HYPHEN).replace(HARD_CUT, _SOFT_HYPHEN)
    text = _ADDRESS.sub(r'<a href="\1">\1</a>', text)
    text = _LINK.sub(r'<a href="\2">\1</a>', text)
    text = _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\1</b>", text))
    text = _LINE_END.sub("<br/>", text)
    return _ORIGIN.sub(r'<onDraw name="origin" label="\1"/>', text)


def plain(text: str) -> str:
    """The words alone, as a bookmark shows them."""
    text = _SPACED_MARK.sub(" ", text).replace(SOFT_CUT, "").replace(HARD_CUT, "").replace("<br>", " ")
    return " ".join(_LINK.sub(r"\1", text).replace("*", "").split())


def soft_cuts(text: str) -> frozenset[str]:
    """What may stand last on a line where a word is cut by a soft hyphen, each with a hyphen at its end."""
    found: set[str] = set()
    for word in text.split():
        parts = word.split(SOFT_CUT)
        found.update("".join(parts[:count]) + "-" for count in range(1, len(parts)))
    return frozenset(found)

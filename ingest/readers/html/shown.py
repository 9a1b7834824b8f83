"""Which elements of a web page are shown, and which of them are the page's own content."""

import re

from lxml import html

Element = html.HtmlElement

_NOT_READ = frozenset(
    "script style template noscript head object embed applet iframe frame frameset svg math canvas audio video map "
    "datalist input button select textarea option progress meter del".split()
)
_UNREAD = frozenset("iframe frame object embed applet".split())
_APART = frozenset("nav footer".split())
_APART_ROLES = frozenset("navigation contentinfo search banner menu menubar".split())
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)


def tag_of(element: Element) -> str:
    """The name of an element; empty for what is none."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def is_shown(element: Element) -> bool:
    """Whether an element is shown as text; what only a style sheet hides is."""
    tag = tag_of(element)
    if not tag or tag in _NOT_READ or "hidden" in element.attrib or (tag == "dialog" and "open" not in element.attrib):
        return False
    return _HIDDEN.search(element.get("style", "")) is None


def holds_unread(element: Element) -> bool:
    """Whether an element puts in another file, which may hold text."""
    return tag_of(element) in _UNREAD


def is_apart(element: Element, *, is_content: bool) -> bool:
    """Whether an element leads through the site rather than being content; `is_content`: it stands in the main part."""
    if tag_of(element) in _APART or element.get("role") in _APART_ROLES:
        return True
    return tag_of(element) == "header" and not is_content and element.find(".//h1") is None


def main_of(root: Element) -> Element | None:
    """The main content, where the page says which it is."""
    for element in root.iter():
        if (tag_of(element) == "main" or element.get("role") == "main") and _is_shown_with_all_above(element):
            return element
    return None


def _is_shown_with_all_above(element: Element) -> bool:
    return is_shown(element) and all(is_shown(above) for above in element.iterancestors())

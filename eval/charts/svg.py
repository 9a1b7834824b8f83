"""Elements of SVG, and a picture that says in words what it shows.

Colours are those of the page: an element names what it is by its class, and the page's style sheet draws it.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, tostring

from markupsafe import Markup

WIDTH = 400.0
"""Units across every picture; a page may show it as wide as it likes."""

LETTER = 8.0
"""Units that a letter takes at most, on the average of a word, at the size at which the page sets labels."""


def element(tag: str, /, *children: Element, words: str = "", **attributes: str | float) -> Element:
    """An element; `class_` is the attribute `class`, and other underscores are hyphens."""
    made = Element(tag, {_name(key): _value(value) for key, value in attributes.items()})
    made.text = words or None
    made.extend(children)
    return made


def label(words: str, x: float, y: float, *, anchor: str = "start", class_: str = "label") -> Element:
    """Words that begin at a point on their base line, or end or are centred there (`end`, `middle`)."""
    return element("text", words=words, x=x, y=y, text_anchor=anchor, class_=class_)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Element:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def picture(name: str, title: str, description: str, height: float, parts: Iterable[Element]) -> Markup:
    """The whole SVG; `name` is unique on the page, and the description tells what is seen to who does not see it."""
    whole = element(
        "svg",
        element("title", words=title, id=f"{name}-title"),
        element("desc", words=description, id=f"{name}-desc"),
        *parts,
        viewBox=f"0 0 {_value(WIDTH)} {_value(height)}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )
    return Markup(tostring(whole, encoding="unicode"))  # noqa: S704 - made of elements, each of which is escaped


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")

"""What a picture shows, read back from its SVG."""

import re
from xml.etree.ElementTree import Element, fromstring


def svg(picture: str) -> Element:
    """The picture as elements; raises where it is not well-formed."""
    return fromstring(picture)


def texts(picture: str) -> list[str]:
    """The words on the picture, in order."""
    return [label.text or "" for label in svg(picture).iter("text")]


def parts(picture: str, tag: str, class_: str) -> list[Element]:
    """The elements of a tag and a class."""
    return [part for part in svg(picture).iter(tag) if part.get("class") == class_]


def number(part: Element, attribute: str) -> float:
    """A number that an element has."""
    return float(part.get(attribute, "nan"))


def points(line: Element) -> list[tuple[float, float]]:
    """The corners of a polyline."""
    pairs = (pair.split(",") for pair in line.get("points", "").split())
    return [(float(x), float(y)) for x, y in pairs]


def spoken(picture: str) -> str:
    """What one hears who does not see it: the title and the description that the picture refers to."""
    whole = svg(picture)
    assert whole.get("role") == "img"
    named = {part.get("id"): part.text or "" for part in whole if part.tag in ("title", "desc")}
    return " ".join(named[name] for name in re.split(r"\s+", whole.get("aria-labelledby", "")))

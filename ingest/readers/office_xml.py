"""Names and values in the XML of Office files (ECMA-376)."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from lxml import etree

from ingest.readers.base import UnreadableFileError

Element = etree._Element

_NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "o": "urn:schemas-microsoft-com:office:office",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
_DIGITS = re.compile(r"[0-9]{1,9}")
_NODES = (None, "node", "asst")
_OFF = ("0", "false", "off", "none")
UNSAFE_OR_BROKEN = (
    *(etree.LxmlError, LookupError, ValueError, AttributeError, TypeError, NotImplementedError),
    RecursionError,
)
"""What the libraries raise over a package whose parts are missing or malformed, or refer to each other in a ring."""

_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_FORM = (
    "filen er lagret i formen «Strict Open XML», som ikke kan leses; åpne den i programmet den er laget i, lagre den "
    "som vanlig {suffix} (ikke Strict), og prøv igjen"
)


@cache
def name(prefixed: str) -> str:
    """A tag or attribute as lxml names it, from "w:p"."""
    prefix, local = prefixed.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def parsed(xml: bytes) -> Element:
    """The root of a part; no entity is resolved and nothing fetched.

    Raises UnreadableFileError where it is not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(
            f"en del av filen er skadet ({error}); lagre filen på nytt i programmet den er laget i, og prøv igjen"
        ) from error


def unreadable(safe: bytes, suffix: str, otherwise: str) -> UnreadableFileError:
    """The refusal of a package (its parts stored unpacked): for its strict form, if it has that, else `otherwise`."""
    return UnreadableFileError(_STRICT_FORM.format(suffix=suffix) if _STRICT in safe else otherwise)


def whole(stated: str | None, most: int) -> int | None:
    """A number that an attribute states, at most `most`; None where it states none, or one beyond all measure."""
    return min(int(stated), most) if stated is not None and _DIGITS.fullmatch(stated) else None


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at the end of a path of children, or None."""
    for step in path:
        if element is None:
            return None
        element = element.find(name(step))
    return element


def value(element: Element | None, *path: str, attribute: str = "w:val") -> str | None:
    """An attribute of the element at the end of a path, or None."""
    found = child(element, *path)
    return found.get(name(attribute)) if found is not None else None


def switch(element: Element | None, *path: str) -> bool | None:
    """Whether a property is on; None where it is not stated."""
    found = child(element, *path)
    return None if found is None else (found.get(name("w:val")) or "1").lower() not in _OFF


def chosen(alternate: Element) -> Iterable[Element]:
    """What of alternative content is read: the first choice, else the fallback, never both."""
    return next(iter(alternate), ())


def found_within(element: Iterable[Element], *tags: str) -> Iterator[Element]:
    """The elements of these tags below one, not those within another of them, nor in alternatives that are not read."""
    wanted = {name(tag) for tag in tags}
    for below in element:
        if below.tag in wanted:
            yield below
        elif below.tag == name("mc:AlternateContent"):
            yield from found_within(chosen(below), *tags)
        else:
            yield from found_within(below, *tags)


def diagram_points(xml: bytes) -> tuple[str, ...]:
    """The texts of a SmartArt diagram's data part, in order."""
    points = (point for point in parsed(xml).iter(name("dgm:pt")) if point.get("type") in _NODES)
    paragraphs = (paragraph for point in points for paragraph in point.iter(name("a:p")))
    texts = ("".join(text.text or "" for text in paragraph.iter(name("a:t"))) for paragraph in paragraphs)
    return tuple(" ".join(text.split()) for text in texts if text.strip())

"""What the styles of a Word document say of its paragraphs and runs."""

import re

from pydantic import BaseModel, ConfigDict

from ingest.readers.office_xml import Element, child, name, switch, value, whole

_HEADING = re.compile(r"^(?:heading|overskrift) (\d)$", re.IGNORECASE)
_TITLES = frozenset({"title", "tittel"})
_CONTENTS = re.compile(r"^(?:toc \d|toc heading|table of figures|innholdsfortegnelse\d?)$", re.IGNORECASE)
_BODY_LEVEL = 9  # w:outlineLvl of a paragraph that is no heading
_LARGEST_SIZE = 3_276  # half points, as Word has it
_STANDARD_SIZE = 10.0  # points: where the file states none


class Look(BaseModel):
    """What is stated of how something looks; None where nothing is."""

    model_config = ConfigDict(frozen=True)

    bold: bool | None = None
    language: str | None = None
    hidden: bool | None = None
    size: float | None = None

    def over(self, base: "Look") -> "Look":
        """This look, and where it says nothing the other."""
        return base.model_copy(update=self.model_dump(exclude_none=True))


class Style(BaseModel):
    """A style with what it takes from those that it is based on; `level` as of a told heading."""

    model_config = ConfigDict(frozen=True)

    id: str | None = None
    name: str = ""
    level: int | None = None
    number: str | None = None
    depth: int | None = None
    look: Look = Look()

    @property
    def is_title(self) -> bool:
        """Whether it sets the title of the document."""
        return self.name in _TITLES

    @property
    def is_contents(self) -> bool:
        """Whether it sets a table of contents."""
        return _CONTENTS.match(self.name) is not None


class Styles:
    """The styles of one document by id."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str | None, Element] = {}
        self._default: str | None = None
        self._known: dict[str | None, Style] = {}
        self._plain: dict[Look, Look] = {}
        for style in root.iter(name("w:style")) if root is not None else ():
            self._elements[style.get(name("w:styleId"))] = style
            if style.get(name("w:type")) == "paragraph" and style.get(name("w:default")) in ("1", "true"):
                self._default = style.get(name("w:styleId"))
        defaults = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        self._standard = look_of(defaults)

    def of_paragraph(self, paragraph: Element) -> Style:
        """The style of a paragraph, what the paragraph itself says over it."""
        properties = child(paragraph, "w:pPr")
        style = self.style(value(properties, "w:pStyle") or self._default)
        level = outline_level(properties)
        return style if level is None else style.model_copy(update={"level": level or None})

    def look(self, run: Element, style: Style) -> Look:
        """How a run of a paragraph looks."""
        properties = child(run, "w:rPr")
        if properties is None or not len(properties):
            if style.look not in self._plain:
                self._plain[style.look] = style.look.over(self._standard)
            return self._plain[style.look]
        character = self.style(value(properties, "w:rStyle")).look
        return look_of(properties).over(character).over(style.look).over(self._standard)

    def size(self, style: Style) -> float:
        """The type size of a style, in points."""
        return style.look.over(self._standard).size or _STANDARD_SIZE

    def style(self, style_id: str | None, *, seen: frozenset[str | None] = frozenset()) -> Style:
        """A style by its id; an unknown one says nothing."""
        if style_id not in self._known:
            element = self._elements.get(style_id)
            if element is None or style_id in seen:
                return Style(id=style_id)
            base = self.style(value(element, "w:basedOn"), seen=seen | {style_id})
            self._known[style_id] = _style(element, base)
        return self._known[style_id]


def look_of(properties: Element | None) -> Look:
    """What run properties state."""
    size = whole(value(properties, "w:sz"), _LARGEST_SIZE)
    return Look(
        bold=switch(properties, "w:b"),
        language=value(properties, "w:lang"),
        hidden=switch(properties, "w:vanish"),
        size=None if size is None else size / 2,
    )


def outline_level(properties: Element | None) -> int | None:
    """The level of a heading that paragraph properties state, 0 for body text; None where they state nothing."""
    level = whole(value(properties, "w:outlineLvl"), _BODY_LEVEL)
    if level is None:
        return None
    return level + 1 if level < _BODY_LEVEL else 0


def _style(element: Element, base: Style) -> Style:
    called = (value(element, "w:name") or "").lower()
    properties = child(element, "w:pPr")
    by_name = _HEADING.match(called)
    level = outline_level(properties)
    if level is None and by_name:
        level = int(by_name[1])
    depth = whole(value(properties, "w:numPr", "w:ilvl"), _BODY_LEVEL)
    return Style(
        id=element.get(name("w:styleId")),
        name=called,
        level=base.level if level is None else level or None,
        number=value(properties, "w:numPr", "w:numId") or base.number,
        depth=base.depth if depth is None else depth,
        look=look_of(child(element, "w:rPr")).over(base.look),
    )

"""The text of a paragraph: runs that are shown, and what hangs in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.readers.docx.styles import Look, Style, Styles
from ingest.readers.office_xml import Element, child, chosen, found_within, name, value

_THROUGH = frozenset(
    name(tag)
    for tag in (
        "w:hyperlink w:ins w:moveTo w:smartTag w:sdt w:sdtContent w:fldSimple w:customXml w:bdo w:dir w:ruby w:rubyBase"
    ).split()
)
_TEXT = frozenset(map(name, ("w:t", "m:t")))
_SPACES = frozenset(map(name, ("w:tab", "w:ptab")))
_BREAKS = frozenset(map(name, ("w:br", "w:cr")))
_NOTES = {name("w:footnoteReference"): "footnote", name("w:endnoteReference"): "endnote"}
_MATH = name("m:")
_CHARTS = (
    "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "http://schemas.microsoft.com/office/drawing/2014/chartex",
)


@dataclass
class Inline:
    """A paragraph's text with its breaks, and what hangs in it; `looks` has the look of each shown run, by letters."""

    text: str = ""
    looks: list[tuple[int, Look]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    images: int = 0
    unread: int = 0

    def add(self, text: str, look: Look | None = None) -> None:
        """Adds shown text."""
        self.text += text
        letters = sum(map(str.isalnum, text))
        if look is not None and letters:
            self.looks.append((letters, look))


def inline_of(paragraph: Element, style: Style, styles: Styles) -> Inline:
    """What a paragraph shows: insertions and no deletions, no hidden text, no field codes."""
    found = Inline()
    _walk(paragraph, style, styles, found)
    return found


def is_prompt(control: Element) -> bool:
    """Whether a content control holds nothing but the prompt to fill it in."""
    return control.tag == name("w:sdt") and child(control, "w:sdtPr", "w:showingPlcHdr") is not None


def _walk(element: Iterable[Element], style: Style, styles: Styles, found: Inline) -> None:
    for part in element:
        if part.tag in (name("w:r"), name("m:r")):
            look = styles.look(part, style)
            if not look.hidden:
                _run(part, look, found)
        elif part.tag == name("mc:AlternateContent"):
            _walk(chosen(part), style, styles, found)
        elif is_prompt(part):
            continue
        elif part.tag in _THROUGH or str(part.tag).startswith(_MATH):
            _walk(part, style, styles, found)


def _run(run: Iterable[Element], look: Look, found: Inline) -> None:
    for part in run:
        if part.tag in _TEXT:
            found.add(part.text or "", look)
        elif part.tag in _SPACES:
            found.add(" ")
        elif part.tag in _BREAKS:
            found.add("\n")
        elif part.tag == name("w:noBreakHyphen"):
            found.add("-")
        elif part.tag == name("w:softHyphen"):
            found.add("\u00ad")
        elif part.tag in _NOTES:
            found.notes.append((_NOTES[str(part.tag)], part.get(name("w:id"), "")))
        elif part.tag == name("mc:AlternateContent"):
            _run(chosen(part), look, found)
        elif part.tag in (name("w:drawing"), name("w:pict")):
            _drawing(part, found)
        elif part.tag == name("w:object"):
            found.unread += 1


def _drawing(drawing: Element, found: Inline) -> None:
    """Text boxes and diagrams of a drawing are text; of pictures and charts only their number is known."""
    found.boxes.extend(found_within(drawing, "w:txbxContent"))
    found.images += sum(1 for _ in found_within(drawing, "pic:pic", "v:imagedata"))
    for graphic in found_within(drawing, "a:graphicData"):
        if graphic.get("uri") in _CHARTS:
            found.unread += 1
        diagram = value(child(graphic, "dgm:relIds"), attribute="r:dm")
        if diagram is not None:
            found.diagrams.append(diagram)

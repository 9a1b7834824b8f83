"""Presentations that are bad or odd in what they hold: one that a library wrote, changed part by part."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache

import pptx

from tests.ingest.odd_archives import MIB, TEXT, Parts
from tests.ingest.odd_word import inside, linked
from tests.ingest.readers.office_files import RELATIONSHIPS, archive, p, word

SLIDE = "ppt/slides/slide1.xml"


@cache
def _written() -> bytes:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    assert slide.shapes.title is not None
    slide.shapes.title.text_frame.text = "Turplan"
    slide.placeholders[1].text_frame.text = TEXT
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def slide_parts() -> Parts:
    """The parts of a presentation of one slide."""
    with zipfile.ZipFile(io.BytesIO(_written())) as opened:
        parts: Parts = {name: opened.read(name) for name in opened.namelist()}
    for name in (
        "[Content_Types].xml",
        "_rels/.rels",
        "ppt/_rels/presentation.xml.rels",
        "ppt/presentation.xml",
        SLIDE,
    ):
        part = parts[name]
        parts[name] = part.decode() if isinstance(part, bytes) else part
    return parts


def _slide(shapes: str) -> bytes:
    """A presentation whose slide has these shapes beside its own."""
    parts = slide_parts()
    return archive({**parts, SLIDE: str(parts[SLIDE]).replace("</p:spTree>", f"{shapes}</p:spTree>")})


def _with(name: str, change: Mapping[str, str]) -> bytes:
    """A presentation with a part in which the keys are replaced by their values."""
    parts = slide_parts()
    text = parts[name]
    text = text.decode() if isinstance(text, bytes) else text
    for old, new in change.items():
        assert old in text, (name, old)
        text = text.replace(old, new)
    return archive({**parts, name: text})


_SHAPE_START = '<p:nvSpPr><p:cNvPr id="9" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
_GROUP = '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9" name="g"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
_GROUP_END = "</p:grpSp>"


def _text_shape(text: str, place: str = "") -> str:
    return (
        f"<p:sp>{_SHAPE_START}<p:spPr>{place}</p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p>"
        "</p:txBody></p:sp>"
    )


def _frame(data: str, uri: str = "http://schemas.openxmlformats.org/drawingml/2006/table") -> str:
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="t"/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="1" cy="1"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="{uri}">{data}</a:graphicData></a:graphic></p:graphicFrame>'
    )


def _grid(*rows: str, columns: int = 2) -> str:
    grid = '<a:gridCol w="1"/>' * columns
    return _frame(f"<a:tbl><a:tblPr/><a:tblGrid>{grid}</a:tblGrid>{''.join(rows)}</a:tbl>")


def _grid_row(*cells: str, properties: str = "") -> str:
    inner = "".join(
        f"<a:tc{properties}><a:txBody><a:bodyPr/><a:p><a:r><a:t>{cell}</a:t></a:r></a:p></a:txBody><a:tcPr/></a:tc>"
        for cell in cells
    )
    return f'<a:tr h="1">{inner}</a:tr>'


def odd_slides(outside: str) -> dict[str, bytes]:
    """All of them, by a name that says what is odd."""
    relationships = "ppt/slides/_rels/slide1.xml.rels"
    layout = '<Relationship Id="rId1"'
    return {
        "external-relationships": _with(
            relationships,
            {
                layout: "".join(
                    linked(f"u{number}", kind, outside)
                    for number, kind in enumerate(("image", "video", "hyperlink", "oleObject"), 1)
                )
                + layout
            },
        ),
        "layout-outside": _with(relationships, {'Target="': f'TargetMode="External" Target="{outside}'}),
        "notes-are-the-slide": _with(relationships, {layout: inside("u1", "notesSlide", "slide1.xml") + layout}),
        "layout-is-the-slide": _with(relationships, {"../slideLayouts/slideLayout2.xml": "slide1.xml"}),
        "slide-outside": _with(
            "ppt/_rels/presentation.xml.rels",
            {'Target="slides/slide1.xml"': f'TargetMode="External" Target="{outside}"'},
        ),
        "slide-is-the-presentation": _with(
            "ppt/_rels/presentation.xml.rels", {"slides/slide1.xml": "presentation.xml"}
        ),
        "slide-that-is-not-there": _with("ppt/_rels/presentation.xml.rels", {"slides/slide1.xml": "slides/slide2.xml"}),
        "one-slide-6000-times": _with("ppt/presentation.xml", {"<p:sldId ": _SLIDE_IDS + "<p:sldId "}),
        "groups-100-deep": _slide(_GROUP * 40 + _text_shape(TEXT) + _GROUP_END * 40),
        "groups-2000-deep": _slide(_GROUP * 2_000 + _text_shape(TEXT) + _GROUP_END * 2_000),
        "1500-shapes": _slide(_text_shape(TEXT) * 1_500),
        "places-beyond-measure": _slide(_text_shape(TEXT, f'<a:xfrm><a:off x="-{10**30}" y="{10**30}"/></a:xfrm>')),
        "places-that-are-none": _slide(_text_shape(TEXT, '<a:xfrm><a:off x="a" y="b"/></a:xfrm>')),
        "cell-over-65535-columns": _slide(_grid(_grid_row("Ute", "Inne", properties=' gridSpan="65535"'))),
        "cell-down-65535-rows": _slide(_grid(_grid_row("Ute", "Inne", properties=' rowSpan="65535"'))),
        "cell-over-letters": _slide(_grid(_grid_row("Ute", "Inne", properties=' gridSpan="to"'))),
        "3000-columns": _slide(_grid(_grid_row(*["Ute"] * 3_000), columns=3_000)),
        "200-tables": _slide(_grid(_grid_row("Tiltak", "Ansvar"), _grid_row(TEXT, "PPT")) * 200),
        "table-without-rows": _slide(_frame("<a:tbl/>")),
        "diagram-that-is-not-there": _slide(
            _frame(
                '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
                f'xmlns:r="{RELATIONSHIPS}" r:dm="nei"/>',
                "http://schemas.openxmlformats.org/drawingml/2006/diagram",
            )
        ),
        "level-beyond-measure": _with(SLIDE, {"<a:r>": '<a:pPr lvl="999999999"/><a:r>'}),
        "word-of-256-kib": _with(SLIDE, {TEXT: "a" * (MIB // 4)}),
        "all-slides-hidden": _with(SLIDE, {"<p:sld ": '<p:sld show="0" '}),
        "document-inside": word(p(TEXT)),
    }


_SLIDE_IDS = "".join(f'<p:sldId id="{1_000 + number}" r:id="rId7"/>' for number in range(6_000))

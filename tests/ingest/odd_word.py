"""Word files that are bad or odd in what they hold, written part by part."""

from tests.ingest.odd_archives import MIB, TEXT, Parts
from tests.ingest.readers.office_files import RELATIONSHIPS, archive, p, tbl, tc, tr, word, word_parts

DOCUMENT = "word/document.xml"
_RELATIONSHIPS_OF = "word/_rels/document.xml.rels"


def _parts(body: str = p(TEXT), **others: str) -> Parts:
    return word_parts(body, **others)


def _related(*relationships: str) -> Parts:
    parts = _parts(f"{p(TEXT)}<w:altChunk r:id='u1'/>{_LINKED_IMAGE}")
    inner = str(parts[_RELATIONSHIPS_OF])
    return {**parts, _RELATIONSHIPS_OF: inner.replace("</Relationships>", f"{''.join(relationships)}</Relationships>")}


_LINKED_IMAGE = (
    "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link='u2'/>"
    "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def linked(key: str, kind: str, address: str) -> str:
    """A relationship to an address outside the file."""
    return f'<Relationship Id="{key}" Type="{RELATIONSHIPS}/{kind}" Target="{address}" TargetMode="External"/>'


def inside(key: str, kind: str, target: str) -> str:
    """A relationship to a part of the file."""
    return f'<Relationship Id="{key}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>'


def _nested(opening: str, closing: str, depth: int, inner: str = p(TEXT)) -> str:
    return opening * depth + inner + closing * depth


def odd_words(outside: str) -> dict[str, bytes]:
    """All of them, by a name that says what is odd."""
    span = '<w:gridSpan w:val="{}"/>'
    return {
        "external-relationships": archive(
            _related(
                *(
                    linked(f"u{number}", kind, outside)
                    for number, kind in enumerate(
                        ("aFChunk", "image", "attachedTemplate", "header", "hyperlink", "oleObject", "subDocument"), 1
                    )
                )
            )
        ),
        "relationships-to-files": archive(
            _related(
                linked("u1", "aFChunk", "file:///etc/passwd"),
                linked("u2", "image", "file:///etc/passwd"),
            )
        ),
        "relationships-upwards": archive(_related(inside("u1", "aFChunk", "../../../../etc/passwd"))),
        "relationships-to-nothing": archive(_related(inside("u1", "aFChunk", "nei.xml"), inside("u2", "styles", "x"))),
        "relationships-in-a-ring": archive(
            {**_related(inside("u1", "header", "document.xml")), "word/_rels/styles.xml.rels": _RING}
        ),
        "styles-in-a-ring": word(
            p(TEXT, '<w:pStyle w:val="A"/>'),
            styles='<w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>',
        ),
        "note-in-itself": word(
            p(TEXT) + _NOTE, footnotes=f'<w:footnote w:id="1">{_NOTE}{p("En fotnote.")}</w:footnote>'
        ),
        "numbers-beyond-measure": word(
            p(TEXT, '<w:numPr><w:ilvl w:val="999999999"/><w:numId w:val="1"/></w:numPr>')
            + p(TEXT, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
            numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="99999999999999999999"/>'
            '<w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        ),
        "numbers-that-are-none": word(
            p(TEXT, '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="y"/></w:numPr><w:outlineLvl w:val="z"/>', _SIZE_NONE)
        ),
        "tables-within-tables": word(_nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 60)),
        "two-columns-within-two": word(_nested(f"<w:tbl><w:tr>{tc(p('Ute'))}<w:tc>", "</w:tc></w:tr></w:tbl>", 60)),
        "tables-2000-deep": word(_nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 2_000)),
        "controls-200-deep": word(_nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 100)),
        "boxes-in-boxes": word(_nested(_BOX, _BOX_END, 18)),
        "choices-in-choices": word(
            _nested("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>", 100)
        ),
        "300-tables": word(tbl(tr("Tiltak", "Ansvar"), tr(TEXT, "PPT")) * 300),
        "3000-columns": word(tbl(tr(*(f"Ute {number}" for number in range(3_000))), tr(TEXT, "PPT"))),
        "300-rows": word(tbl(tr("Tiltak", "Ansvar", "Tidsplan"), tr(TEXT, "PPT", "2025") * 300)),
        "one-cell-down-1000-rows": word(tbl(_OPEN_ROW, _GOES_ON * 1_000)),
        "cell-over-65535-columns": word(tbl(tr(tc(p(TEXT), properties=span.format(65_535)), "PPT"), tr("a", "b"))),
        "cell-over-a-billion-columns": word(tbl(tr(tc(p(TEXT), properties=span.format(10**9)), "PPT"), tr("a", "b"))),
        "cell-over-less-than-none": word(tbl(tr(tc(p(TEXT), properties=span.format(-5)), "PPT"), tr("a", "b"))),
        "cell-over-letters": word(tbl(tr(tc(p(TEXT), properties=span.format("to")), "PPT"), tr("a", "b"))),
        "row-begins-at-a-billion": word(tbl(tr(TEXT, "PPT", properties='<w:gridBefore w:val="1000000000"/>'))),
        "20000-empty-paragraphs": word(p(TEXT) + "<w:p/>" * 20_000),
        "5000-paragraphs": word(p("Ute") * 5_000),
        "paragraph-of-256-kib": word(p("tur " * (MIB // 16))),
        "word-of-256-kib": word(p("a" * (MIB // 4))),
        "no-text": word("<w:p/>"),
        "strict-namespaces": archive({name: _strict(part) for name, part in _parts().items()}),
        "web-page-inside": f"<!doctype html><p>{TEXT}".encode(),
    }


_RING = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f"{inside('r1', 'styles', 'styles.xml')}{inside('r2', 'officeDocument', 'document.xml')}</Relationships>"
)
_NOTE = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
_SIZE_NONE = '<w:sz w:val="stor"/><w:b w:val="kanskje"/>'
_BOX = "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
_BOX_END = "</w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
_OPEN_ROW = tr(tc(p(TEXT), properties='<w:vMerge w:val="restart"/>'), "PPT")
_GOES_ON = tr(tc(p(""), properties="<w:vMerge/>"), "PPT")


def _strict(part: str | bytes) -> str:
    """A part in the namespaces of the strict form of the standard (ISO/IEC 29500-1), which Word can save."""
    return (
        str(part)
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(RELATIONSHIPS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    )

import io

import docx
import pytest

from ingest.readers.base import UnreadableFileError
from ingest.readers.docx import DocxReader
from tests.ingest.readers.office_files import archive, h, p, r, read_word, word, word_page, word_parts


def saved(document: "docx.document.Document") -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_the_file_says_its_title_author_and_language() -> None:
    document = docx.Document()
    document.core_properties.title = " Plan for  Fjellvik"
    document.core_properties.author = "Kari Nordmann"
    document.core_properties.language = "nn-NO"
    document.add_paragraph("Alle barn er ute.")
    found = DocxReader().read(saved(document))
    assert (found.title, found.author, found.language) == ("Plan for Fjellvik", "Kari Nordmann", "nn-NO")


def test_without_properties_the_title_is_what_is_set_as_one_and_the_language_that_of_most_letters() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    )
    body = p("Turplan", '<w:pStyle w:val="T"/>') + p("Alle barn er ute hver dag.", run='<w:lang w:val="nb-NO"/>')
    found = read_word(body, styles=styles)
    assert (found.title, found.author, found.language) == ("Turplan", None, "nb-NO")
    assert read_word(p("Ute"), styles=styles).language == "en-US"
    assert read_word(p("Ute")).title is None


def test_a_page_is_a_top_level_section() -> None:
    document = read_word(p("Først") + h("Mål") + p("Ute.") + h("Under", 2) + h("Tiltak") + p("Inne."))
    assert [page.lines for page in document.pages] == [("Først",), ("Mål", "Ute.", "Under"), ("Tiltak", "Inne.")]
    assert [(role.kind, role.level) for role in document.pages[1].roles] == [
        ("heading", 1),
        ("paragraph", 0),
        ("heading", 2),
    ]
    assert {page.unit for page in document.pages} == {"section"}


def test_notes_stand_last_on_their_page_and_comments_are_not_read() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p("strek")}</w:footnote>'
        f'<w:footnote w:id="1">{p("Se loven.")}</w:footnote>'
    )
    ends = f'<w:endnote w:id="1">{p("Se planen.")}</w:endnote>'
    reference = '<w:p><w:r><w:t>Ute</w:t><w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/></w:r></w:p>'
    comments = f'<w:comment w:id="1">{p("Stryk dette")}</w:comment>'
    body = h("Mål") + reference + p("Inne") + h("Mer") + p("Slutt")
    first, second = read_word(body, footnotes=notes, endnotes=ends, comments=comments).pages
    assert first.lines == ("Mål", "Ute", "Inne", "Fotnoter", "Se loven.", "Se planen.")
    assert (first.roles[3].kind, first.roles[3].level) == ("heading", 2)
    assert second.lines == ("Mer", "Slutt")


def test_headers_and_footers_are_set_apart_on_the_pages_of_their_section() -> None:
    def ends(number: int) -> str:
        return f'<w:sectPr><w:headerReference w:type="default" r:id="r{number}"/></w:sectPr>'

    body = h("En") + p("Ute", ends(2)) + h("To") + p("Inne") + h("Tre") + p("Hjemme") + ends(3)
    found = read_word(body, header1=p("Fjellvik kommune") + p("1"), header2=p("Vedlegg"))
    assert [page.apart for page in found.pages] == [("Fjellvik kommune", "Vedlegg"), ("Vedlegg",), ("Vedlegg",)]


def test_a_file_without_text_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="har ingen tekst"):
        read_word(p())
    image = (
        "<w:p><w:r><w:drawing><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></w:drawing></w:r></w:p>"
    )
    with pytest.raises(UnreadableFileError, match=r"ingen tekst \(bilder: 1\).*OCR"):
        read_word(f"<w:p><w:r><w:drawing>{image}</w:drawing></w:r></w:p>")


@pytest.mark.parametrize("missing", ["word/document.xml", "_rels/.rels", "[Content_Types].xml"])
def test_a_file_without_a_part_that_it_needs_is_damaged(missing: str) -> None:
    parts = word_parts(p("Ute"))
    del parts[missing]
    with pytest.raises(UnreadableFileError, match="skadet"):
        DocxReader().read(archive(parts))


@pytest.mark.parametrize("broken", [b"", b"<w:document", b"\xff\xfe\xff", b"<a/>"])
def test_a_file_with_a_broken_body_is_damaged(broken: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="skadet"):
        DocxReader().read(archive(word_parts("") | {"word/document.xml": broken}))


def test_elements_nested_beyond_measure_are_refused() -> None:
    deep = "<w:ins>" * 3000 + r("dypt") + "</w:ins>" * 3000
    with pytest.raises(UnreadableFileError, match="skadet"):
        read_word(f"<w:p>{deep}</w:p>")


def test_what_lies_outside_the_file_is_not_fetched() -> None:
    parts = word_parts(p("Ute"))
    relationships = str(parts["word/_rels/document.xml.rels"])
    outside = (
        '<Relationship Id="x1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        ' Target="http://127.0.0.1:9/mal.dotm" TargetMode="External"/></Relationships>'
    )
    parts["word/_rels/document.xml.rels"] = relationships.replace("</Relationships>", outside)
    (page,) = DocxReader().read(archive(parts)).pages
    assert page.lines == ("Ute",)


def test_a_diagram_s_points_are_read_and_a_chart_is_counted() -> None:
    parts = word_parts(
        '<w:p><w:r><w:drawing><a:graphic><a:graphicData><dgm:relIds r:dm="d1"/></a:graphicData></a:graphic></w:drawing>'
        '<w:drawing><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic>'
        "</w:drawing></w:r></w:p>" + p("Etter")
    )
    data = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>'
        "<dgm:pt><dgm:t><a:p><a:r><a:t>Planlegge </a:t></a:r><a:r><a:t>sammen</a:t></a:r></a:p></dgm:t></dgm:pt>"
        '<dgm:pt type="pres"><dgm:t><a:p><a:r><a:t>intet</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>'
    )
    parts["word/diagrams/data1.xml"] = data
    parts["word/_rels/document.xml.rels"] = str(parts["word/_rels/document.xml.rels"]).replace(
        "</Relationships>",
        '<Relationship Id="d1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData" '
        'Target="diagrams/data1.xml"/></Relationships>',
    )
    (page,) = DocxReader().read(archive(parts)).pages
    assert page.lines == ("• Planlegge sammen", "Etter")
    assert page.unread == 1


def test_the_bytes_need_no_file_to_be_read_twice_alike() -> None:
    content = word(h("Mål") + p("Ute"))
    assert DocxReader().read(content) == DocxReader().read(content)
    assert word_page(h("Mål") + p("Ute")).number == 1

"""The Word file of a draft, read back."""

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from assistant.exports.drafts.content import Written, content
from assistant.exports.drafts.document import DraftDocument, Heading
from assistant.exports.drafts.word import word_file
from corpus.library import Library
from tests.assistant.exports.drafts.made_up import LENT, SOUP, field_text, written


def read_back(draft: Written, library: Library) -> tuple[Document, DraftDocument]:
    document = content(draft, library, lambda path: f"https://planer.example{path}")
    return docx.Document(io.BytesIO(word_file(document))), document


def test_all_headings_and_rows_are_there(hikes: Library) -> None:
    draft = written(hikes)
    file, document = read_back(draft, hikes)
    headings = [(int(_style(one)[-1]), one.text) for one in file.paragraphs if _style(one).startswith("Heading")]
    told = [(block.level, block.text) for block in document.blocks if isinstance(block, Heading)]
    assert headings == [*told, (1, "Kilder")]
    assert _style(file.paragraphs[0]) == "Title"
    rows = [[cell.text for cell in row.cells] for table in file.tables for row in table.rows[2:]]
    titles = [field.title.nb for field in draft.template.fields() if field.kind == "row"]
    assert [row[0] for row in rows if row[0] != "Lesevenner fra eldresenteret"] == titles
    assert all(all(row) for row in rows if "boklesing" not in row[0])
    served = [{cell.text for cell in table.rows[1].cells} for table in file.tables]
    assert served == [{section.commitment.nb} for section in draft.template.sections if section.commitment]


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_no_guidance_is_in_the_file(hikes: Library, form: str) -> None:
    draft = written(hikes, written_form=form)
    content_of_file = word_file(content(draft, hikes, str))
    with zipfile.ZipFile(io.BytesIO(content_of_file)) as parts:
        said = " ".join(
            " ".join(ElementTree.fromstring(parts.read(name)).itertext())
            for name in parts.namelist()
            if name.endswith(".xml")
        )
    assert draft.template.section_of("roller-og-ansvar") is not None
    assert "Roller og ansvar" in said
    for field in draft.template.fields():
        assert field.guidance.nb not in said
        assert field.guidance.nn not in said


def test_references_lead_to_the_list_and_the_list_to_the_pages(hikes: Library) -> None:
    file, document = read_back(written(hikes), hikes)
    marks = {
        start.get(qn("w:name")): _words(start.getparent()) for start in file.element.body.iter(qn("w:bookmarkStart"))
    }
    jumps = [
        (_words(link), link.get(qn("w:anchor")))
        for link in file.element.body.iter(qn("w:hyperlink"))
        if link.get(qn("w:anchor"))
    ]
    references = [(text, anchor) for text, anchor in jumps if re.fullmatch(r"\[\d+\]", text)]
    assert [text for text, _ in references] == ["[1]", "[1]", "[2]", "[2]", "[1]"]
    assert all(marks[anchor].startswith(text) for text, anchor in references)
    assert all(marks[anchor] == text for text, anchor in jumps if (text, anchor) not in references)
    cell = next(cell for table in file.tables for row in table.rows for cell in row.cells if LENT in cell.text)
    assert cell.text == f"«{LENT}»\u00a0[2]\nVi låner også ut bøker\u00a0[2]\u00a0[1]."
    addresses = [link.address for one in file.paragraphs for link in one.hyperlinks if link.address]
    assert [address for address in addresses if address] == [source.url for source in document.sources]
    first = next(one for one in file.paragraphs if _style(one) == "Draft Source")
    assert first.text.startswith("[1]\tMatplan, utgiver ikke oppgitt, s. 1. https://planer.example/documents/matplan")


def _style(paragraph: Paragraph) -> str:
    assert paragraph.style is not None
    return str(paragraph.style.name)


def _words(within: Any) -> str:
    return "".join(text.text if text.tag == qn("w:t") else "\t" for text in within.iter(qn("w:t"), qn("w:tab")))


def test_the_first_row_of_each_table_stands_on_each_page(hikes: Library) -> None:
    file, _ = read_back(written(hikes), hikes)
    for table in file.tables:
        repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert repeated == [True, *[False] * (len(table.rows) - 1)]


def test_tables_lie_across_and_fit_between_the_margins(hikes: Library) -> None:
    file, _ = read_back(written(hikes), hikes)
    turned = [section.orientation for section in file.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    across = file.sections[2]
    room = across.page_width - across.left_margin - across.right_margin  # type: ignore[operator]
    for table in file.tables:
        widths = [cell.width or 0 for cell in table.rows[-1].cells]
        assert 0.99 * room < sum(widths) <= room
        assert max(widths) == widths[1]


@pytest.mark.parametrize(("form", "language"), [("nb", "nb-NO"), ("nn", "nn-NO")])
def test_the_file_is_in_the_language_of_the_draft(hikes: Library, form: str, language: str) -> None:
    file, _ = read_back(written(hikes, written_form=form), hikes)
    assert file.core_properties.language == language
    named = {lang.get(qn("w:val")) for lang in file.styles.element.iter(qn("w:lang"))}
    assert named == {language}
    titles = [one.text for one in file.paragraphs]
    assert ("Lokalt utfordringsbilete" in titles) == (form == "nn")


@pytest.mark.parametrize("assisted", [True, False])
def test_help_by_a_model_stands_in_the_text_and_in_the_properties(hikes: Library, assisted: bool) -> None:
    file, _ = read_back(written(hikes, assisted=assisted), hikes)
    note = "Utarbeidet med støtte av KI"
    assert (f"{note}." in [one.text for one in file.paragraphs]) == assisted
    assert (file.core_properties.keywords == note) == assisted
    assert (file.core_properties.comments == note) == assisted


def test_the_properties_name_the_plan_and_whose_it_is(hikes: Library) -> None:
    properties = read_back(written(hikes), hikes)[0].core_properties
    assert properties.title == "Lokal handlingsplan for kvalitet i barnehagene – Bydel Storhaug"
    assert (properties.author, properties.comments) == ("Bydel Storhaug", "")


def test_a_title_that_says_whose_it_is_is_not_followed_by_it_once_more(hikes: Library) -> None:
    file, _ = read_back(written(hikes, title="Lokal handlingsplan – Bydel Storhaug"), hikes)
    assert file.core_properties.title == "Lokal handlingsplan – Bydel Storhaug"
    assert [one.text for one in file.paragraphs[:2]] == ["Lokal handlingsplan – Bydel Storhaug", "Periode: 2026–2030"]
    assert file.sections[0].footer.paragraphs[0].text == "Lokal handlingsplan – Bydel Storhaug · Side 1"


def test_long_words_are_parted_in_tables_alone(hikes: Library) -> None:
    file, _ = read_back(written(hikes), hikes)
    flags = [flag for flag in file.element.body.iter(qn("w:suppressAutoHyphens")) if flag.get(qn("w:val")) == "false"]
    assert len(flags) > 150
    assert all(flag.getparent().getparent().getparent().tag == qn("w:tc") for flag in flags)
    assert file.styles["Normal"].element.find(f".//{qn('w:suppressAutoHyphens')}").get(qn("w:val")) == "true"
    assert file.settings.element.find(qn("w:autoHyphenation")).get(qn("w:val")) == "true"


def test_a_number_stays_on_one_line_in_print_and_is_as_it_was_written_in_the_file(hikes: Library) -> None:
    draft = written(hikes)
    text = "Det koster 1 300 000 kr i 2025 og betales av bydelen/staten."
    told = {"oppfolging": field_text("oppfolging", text=text)}
    document = content(draft._replace(texts={**draft.texts, **told}), hikes, str)
    found = [
        [one.text for one in docx.Document(io.BytesIO(made)).paragraphs if one.text.startswith("Det koster")]
        for made in (word_file(document), word_file(document, is_printed=True))
    ]
    assert found == [[text], ["Det koster 1\u00a0300\u00a0000 kr i 2025 og betales av bydelen/\u200bstaten."]]


def test_what_a_line_announces_stands_on_its_page(hikes: Library) -> None:
    draft = written(hikes)
    told = {"oppfolging": field_text("oppfolging", text="Planen sier:\nVi følger opp hver høst.")}
    document = content(draft._replace(texts={**draft.texts, **told}), hikes, str)
    lines = {one.text: one for one in docx.Document(io.BytesIO(word_file(document))).paragraphs}
    assert lines["Planen sier:"].paragraph_format.keep_with_next
    assert not lines["Vi følger opp hver høst."].paragraph_format.keep_with_next


def test_items_are_items_of_a_list(hikes: Library) -> None:
    file, _ = read_back(written(hikes), hikes)
    items = [one.text for one in file.paragraphs if _style(one) == "List Bullet"]
    assert "Vi samles hver høst." in items
    assert not any(item.startswith(("-", "•")) for item in items)


def test_a_draft_without_sources_says_so(hikes: Library) -> None:
    draft = written(hikes)
    plain = {key: field_text(key, **dict.fromkeys(text.parts, "Ja.")) for key, text in draft.texts.items()}
    file, _ = read_back(draft._replace(texts=plain), hikes)
    assert file.paragraphs[-1].text == "Planen viser ikke til kilder."
    assert SOUP not in " ".join(one.text for one in file.paragraphs)

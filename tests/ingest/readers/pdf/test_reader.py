import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from pypdf.constants import PageLabelStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.base import RawDocument, UnreadableFileError
from ingest.readers.pdf import PdfReader
from tests.ingest.readers.pdf.sheets import drawn, read


def page(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "Alle barn får varm mat")


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 60), "gray")), 50, 100, 480, 640)


def written(writer: pypdf.PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def with_facts(**facts: str) -> RawDocument:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(drawn(page)))
    writer.add_metadata({f"/{name}": value for name, value in facts.items()})
    return PdfReader().read(written(writer))


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        PdfReader().read(content)
    return str(refused.value)


def test_the_file_says_its_title_author_and_language() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(drawn(page)))
    writer.add_metadata({"/Title": "  Handlingsplan\n2025 ", "/Author": "Fjellvik kommune"})
    writer.root_object[pypdf.generic.NameObject("/Lang")] = pypdf.generic.TextStringObject("nb-NO")
    document = PdfReader().read(written(writer))
    assert (document.title, document.author, document.language) == ("Handlingsplan 2025", "Fjellvik kommune", "nb-NO")


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - Plan endelig.docx",
        "untitled",
        "Untitled 1",
        "",
        "plan.indd",
        "Presentasjon1",
        "PowerPoint-presentasjon",
        "Dokument 2",
    ],
)
def test_a_title_that_a_program_made_up_is_none(title: str) -> None:
    assert with_facts(Title=title).title is None


def test_an_author_that_is_an_account_is_none() -> None:
    assert with_facts(Author="Windows-bruker", Title="Plan for uteliv").author is None


def test_labels_are_those_that_the_file_states() -> None:
    assert [found.label for found in read(page, page).pages] == [None, None]
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(drawn(page, page, page)))
    writer.set_page_label(0, 0, style=PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(1, 2, style=PageLabelStyle.DECIMAL, start=7)
    assert [found.label for found in PdfReader().read(written(writer)).pages] == ["i", "7", "8"]


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_file_that_opens_without_a_password_is_read(algorithm: str) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(drawn(page)))
    writer.add_metadata({"/Title": "Plan for uteliv"})
    writer.encrypt(user_password="", owner_password="hemmelig", algorithm=algorithm)
    document = PdfReader().read(written(writer))
    assert document.pages[0].lines == ("Alle barn får varm mat",)
    assert document.title == "Plan for uteliv"


def test_a_locked_file_is_refused_with_what_to_do() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(drawn(page)))
    writer.encrypt(user_password="hemmelig", algorithm="RC4-128")
    assert "låst med passord; åpne den, lagre en kopi uten" in refusal(written(writer))


def test_what_is_no_pdf_is_refused() -> None:
    assert "filen er tom" in refusal(b"")
    assert "filen er ingen PDF" in refusal(b"Handlingsplan for barnehagene")
    assert "skadet" in refusal(b"%PDF-1.7\n1 0 obj << /Type")


def test_a_file_that_lost_its_end_is_recovered() -> None:
    content = drawn(page)
    cut = content[: content.rindex(b"xref")]
    assert PdfReader().read(cut).pages[0].lines == ("Alle barn får varm mat",)


def test_a_file_without_pages_is_refused_for_that_also_after_a_locked_one() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(drawn(page)))
    writer.encrypt(user_password="hemmelig", algorithm="RC4-128")
    assert "låst med passord" in refusal(written(writer))
    assert "filen har ingen sider" in refusal(written(pypdf.PdfWriter()))


def test_scanned_pages_are_refused_with_their_number() -> None:
    assert "ser ut til å være skannet: 2 av 2 sider er bilder" in refusal(drawn(picture, picture))


def test_a_file_without_any_text_is_refused() -> None:
    assert "ingen tekst på noen side (sider: 1)" in refusal(drawn(lambda canvas: canvas.rect(10, 10, 50, 50)))


def test_a_scanned_page_among_others_is_kept_and_counted() -> None:
    pages = read(page, picture).pages
    assert [(found.number, bool(found.lines), found.images) for found in pages] == [(1, True, 0), (2, False, 1)]


def test_a_wrong_table_of_objects_is_mended(tmp_path: Path) -> None:
    content = drawn(page).replace(b"startxref\n", b"startxref\n9")
    assert PdfReader().read(content).pages[0].lines == ("Alle barn får varm mat",)

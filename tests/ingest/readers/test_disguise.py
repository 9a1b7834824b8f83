import io
import zipfile

import docx
import pptx
import pytest
from PIL import Image

from corpus.models import Metadata
from ingest.pipeline import read_document
from ingest.readers.base import UnreadableFileError
from ingest.readers.disguise import FileType, advice_for, file_type, refuse_disguise
from tests.ingest.readers.office_files import WORD_MAIN, archive, p, word, word_parts


def saved_slides() -> bytes:
    buffer = io.BytesIO()
    pptx.Presentation().save(buffer)
    return buffer.getvalue()


def image(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (2, 2)).save(buffer, kind)
    return buffer.getvalue()


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
FILES: dict[str, tuple[bytes, FileType | None]] = {
    "pdf": (b"%PDF-1.7\n", FileType.PDF),
    "word": (word(p("Ute")), FileType.WORD),
    "slides": (saved_slides(), FileType.SLIDES),
    "macros": (
        archive(word_parts(p("Ute"), main=WORD_MAIN.replace("document.main", "document.macroEnabled.main"))),
        FileType.MACROS,
    ),
    "workbook": (archive({"[Content_Types].xml": "<Types>spreadsheetml.sheet.main+xml</Types>"}), FileType.OFFICE),
    "open document": (archive({"mimetype": "application/…", "content.xml": "<a/>"}), FileType.OPEN_DOCUMENT),
    "zip": (archive({"plan.txt": "Ute"}), FileType.ARCHIVE),
    "cut zip": (b"PK\x03\x04", None),
    "old word": (COMPOUND + "WordDocument".encode("utf-16-le"), FileType.OLD_OFFICE),
    "locked": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), FileType.LOCKED_OFFICE),
    "png": (image("PNG"), FileType.IMAGE),
    "jpeg": (image("JPEG"), FileType.IMAGE),
    "gif": (image("GIF"), FileType.IMAGE),
    "tiff": (image("TIFF"), FileType.IMAGE),
    "webp": (image("WEBP"), FileType.IMAGE),
    "program": (b"MZ\x90\0\3\0", FileType.PROGRAM),
    "elf": (b"\x7fELF\2\1", FileType.PROGRAM),
    "gzip": (b"\x1f\x8b\x08\0", FileType.ARCHIVE),
    "rtf": (b"{\\rtf1 Ute}", FileType.RTF),
    "web page": ("\ufeff<!-- laget 2025 -->\n<!DOCTYPE html><p>Ute".encode(), FileType.WEB_PAGE),
    "utf-16 web page": ("<html lang=nb><p>Ute".encode("utf-16"), FileType.WEB_PAGE),
    "web archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", FileType.WEB_ARCHIVE),
    "text": (b"MZ er to bokstaver, og <html er fire. Ute.", None),
    "nothing": (b"", None),
}


@pytest.mark.parametrize("name", FILES)
def test_bytes_say_what_they_are(name: str) -> None:
    content, kind = FILES[name]
    assert file_type(content) is kind


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".pptx", ".html", ".htm", ".md", ".txt"])
@pytest.mark.parametrize("name", [name for name, (_, kind) in FILES.items() if kind])
def test_a_file_is_refused_under_every_name_but_its_own(name: str, suffix: str) -> None:
    own: dict[str, tuple[str, ...]] = {"pdf": (".pdf",), "word": (".docx",), "slides": (".pptx",)}
    own |= dict.fromkeys(("web page", "utf-16 web page"), (".html", ".htm"))
    content, kind = FILES[name]
    if suffix in own.get(name, ()):
        refuse_disguise(content, suffix)
        return
    with pytest.raises(UnreadableFileError, match=rf"navnet slutter på \{suffix}, men filen er") as refused:
        read_document(content, f"plan{suffix}", Metadata(), [])
    assert str(kind) in str(refused.value)
    assert "; " in str(refused.value)


@pytest.mark.parametrize(
    ("name", "suffix", "advice"),
    [
        ("locked", ".docx", "lagre en kopi uten passord"),
        ("old word", ".docx", "lagre den som .docx"),
        ("macros", ".docx", "uten makroer"),
        ("word", ".pdf", "la navnet slutte på .docx"),
        ("web page", ".pdf", "hent selve PDF-en"),
        ("zip", ".docx", "pakk den ut"),
    ],
)
def test_the_refusal_says_what_to_do(name: str, suffix: str, advice: str) -> None:
    with pytest.raises(UnreadableFileError, match=advice):
        refuse_disguise(FILES[name][0], suffix)


def test_plain_text_is_no_web_page() -> None:
    with pytest.raises(UnreadableFileError, match="filen har ingen HTML"):
        refuse_disguise(b"Alle barn er ute.", ".html")
    refuse_disguise(b"<p>Alle barn er ute.", ".html")
    refuse_disguise(b"<div>Markdown</div>\n\n# Plan", ".md")


def test_names_of_types_that_are_not_read_are_met_with_advice() -> None:
    assert "som .docx" in str(advice_for(".doc"))
    assert advice_for(".xyz") is None
    with pytest.raises(UnreadableFileError, match=r"«\.pptm» kan ikke leses; lagre den uten makroer"):
        read_document(b"", "plan.pptm", Metadata(), [])


def test_a_word_file_that_a_library_wrote_is_what_it_says() -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    assert file_type(buffer.getvalue()) is FileType.WORD
    assert zipfile.is_zipfile(buffer)

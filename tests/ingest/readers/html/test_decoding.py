import codecs

import pytest

from ingest.readers.base import UnreadableFileError
from ingest.readers.html.decoding import decoded_page

TEXT = "<p>Blåbær – «ute»</p>"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
)
def test_letters_are_found_without_a_word_about_them(content: bytes) -> None:
    assert decoded_page(content) == TEXT


@pytest.mark.parametrize(
    ("stated", "encoding"),
    [("iso-8859-1", "cp1252"), ("latin1", "utf-8"), ("windows-1252", "cp1252"), ("iso-8859-15", "iso-8859-15")],
)
def test_the_page_states_its_encoding(stated: str, encoding: str) -> None:
    page = f'<meta charset="{stated}"><p>Blåbær</p>'
    assert decoded_page(page.encode(encoding)) == page
    xml = f'<?xml version="1.0" encoding="{stated}"?><p>Blåbær</p>'
    assert decoded_page(xml.encode(encoding)) == xml


@pytest.mark.parametrize("stated", ["rot13", "hex", "utf-7", "finnes-ikke", "utf-8"])
def test_an_encoding_that_is_none_is_passed_over(stated: str) -> None:
    page = f"<meta charset={stated}><p>+Blåbær</p>"
    assert decoded_page(page.encode()) == page


@pytest.mark.parametrize(("content", "reason"), [(b" \n", "er tom"), (b"<p>\0</p>", "ikke tekst")])
def test_what_is_no_page_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        decoded_page(content)

import pytest

from ingest.readers.base import UnreadableFileError
from ingest.readers.text import TextReader


def lines(content: bytes) -> list[list[str]]:
    return [list(page.lines) for page in TextReader().read(content).pages]


def test_a_form_feed_begins_a_page() -> None:
    pages = TextReader().read(b"Skog\n\nTur\fFjell").pages
    assert [(page.number, page.lines) for page in pages] == [(1, ("Skog", "", "Tur")), (2, ("Fjell",))]


def test_an_empty_page_keeps_its_number() -> None:
    pages = TextReader().read(b"Skog\f\fFjell").pages
    assert [(page.number, page.lines) for page in pages] == [(1, ("Skog",)), (2, ("",)), (3, ("Fjell",))]


def test_a_form_feed_at_the_end_begins_no_page() -> None:
    assert lines(b"Skog\fFjell\f") == [["Skog"], ["Fjell"]]


def test_a_byte_order_mark_is_no_text() -> None:
    assert lines("Høst".encode("utf-8-sig")) == [["Høst"]]


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n"])
def test_every_line_end_ends_a_line(end: bytes) -> None:
    assert lines(b"Skog" + end + b"Tur") == [["Skog", "Tur"]]


def test_white_space_at_line_ends_is_kept() -> None:
    assert lines(b"  Skog \n\tTur") == [["  Skog ", "\tTur"]]


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\f\f", "\ufeff".encode()])
def test_a_file_without_text_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="filen er tom; bruk en som har tekst"):
        TextReader().read(content)


@pytest.mark.parametrize("content", [b"PK\x03\x04\0\0Skog", b"Sk\x01\x02\x03\x04og", b"\xff\xfeS\0k\0"])
def test_a_binary_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="ikke tekst; lagre den som tekst i UTF-8"):
        TextReader().read(content)


def test_latin_1_is_refused_and_the_byte_named() -> None:
    with pytest.raises(UnreadableFileError, match=r"ikke i UTF-8 \(byte 1 er 0xf8\); lagre den på nytt som UTF-8"):
        TextReader().read("Høst i skogen".encode("latin-1"))


def test_a_stray_control_character_does_not_make_a_text_binary() -> None:
    assert lines(b"Skog" * 50 + b"\x07") == [["Skog" * 50 + "\x07"]]

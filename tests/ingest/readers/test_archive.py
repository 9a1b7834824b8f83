import io
import struct
import time
import tracemalloc
import zipfile
import zlib

import pytest

from ingest.readers.archive import content_types, entry_names, safe_archive
from ingest.readers.base import UnreadableFileError
from tests.ingest.readers.office_files import archive


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        safe_archive(content)
    return str(refused.value)


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(safe_archive(content))) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def directory_at(content: bytes) -> int:
    """Where the first entry of the directory begins."""
    return content.index(b"PK\x01\x02")


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_xml_stays_and_of_other_parts_the_name(compression: int) -> None:
    content = archive({"a.xml": "<a>æ</a>", "b/c.rels": "<b/>", "bilde.png": b"\x89PNG", "vba.bin": b"1"}, compression)
    assert entries(content) == {"a.xml": "<a>æ</a>".encode(), "b/c.rels": b"<b/>", "bilde.png": b"", "vba.bin": b""}


@pytest.mark.parametrize("name", ["../a.xml", "b/../../a.xml", "/etc/a.xml", "C:/a.xml", "b\\a.xml"])
def test_a_path_that_leads_outside_is_refused(name: str) -> None:
    assert "utenfor seg selv" in refusal(archive({name: "<a/>"}))


def test_two_parts_of_one_name_are_refused() -> None:
    assert "samme navn" in refusal(archive({"a.xml": "<a/>", "A.XML": "<b/>"}))


def test_a_bomb_is_refused_by_its_directory_unopened() -> None:
    content = archive({f"{number}.bin": bytes(40 * 2**20) for number in range(2)})
    assert len(content) < 2**17
    tracemalloc.start()
    began = time.perf_counter()
    assert "pakkes ut til langt mer" in refusal(content)
    assert time.perf_counter() - began < 1
    assert tracemalloc.get_traced_memory()[1] < 2**20
    tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_beyond_it() -> None:
    content = bytearray(archive({"a.xml": b"<a>" + bytes(60 * 2**20)}))
    struct.pack_into("<L", content, directory_at(bytes(content)) + 24, 100)
    struct.pack_into("<L", content, directory_at(bytes(content)) + 16, zlib.crc32(b"<a>" + bytes(97)))
    tracemalloc.start()
    assert "skadet" in refusal(bytes(content))
    assert tracemalloc.get_traced_memory()[1] < 2**20
    tracemalloc.stop()


def test_too_many_parts_are_refused() -> None:
    assert "10001 deler" in refusal(archive({f"{number}.xml": "" for number in range(10_001)}, zipfile.ZIP_STORED))


def test_a_locked_part_is_refused() -> None:
    content = bytearray(archive({"a.xml": "<a/>"}))
    content[directory_at(bytes(content)) + 8] |= 1
    assert "passord" in refusal(bytes(content))


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        '<?xml version="1.0"?><!-- en plan --><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_that_declares_entities_is_refused(declared: str, encoding: str) -> None:
    assert "dokumenttype (DOCTYPE)" in refusal(archive({"a.xml": declared.encode(encoding)}))


def test_a_long_way_to_the_root_hides_no_document_type() -> None:
    assert "dokumenttype (DOCTYPE)" in refusal(archive({"a.xml": f"<!--{'x' * 200_000}--><!DOCTYPE a><a/>"}))


@pytest.mark.parametrize("part", ["", "tekst", "<!-- bare en merknad -->", "<a", "<?xml encoding='utf-77'?><a/>"])
def test_a_part_that_is_no_xml_is_damaged(part: str) -> None:
    assert "skadet" in refusal(archive({"a.xml": part}))


@pytest.mark.parametrize("cut", [10, 60, -30])
def test_an_archive_cut_short_is_damaged(cut: int) -> None:
    assert "skadet" in refusal(archive({"a.xml": "<a/>" * 1, "b.xml": "<b/>"})[:cut])


def test_bytes_changed_on_the_way_are_damaged() -> None:
    content = archive({"a.xml": "<a>noen ord</a>"}, zipfile.ZIP_STORED).replace(b"noen", b"ingen"[:4])
    assert "skadet" in refusal(content)


def test_an_archive_says_what_it_holds() -> None:
    assert content_types(archive({"[Content_Types].xml": "<Types/>"})) == b"<Types/>"
    assert content_types(archive({"a.xml": "<a/>"})) is None
    assert content_types(b"PK\x03\x04") is None
    assert entry_names(archive({"a.xml": "<a/>", "b": ""})) == ("a.xml", "b")
    assert entry_names(b"PK\x03\x04") == ()

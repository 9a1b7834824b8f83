"""ZIP archives that documents come in: looked through before anything is unpacked, then unpacked within limits."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from corpus.complaints import quoted
from ingest.readers.base import UnreadableFileError

MOST_ENTRIES = 10_000
MOST_UNPACKED = 512 * 2**20
"""Bytes that all entries together may say they have."""
MOST_XML = 100 * 2**20
"""Bytes of XML that are unpacked; the text of a plan of 2,000 pages takes about a third."""
MOST_RATIO = 200
"""How many times an archive larger than `_ANY_RATIO` may grow; the XML of Word files grows 10 to 30 times."""

_ANY_RATIO = 16 * 2**20
_CONTENT_TYPES = "[Content_Types].xml"
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1
_LEADS_OUTSIDE = re.compile(r"/|[A-Za-z]:")
_CHUNK = 2**16
_DAMAGED = "filen er skadet og kan ikke åpnes; åpne den i programmet den er laget i, lagre den på nytt, og prøv igjen"
_LOCKED = "filen er låst med passord; åpne den, lagre en kopi uten passord, og prøv med kopien"
_UNSAFE = "derfor åpnes den ikke; lagre den på nytt i programmet den er laget i, og prøv igjen"
_BOMB = f"filen pakkes ut til langt mer enn et dokument kan inneholde ({{what}}), og {_UNSAFE}"


def content_types(content: bytes) -> bytes | None:
    """The part of an Office file that says what it is; None where the bytes are no such archive.

    Raises UnreadableFileError where the archive is unsafe.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = [entry for entry in archive.infolist() if entry.filename == _CONTENT_TYPES]
            return _inflated(content, found[0], MOST_XML) if len(found) == 1 else None
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        return None


def entry_names(content: bytes) -> tuple[str, ...]:
    """The names in an archive; none where the bytes are no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        return ()


def safe_archive(content: bytes) -> bytes:
    """The archive written anew with its XML parts alone, unpacked within limits; of other parts only the names stay.

    Raises UnreadableFileError where it is damaged, locked, too large unpacked, names paths outside itself, or where a
    part declares a document type (entities).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise UnreadableFileError(_DAMAGED) from error
    _check(entries, len(content))
    safe = io.BytesIO()
    left = MOST_XML
    with zipfile.ZipFile(safe, "w", zipfile.ZIP_STORED) as written:
        for entry in entries:
            part = b""
            if entry.filename.lower().endswith((".xml", ".rels")):
                part = _inflated(content, entry, left)
                left -= len(part)
                _refuse_document_type(part, entry.filename)
            written.writestr(zipfile.ZipInfo(entry.filename), part)
    return safe.getvalue()


def _check(entries: list[zipfile.ZipInfo], packed: int) -> None:
    """Refuses an archive by what its directory says, before anything of it is unpacked."""
    if len(entries) > MOST_ENTRIES:
        raise UnreadableFileError(_BOMB.format(what=f"{len(entries)} deler"))
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED or (unpacked > _ANY_RATIO and unpacked > MOST_RATIO * packed):
        raise UnreadableFileError(_BOMB.format(what=f"{unpacked // 2**20} MB av {packed // 2**10} kB"))
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names):
        raise UnreadableFileError(f"{_DAMAGED} (to av delene har samme navn)")
    for entry in entries:
        if _leads_outside(entry):
            raise UnreadableFileError(
                f"filen viser til en del utenfor seg selv, {quoted(entry.filename)}, og {_UNSAFE}"
            )
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableFileError(_LOCKED)


def _leads_outside(entry: zipfile.ZipInfo) -> bool:
    name = entry.orig_filename
    return _LEADS_OUTSIDE.match(name) is not None or "\\" in name or "\0" in name or ".." in name.split("/")


def _inflated(content: bytes, entry: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of an entry; never more than its directory says are unpacked, whatever its data hold."""
    if entry.file_size > most:
        raise UnreadableFileError(
            _BOMB.format(what=f"{quoted(entry.filename)} alene er på {entry.file_size // 2**20} MB")
        )
    packed = _packed(content, entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        data, ends = packed, True
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        inflating = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = inflating.decompress(packed, entry.file_size + 1)
        except zlib.error as error:
            raise UnreadableFileError(_DAMAGED) from error
        ends = inflating.eof
    else:
        raise UnreadableFileError(_DAMAGED)
    if len(data) != entry.file_size or not ends or zlib.crc32(data) != entry.CRC:
        raise UnreadableFileError(_DAMAGED)
    return data


def _packed(content: bytes, entry: zipfile.ZipInfo) -> bytes:
    header = content[entry.header_offset : entry.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size:
        raise UnreadableFileError(_DAMAGED)
    mark, name, extra = _LOCAL_HEADER.unpack(header)
    start = entry.header_offset + _LOCAL_HEADER.size + name + extra
    packed = content[start : start + entry.compress_size]
    if mark != b"PK\x03\x04" or len(packed) != entry.compress_size:
        raise UnreadableFileError(_DAMAGED)
    return packed


class _RootReachedError(Exception):
    """The root element begins: a document type can no longer be declared."""


def _refuse_document_type(part: bytes, name: str) -> None:
    """Refuses a part with a document type, which Office never writes: entities are declared there and nowhere else."""

    def refuse(*_: object) -> None:
        raise UnreadableFileError(
            f"{quoted(name)} i filen har en dokumenttype (DOCTYPE), som kan misbrukes, og {_UNSAFE}"
        )

    def stop(*_: object) -> None:
        raise _RootReachedError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        for chunk in _chunks(part):
            parser.Parse(chunk, False)
    except _RootReachedError:
        return
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnreadableFileError(_DAMAGED) from error
    raise UnreadableFileError(_DAMAGED)


def _chunks(part: bytes) -> Iterator[bytes]:
    for start in range(0, len(part), _CHUNK):
        yield part[start : start + _CHUNK]

"""The letters of a web page: in the encoding that it states, else UTF-8, else that of old Windows programs."""

import codecs
import re

from ingest.readers.base import UnreadableFileError
from ingest.readers.text import is_binary

_STATED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_XML_STATED = re.compile(rb"^\s*<\?xml[^>]+encoding\s*=\s*[\"']([A-Za-z0-9_.-]+)", re.IGNORECASE)
_STATED_WITHIN = 4096  # bytes
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WINDOWS = "cp1252"
_TAKEN_FOR_WINDOWS = frozenset({"iso8859-1", "ascii"})  # as browsers do


def decoded_page(content: bytes) -> str:
    """The page as text.

    Raises UnreadableFileError where it is empty or binary.
    """
    text = _decoded(content)
    if not text.strip():
        raise UnreadableFileError("filen er tom; bruk en som har tekst")
    if "\0" in text or is_binary(text):
        raise UnreadableFileError("filen er ikke tekst, og dermed ingen nettside; lagre siden som HTML")
    return text


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    for encoding in (*_stated(content), "utf-8"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode(_WINDOWS, "replace")


def _stated(content: bytes) -> list[str]:
    start = content[:_STATED_WITHIN]
    match = _XML_STATED.match(start) or _STATED.search(start)
    if match is None:
        return []
    try:
        stated = codecs.lookup(match[1].decode("ascii"))
    except LookupError:
        return []
    if stated.name in _TAKEN_FOR_WINDOWS:
        return ["utf-8", _WINDOWS]
    return [stated.name] if getattr(stated, "_is_text_encoding", True) and stated.name != "utf-7" else []

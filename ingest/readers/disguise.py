"""What a file's bytes say it is, beside what its name says: a file that hides as another type is refused."""

import re
from enum import StrEnum

from ingest.readers.archive import content_types, entry_names
from ingest.readers.base import UnreadableFileError


class FileType(StrEnum):
    """What a file is by its bytes, in the words of a message."""

    PDF = "en PDF"
    WORD = "et Word-dokument"
    SLIDES = "en PowerPoint-presentasjon"
    MACROS = "en Office-fil med makroer"
    OFFICE = "en annen slags Office-fil"
    OPEN_DOCUMENT = "en OpenDocument-fil"
    OLD_OFFICE = "en Office-fil av den gamle typen (.doc, .ppt, .xls)"
    LOCKED_OFFICE = "en Office-fil som er låst med passord"
    ARCHIVE = "en arkivfil (som ZIP)"
    RTF = "rik tekst (RTF)"
    WEB_PAGE = "en nettside"
    WEB_ARCHIVE = "en nettside lagret med alle delene sine (MHTML)"
    IMAGE = "et bilde"
    PROGRAM = "et program"


_NAMED: dict[str, frozenset[FileType]] = {
    ".pdf": frozenset({FileType.PDF}),
    ".docx": frozenset({FileType.WORD}),
    ".pptx": frozenset({FileType.SLIDES}),
    ".html": frozenset({FileType.WEB_PAGE}),
    ".htm": frozenset({FileType.WEB_PAGE}),
    ".txt": frozenset(),
    ".md": frozenset(),
}
_ENDINGS = {FileType.PDF: ".pdf", FileType.WORD: ".docx", FileType.SLIDES: ".pptx", FileType.WEB_PAGE: ".html"}
_SAVE_NEW = "åpne den i Word, PowerPoint eller LibreOffice, lagre den som .docx, .pptx eller PDF, og prøv med den"
_ADVICE = {
    FileType.LOCKED_OFFICE: "åpne den, lagre en kopi uten passord, og prøv med kopien",
    FileType.MACROS: "lagre den uten makroer, som .docx eller .pptx, og prøv med den",
    FileType.OLD_OFFICE: _SAVE_NEW,
    FileType.OPEN_DOCUMENT: _SAVE_NEW,
    FileType.RTF: _SAVE_NEW,
    FileType.OFFICE: "bruk et Word-dokument, en presentasjon eller en PDF",
    FileType.WEB_ARCHIVE: "lagre siden som bare HTML, og prøv med den",
    FileType.ARCHIVE: "pakk den ut og bruk dokumentene i den",
    FileType.IMAGE: "bruk dokumentet som det er et bilde av",
}
_SUFFIX_ADVICE: dict[str, str] = {
    **dict.fromkeys((".doc", ".dot", ".ppt", ".pps", ".odt", ".odp", ".rtf", ".pages", ".key"), _SAVE_NEW),
    **dict.fromkeys((".docm", ".dotm", ".pptm", ".ppsm", ".potm"), _ADVICE[FileType.MACROS]),
    **dict.fromkeys((".mht", ".mhtml"), _ADVICE[FileType.WEB_ARCHIVE]),
}

_STARTS: tuple[tuple[bytes, FileType], ...] = (
    (b"%PDF-", FileType.PDF),
    (b"\x89PNG\r\n", FileType.IMAGE),
    (b"\xff\xd8\xff", FileType.IMAGE),
    (b"GIF87a", FileType.IMAGE),
    (b"GIF89a", FileType.IMAGE),
    (b"II*\0", FileType.IMAGE),
    (b"MM\0*", FileType.IMAGE),
    (b"\x7fELF", FileType.PROGRAM),
    (b"\xcf\xfa\xed\xfe", FileType.PROGRAM),
    (b"\x1f\x8b", FileType.ARCHIVE),
    (b"BZh", FileType.ARCHIVE),
    (b"\xfd7zXZ\0", FileType.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileType.ARCHIVE),
    (b"Rar!\x1a\x07", FileType.ARCHIVE),
    (b"{\\rtf", FileType.RTF),
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WORD_MAIN = b"wordprocessingml.document.main+xml"
_SLIDES_MAIN = b"presentationml.presentation.main+xml"
_MACRO_MAIN = b"macroEnabled"
_BLANKS = b" \t\r\n\x0c"
_LEADS_WEB_PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?(?>\s|<\?xml[^>]*\?>|<!--.*?-->)*+<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_ANY_TAG = re.compile(rb"<\s*+/?+\s*+[a-z!]", re.IGNORECASE)
_LEADS_WEB_ARCHIVE = re.compile(rb"^(?:From|MIME-Version|Subject|Date|Snapshot-Content-Location):\s", re.IGNORECASE)
_LOOKED_AT = 4096


def refuse_disguise(content: bytes, suffix: str) -> None:
    """Raises UnreadableFileError where the bytes are plainly of another type than the file's name says.

    What is of no known type is left to the reader of the named one.
    """
    named = _NAMED.get(suffix)
    found = file_type(content)
    if named is None or found is None or found in named:
        if suffix in (".html", ".htm") and found is None and content.strip() and not _is_marked_up(content):
            raise UnreadableFileError(
                f"navnet slutter på {suffix}, men filen har ingen HTML; kall den .txt hvis den er ren tekst"
            )
        return
    if found is FileType.WEB_PAGE and suffix == ".pdf":
        found_advice = "siden som PDF-en ligger på, ble lagret i stedet for den; hent selve PDF-en"
    elif found in _ENDINGS:
        found_advice = f"la navnet slutte på {_ENDINGS[found]}"
    else:
        found_advice = _ADVICE.get(found, "bruk et dokument")
    raise UnreadableFileError(f"navnet slutter på {suffix}, men filen er {found}; {found_advice}")


def advice_for(suffix: str) -> str | None:
    """What to do with a file of a known type that is not read."""
    return _SUFFIX_ADVICE.get(suffix)


def file_type(content: bytes) -> FileType | None:
    """What the bytes are; None for plain text and what is not known."""
    if content.startswith(_ZIP):
        return _packed_type(content)
    if content.startswith(_COMPOUND):
        return FileType.LOCKED_OFFICE if _ENCRYPTED_PACKAGE in content else FileType.OLD_OFFICE
    if content.startswith(b"MZ") and b"\0" in content[:_LOOKED_AT]:
        return FileType.PROGRAM
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return FileType.IMAGE
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    return _marked_up_type(content[:_LOOKED_AT])


def _packed_type(content: bytes) -> FileType | None:
    """What an archive is; None where it cannot be opened, which its reader says better."""
    declared = content_types(content)
    if declared is not None:
        types = _plain(declared)
        if _MACRO_MAIN in types:
            return FileType.MACROS
        if _WORD_MAIN in types:
            return FileType.WORD
        return FileType.SLIDES if _SLIDES_MAIN in types else FileType.OFFICE
    names = entry_names(content)
    if not names:
        return None
    return FileType.OPEN_DOCUMENT if "mimetype" in names and "content.xml" in names else FileType.ARCHIVE


def _marked_up_type(start: bytes) -> FileType | None:
    text = _plain(start)
    if _LEADS_WEB_PAGE.match(text):
        return FileType.WEB_PAGE
    is_archive = _LEADS_WEB_ARCHIVE.match(text) and b"multipart/related" in text.lower()
    return FileType.WEB_ARCHIVE if is_archive else None


def _is_marked_up(content: bytes) -> bool:
    return _ANY_TAG.search(_plain(content)) is not None


def _plain(text: bytes) -> bytes:
    """The letters of ASCII markup, whichever Unicode form it is in."""
    return text.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"").lstrip(_BLANKS)

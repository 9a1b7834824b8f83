"""What may be odd about the archive or the XML of an Office file, whichever program it is of."""

import io
import re
import struct
import zipfile

from tests.ingest.readers.office_files import archive

MIB = 2**20
TEXT = "Barna leker ute hver dag."
"""Stands in every file whose parts are given."""

Parts = dict[str, str | bytes]

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXTERNAL_ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
    + "]>"
)
_OFFICE_MAIN = re.compile(r"openxmlformats-officedocument\.\w+\.(\w+)\.main")
_BIG = 20 * MIB  # packs to a thousandth: over both limits on growth


def odd_archives(parts: Parts, main: str, outside: str) -> dict[str, bytes]:
    """All of them, by a name that says what is odd; the part `main` holds the text."""
    good = archive(parts)
    text = _text(parts[main])
    body = text[text.index("<", text.index("?>")) :] if text.startswith("<?xml") else text
    referring = body.replace(TEXT, f"{TEXT} &x;")
    return {
        "one-huge-part": archive({**parts, "media/film.bin": bytes(_BIG)}),
        "huge-xml": archive({**parts, main: text.replace(TEXT, TEXT + " " * _BIG)}),
        "many-huge-parts": archive({**parts, **{f"media/{number}.bin": bytes(MIB) for number in range(20)}}),
        "many-parts": archive({**parts, **{f"media/{number}.bin": b"" for number in range(10_001)}}),
        "archive-in-archive": archive({**parts, "embeddings/a.zip": archive({"b.zip": archive({"c": bytes(MIB)})})}),
        "states-a-smaller-size": _restated(good, main, size=10),
        "states-a-huge-size": _restated(good, main, size=2**32 - 2),
        "wrong-checksum": _restated(good, main, checksum=1),
        "overlapping-parts": _restated(good, main, at=0),
        "locked-part": _restated(good, main, flags=1),
        "unknown-packing": _restated(good, main, method=99),
        "packed-by-bzip2": archive(parts, zipfile.ZIP_BZIP2),
        "packed-by-lzma": archive(parts, zipfile.ZIP_LZMA),
        "cut-in-half": good[: len(good) // 2],
        "cut-at-the-end": good[:-30],
        "begins-with-another": b"PK\x03\x04" + bytes(30) + good,
        "ends-with-another": good + bytes(MIB),
        "empty-archive": archive({}),
        "two-bytes": b"PK",
        "without-its-main-part": archive({name: part for name, part in parts.items() if name != main}),
        "without-content-types": archive({name: part for name, part in parts.items() if "Types" not in name}),
        "without-relationships": archive({name: part for name, part in parts.items() if name != "_rels/.rels"}),
        "path-upwards": archive({**parts, "../../tmp/plan.xml": "<a/>"}),
        "path-from-the-root": archive({**parts, "/tmp/plan.xml": "<a/>"}),
        "path-of-windows": archive({**parts, "C:\\plan.xml": "<a/>"}),
        "symbolic-link": _with_link(parts),
        "main-part-twice": _twice(parts, main),
        "external-entity": archive({**parts, main: _EXTERNAL_ENTITY + referring}),
        "external-entity-in-utf-16": archive(
            {**parts, main: f'<?xml version="1.0" encoding="UTF-16"?>{_EXTERNAL_ENTITY}{referring}'.encode("utf-16")}
        ),
        "entity-in-types": archive(
            {**parts, "[Content_Types].xml": _after_declaration(parts["[Content_Types].xml"], _EXTERNAL_ENTITY)}
        ),
        "entity-in-relationships": archive(
            {**parts, "_rels/.rels": _after_declaration(parts["_rels/.rels"], _EXTERNAL_ENTITY)}
        ),
        "parameter-entity": archive({**parts, main: f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{outside}"> %x;]>{body}'}),
        "external-document-type": archive({**parts, main: f'<!DOCTYPE a SYSTEM "{outside}">{body}'}),
        "billion-laughs": archive({**parts, main: _LAUGHS + body.replace(TEXT, "&l9;")}),
        "style-sheet": archive({**parts, main: f'<?xml-stylesheet href="{outside}"?>{body}'}),
        "included-file": archive({**parts, main: body.replace(TEXT, f"{TEXT}{_INCLUDED}")}),
        "signs-that-are-no-xml": archive({**parts, main: body.replace(TEXT, f"{TEXT}&#1;")}),
        "half-a-letter": archive({**parts, main: body.replace(TEXT, f"{TEXT}&#xD800;")}),
        "not-utf-8": archive({**parts, main: body.encode().replace(TEXT.encode(), TEXT.encode() + b"\xff")}),
        "xml-cut": archive({**parts, main: body[: len(body) // 2]}),
        "xml-of-another-kind": archive({**parts, main: "<svg xmlns='http://www.w3.org/2000/svg'/>"}),
        "nested-50000-deep": archive({**parts, main: body.replace(TEXT, f"{'<a>' * 50_000}{'</a>' * 50_000}")}),
        "main-part-outside": archive(
            {**parts, "_rels/.rels": _text(parts["_rels/.rels"]).replace('Target="', 'TargetMode="External" Target="')}
        ),
        "main-part-is-itself": archive(
            {**parts, "_rels/.rels": _text(parts["_rels/.rels"]).replace(_main_target(main), "_rels/.rels")}
        ),
        "locked-with-a-password": _COMPOUND + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512),
        "of-the-old-kind": _COMPOUND + bytes(504) + "WordDocument".encode("utf-16-le") + TEXT.encode("cp1252"),
        "with-macros": archive(
            {
                **parts,
                "[Content_Types].xml": str(parts["[Content_Types].xml"])
                .replace(
                    "openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main"
                )
                .replace(
                    "openxmlformats-officedocument.presentationml.presentation.main",
                    "ms-powerpoint.presentation.macroEnabled.main",
                ),
            }
        ),
        "with-a-macro-part": archive({**parts, "vbaProject.bin": _COMPOUND + b'Shell "calc"'}),
        "a-program": b"MZ" + bytes(200),
    }


_INCLUDED = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'


def _text(part: str | bytes) -> str:
    return part.decode() if isinstance(part, bytes) else part


def _main_target(main: str) -> str:
    return main if main.startswith("word") else "ppt/presentation.xml"


def _after_declaration(part: str | bytes, inserted: str) -> str:
    text = _text(part)
    end = text.index("?>") + 2 if text.startswith("<?xml") else 0
    return text[:end] + inserted + text[end:]


def _restated(
    content: bytes,
    name: str,
    *,
    size: int | None = None,
    checksum: int | None = None,
    at: int | None = None,
    flags: int | None = None,
    method: int | None = None,
) -> bytes:
    """An archive whose directory says something else of an entry."""
    changed = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        place = opened.start_dir
        for entry in opened.infolist():
            if entry.filename == name:
                break
            place += 46 + len(entry.filename.encode()) + len(entry.extra) + len(entry.comment)
    for code, offset, value in (
        ("<H", 8, flags),
        ("<H", 10, method),
        ("<L", 16, checksum),
        ("<L", 24, size),
        ("<L", 42, at),
    ):
        if value is not None:
            struct.pack_into(code, changed, place + offset, value)
    return bytes(changed)


def _with_link(parts: Parts) -> bytes:
    buffer = io.BytesIO(archive(parts))
    with zipfile.ZipFile(buffer, "a") as written:
        link = zipfile.ZipInfo("word/lenke.xml")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        written.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def _twice(parts: Parts, main: str) -> bytes:
    content = archive({**parts, main[:-1] + "X": "<a/>"})
    return content.replace((main[:-1] + "X").encode(), main.encode())

"""PDF files that are bad or odd: written by hand, object by object, or broken afterwards."""

import io
import zlib
from collections.abc import Iterator, Sequence

import pypdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.made_up_pdf import pdf

GOOD = pdf()
MIB = 2**20
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_TEXT = b"BT /F 12 Tf 72 700 Td (Barna leker ute) Tj ET"


def written(objects: Sequence[bytes], *, offset: int = 0, trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1; `offset` falsifies where each one stands."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % (place + offset))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))
    return out.getvalue()


def stream(content: bytes, entries: bytes = b"", *, length: int | None = None) -> bytes:
    """A stream object, whose stated length may be wrong."""
    stated = len(content) if length is None else length
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (stated, entries, content)


def page(entries: bytes = b"", *, box: bytes = b"0 0 595 842") -> bytes:
    """A page object with the contents in object 4 and a font in object 5."""
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> %s >>" % (box, entries)
    )


def one_page(
    contents: bytes = stream(_TEXT),
    entries: bytes = b"",
    *,
    box: bytes = b"0 0 595 842",
    catalog: bytes = _CATALOG,
    pages: bytes = _PAGES,
    more: Sequence[bytes] = (b"null",),
) -> bytes:
    """A file of one page, any part of which may be another."""
    return written([catalog, pages, page(entries, box=box), contents, _FONT, *more])


def bomb(size: int, layers: int = 1) -> bytes:
    """A content stream that is text at first, and then as much white space as said, packed so many times."""
    packer = zlib.compressobj(9)
    packed = packer.compress(_TEXT) + b"".join(packer.compress(b" " * MIB) for _ in range(size // MIB))
    packed += packer.flush()
    for _ in range(layers - 1):
        packed = zlib.compress(packed, 9)
    return one_page(stream(packed, b"/Filter [%s]" % (b"/FlateDecode " * layers)))


def empty_pages(count: int) -> bytes:
    """So many pages with nothing on them."""
    writer = pypdf.PdfWriter()
    for _ in range(count):
        writer.add_blank_page(595, 842)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked(algorithm: str) -> bytes:
    """A file that asks for a password."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(GOOD))
    writer.encrypt(user_password="hemmelig", owner_password="annen", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def drawn_text(text: str, size: float = 12) -> bytes:
    """A page with one line of text, however long."""
    canvas = Canvas("", pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", size)
    canvas.drawString(10, 400, text)
    canvas.showPage()
    content: bytes = canvas.getpdfdata()
    return content


def cyclic() -> Iterator[tuple[str, bytes]]:
    """Files whose parts lead back to themselves."""
    yield "pages-in-themselves", one_page(pages=b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")
    yield "pages-in-themselves-and-a-page", one_page(pages=b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>")
    yield "page-as-its-own-parent", one_page(entries=b"/Parent 3 0 R")
    outline = b"<< /Title (Om) /Parent 6 0 R /Next 7 0 R /Prev 7 0 R /First 7 0 R /Last 7 0 R >>"
    yield (
        "outlines-in-themselves",
        one_page(
            catalog=b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>",
            more=(b"<< /Type /Outlines /First 7 0 R /Last 7 0 R >>", outline),
        ),
    )
    form = stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")
    yield "form-in-itself", one_page(stream(_TEXT + b" /X Do"), more=(form,))
    yield "contents-in-themselves", one_page(b"[4 0 R 4 0 R]")
    yield "length-in-itself", one_page(b"<< /Length 4 0 R >>\nstream\n" + _TEXT + b"\nendstream")
    yield "reference-to-itself", one_page(more=(b"6 0 R",))
    labels = b"<< /Type /Catalog /Pages 2 0 R /PageLabels 6 0 R >>"
    yield "labels-in-themselves", one_page(catalog=labels, more=(b"<< /Kids [6 0 R] >>",))
    yield (
        "object-stream-in-itself",
        one_page(more=(stream(b"6 0 null", b"/Type /ObjStm /N 1 /First 4 /Extends 6 0 R"),)),
    )
    yield "table-before-itself", written([_CATALOG, _PAGES, page(), stream(_TEXT), _FONT], trailer=b"/Prev 400")


def boxes() -> Iterator[tuple[str, bytes]]:
    """Pages of odd sizes, turned, or with numbers that are none."""
    for name, box in {
        "huge-page": b"0 0 1e9 1e9",
        "largest-page": b"-2147483648 -2147483648 2147483647 2147483647",
        "page-without-size": b"0 0 0 0",
        "page-as-thin-as-a-line": b"0 0 595 0.0001",
        "page-turned-inside-out": b"595 842 0 0",
        "box-of-words": b"/a /b /c /d",
        "box-of-no-numbers": b"nan inf -inf nan",
        "box-too-short": b"0 0",
        "box-of-far-digits": b"0 0 " + b"9" * 400 + b" 842",
    }.items():
        yield name, one_page(box=box)
    for angle in (90, 180, 270, 45, -90, 9_999_999_999):
        yield f"turned-by-{angle}", one_page(entries=b"/Rotate %d" % angle)
    yield "matrix-of-no-numbers", one_page(stream(b"nan nan nan nan nan nan cm inf 0 0 inf 0 0 cm " + _TEXT))
    yield "matrix-of-nothing", one_page(stream(b"0 0 0 0 0 0 cm " + _TEXT))
    yield "matrix-too-large", one_page(stream(b"1e38 0 0 1e38 1e38 1e38 cm " + _TEXT))
    yield "units-too-large", one_page(entries=b"/UserUnit 1e30")
    yield "type-too-large", one_page(stream(b"BT /F 1e30 Tf 72 700 Td (Barna leker ute) Tj ET"))
    yield "type-of-no-size", one_page(stream(b"BT /F 0 Tf 72 700 Td (Barna leker ute) Tj ET"))
    yield "text-outside-the-page", one_page(stream(b"BT /F 12 Tf 90000 -90000 Td (Barna leker ute) Tj ET"))


def broken() -> Iterator[tuple[str, bytes]]:
    """Files cut short, and files whose tables and lengths are wrong."""
    for share in (1, 10, 25, 50, 75, 90, 99):
        yield f"cut-at-{share}-percent", GOOD[: len(GOOD) * share // 100]
    yield "cut-after-its-mark", b"%PDF-1.7\n"
    yield "without-its-table", GOOD[: GOOD.rindex(b"xref\n0")]
    yield "table-of-wrong-places", written([_CATALOG, _PAGES, page(), stream(_TEXT), _FONT, b"null"], offset=7)
    yield "table-far-outside", GOOD.replace(b"startxref\n", b"startxref\n99999999")
    yield "stream-too-long", one_page(stream(_TEXT, length=10**9))
    yield "stream-too-short", one_page(stream(_TEXT, length=3))
    yield "stream-of-negative-length", one_page(stream(_TEXT, length=-5))
    yield "stream-not-packed-as-it-says", one_page(stream(_TEXT, b"/Filter /FlateDecode"))
    yield "stream-packed-in-no-known-way", one_page(stream(_TEXT, b"/Filter /Nothing"))
    yield "page-count-too-high", one_page(pages=b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>")
    yield "page-count-negative", one_page(pages=b"<< /Type /Pages /Kids [3 0 R] /Count -1 >>")
    yield "page-that-is-missing", one_page(pages=b"<< /Type /Pages /Kids [3 0 R 99 0 R] /Count 2 >>")
    yield "catalog-that-is-missing", written([b"null", _PAGES, page(), stream(_TEXT), _FONT])
    yield "zeros-in-the-middle", GOOD[:400] + bytes(200) + GOOD[600:]
    yield "zeros-before", bytes(500) + GOOD
    yield "junk-before-and-behind", b"From: post@example.com\n" + GOOD + b"\xff" * 3_000
    yield "twice-in-one", GOOD + GOOD


def heavy() -> Iterator[tuple[str, bytes]]:
    """Files that are small, and ask for much."""
    yield "packed-800-mib", bomb(800 * MIB)
    yield "packed-twice", bomb(400 * MIB, layers=2)
    yield "10000-empty-pages", empty_pages(10_000)
    yield "dictionaries-in-dictionaries", one_page(more=(b"<< /A " * 50_000 + b">>" * 50_000,))
    yield "lists-in-lists", one_page(more=(b"[" * 200_000 + b"]" * 200_000,))
    yield "states-in-states", one_page(stream(b"q " * 300_000 + _TEXT))
    yield "rules-without-end", one_page(stream(b"10 10 m 500 10 l S " * 60_000 + _TEXT))
    yield "one-line-of-50000-words", drawn_text("tur " * 50_000)
    yield "one-word-of-100000-letters", drawn_text("a" * 100_000, size=0.01)
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    nested = [stream(b"/X Do " * 10, form % (7 + depth)) for depth in range(9)]
    yield "forms-that-multiply", one_page(stream(_TEXT + b" /X Do"), more=(*nested, stream(b"", form % 15)))
    look = b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 8"
    image = stream(bytes(10), look)
    yield "image-larger-than-its-bytes", one_page(stream(b"q 595 0 0 842 0 0 cm /X Do Q"), more=(image,))


def acting() -> Iterator[tuple[str, bytes]]:
    """Files that would do something when they are opened."""
    for name, action in {
        "script-at-opening": b"/S /JavaScript /JS (while (true) { app.alert('Hei'); })",
        "program-at-opening": b"/S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >>",
        "address-at-opening": b"/S /URI /URI (http://127.0.0.1:9/hent)",
        "form-sent-at-opening": b"/S /SubmitForm /F (http://127.0.0.1:9/motta)",
        "import-at-opening": b"/S /ImportData /F (/etc/passwd)",
    }.items():
        yield name, one_page(catalog=b"<< /Type /Catalog /Pages 2 0 R /OpenAction << %s >> >>" % action)
    yield "stream-in-another-file", one_page(b"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream")
    xfa = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA 6 0 R >> >>"
    entity = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    yield "entity-from-another-file", one_page(catalog=xfa, more=(stream(entity),))


def odd_pdfs() -> dict[str, bytes]:
    """All of them, by a name that says what is odd."""
    found = dict(file for kind in (cyclic, boxes, broken, heavy, acting) for file in kind())
    return found | {f"locked-with-{algorithm}": locked(algorithm) for algorithm in ("RC4-128", "AES-256")}

"""Text files that are bad or odd, and files that hide as another type."""

import io
import zipfile

from tests.made_up_pdf import pdf

MIB = 2**20
TEXT = "Barna går på tur i skogen.\n"


def archive() -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("plan.txt", TEXT)
    return out.getvalue()


def odd_texts() -> dict[str, bytes]:
    """All of them, by a name that says what is odd."""
    return {
        "utf-16": TEXT.encode("utf-16"),
        "utf-32": TEXT.encode("utf-32"),
        "latin-1": TEXT.encode("latin-1"),
        "lone-surrogate": TEXT.encode() + b"\xed\xa0\x80",
        "half-a-letter": TEXT.encode() + b"\xc3",
        "mark-alone": b"\xef\xbb\xbf",
        "mark-and-text": b"\xef\xbb\xbf" + TEXT.encode(),
        "empty": b"",
        "white-space": b" \n\t\r\n\f\f" * 100,
        "a-zero": TEXT.encode() + b"\0",
        "control-signs": bytes(range(1, 32)) * 50,
        "line-of-50-mib": b"tur " * (50 * MIB // 4),
        "word-of-5-mib": b"a" * (5 * MIB),
        "pages-without-end": b"Tur\f" * 20_000,
        "lines-without-end": b"- tur\n" * 100_000,
        "right-to-left-and-joined": ("\u202e\u200d\u0301" * 5_000 + TEXT).encode(),
        "signs-outside-the-planes": ("\U0010fffd\U000e0001" * 5_000 + TEXT).encode(),
        "pdf-inside": pdf(),
        "archive-inside": archive(),
    }

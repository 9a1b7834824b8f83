"""Scans: pages of other files as images in a PDF."""

import io
import shutil
import subprocess
from collections.abc import Iterable

import pypdfium2 as pdfium
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

_DPI = 200


def has_norwegian() -> bool:
    """Whether Tesseract and its Norwegian are installed, asked of the program itself."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    return "nor" in listed.stdout.split()


needs_ocr = pytest.mark.skipif(not has_norwegian(), reason="needs Tesseract with Norwegian (make installs it)")


def scanned(content: bytes, pages: Iterable[int], kept: Iterable[int] = ()) -> bytes:
    """A PDF of some pages (from 1), each an image without any text; those `kept` come first, as they are."""
    source = pdfium.PdfDocument(content)
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in pages:
        page = source[number - 1]
        size = page.get_size()
        image = page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(image), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    made = pdfium.PdfDocument(out.getvalue())
    joined = pdfium.PdfDocument.new()
    for number in kept:
        joined.import_pages(source, [number - 1])
    joined.import_pages(made)
    saved = io.BytesIO()
    joined.save(saved)
    for document in (joined, made, source):
        document.close()
    return saved.getvalue()

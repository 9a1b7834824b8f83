"""The file itself: opened, or refused with the reason; what it says of its title, author, language and page labels."""

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import DictionaryObject

from corpus.pdfium import PDFIUM
from ingest.readers.base import UnreadableFileError
from ingest.readers.stated import language_tag, stated

_MARK = b"%PDF-"
_ENCRYPTED = b"/Encrypt"
_MARK_WITHIN = 1024  # bytes: what readers of PDF tolerate before it
_LOCKED = "filen er låst med passord; åpne den, lagre en kopi uten passord, og prøv med kopien"
_DAMAGED = "filen er skadet og kan ikke åpnes som PDF; åpne den i et PDF-program, lagre den på nytt, og prøv igjen"
_NO_PAGES = "filen har ingen sider; bruk en PDF som har det"


class FileFacts:
    """What a PDF says of itself beside its pages; anything that cannot be read counts as not said."""

    def __init__(self, content: bytes) -> None:
        self._labels: list[str] = []
        self.title: str | None = None
        self.author: str | None = None
        self.language: str | None = None
        with _lenient():
            reader = pypdf.PdfReader(io.BytesIO(content))
            if reader.is_encrypted:
                reader.decrypt("")
            root = reader.root_object
            self.title, self.author = _stated(reader, "title"), _stated(reader, "author")
            self.language = _language(root)
            if "/PageLabels" in root:
                self._labels = list(reader.page_labels)

    def label(self, index: int) -> str | None:
        """How the file numbers the page at this index, where it states labels."""
        return (self._labels[index].strip() or None) if index < len(self._labels) else None


@contextmanager
def _lenient() -> Iterator[None]:
    """pypdf's warnings and errors over what is damaged are let pass: PDFium reads the pages."""
    with _quiet():
        try:
            yield
        except (PyPdfError, DependencyError, ValueError, LookupError, TypeError, AttributeError, OSError, RuntimeError):
            return


@contextmanager
def _quiet() -> Iterator[None]:
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _stated(reader: pypdf.PdfReader, name: str) -> str | None:
    value = getattr(reader.metadata, name, None) if reader.metadata else None
    return stated(str(value)) if value else None


def _language(root: DictionaryObject) -> str | None:
    """The language tag of the document, as it stands ("nb-NO")."""
    value = root.get("/Lang")
    return language_tag(str(value.get_object())) if value is not None else None


@contextmanager
def opened(content: bytes) -> Iterator[pdfium.PdfDocument]:
    """The file opened for reading its pages, closed afterwards; PDFIUM is not held in between.

    Raises UnreadableFileError where it is no PDF, is locked, damaged beyond mending, or has no pages.
    """
    if not content:
        raise UnreadableFileError("filen er tom; bruk en PDF med sider")
    if _MARK not in content[:_MARK_WITHIN]:
        raise UnreadableFileError("filen er ingen PDF; bruk en PDF, eller gi filen navn etter det den er")
    document = _open(content)
    try:
        if not page_count(document):
            raise UnreadableFileError(_NO_PAGES)
        yield document
    finally:
        with PDFIUM:
            document.close()


def page_count(document: pdfium.PdfDocument) -> int:
    """How many pages an open file has."""
    with PDFIUM:
        return len(document)


def _open(content: bytes) -> pdfium.PdfDocument:
    try:
        return _opened_by_pdfium(content)
    except pdfium.PdfiumError as error:
        # PDFium may still tell of the file before this one, so its word is not enough.
        if _ENCRYPTED in content and error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise UnreadableFileError(_LOCKED) from error
    try:
        return _opened_by_pdfium(_mended(content))
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(_DAMAGED) from error


def _opened_by_pdfium(content: bytes) -> pdfium.PdfDocument:
    with PDFIUM:
        return pdfium.PdfDocument(content)


def _mended(content: bytes) -> bytes:
    """The file written anew by pypdf, which finds objects where the table of them is lost."""
    buffer = io.BytesIO()
    try:
        with _quiet():
            writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
            pages = len(writer.pages)
            writer.write(buffer)
    except Exception as error:
        raise UnreadableFileError(_DAMAGED) from error
    if not pages:
        raise UnreadableFileError(_NO_PAGES)
    return buffer.getvalue()

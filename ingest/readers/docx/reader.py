"""DOCX: a page a top-level section; text in order, tables with their spans, what its author hid or deleted left out."""

import io
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import Part as PackagePart

from ingest.readers.archive import safe_archive
from ingest.readers.base import RawDocument, UnreadableFileError
from ingest.readers.docx.body import BodyReader, Sources
from ingest.readers.docx.numbering import Numbering
from ingest.readers.docx.styles import Styles
from ingest.readers.office_xml import UNSAFE_OR_BROKEN, Element, diagram_points, name, parsed, unreadable
from ingest.readers.stated import language_tag, stated
from ingest.readers.told import holds_text, sections

_DAMAGED = "filen er skadet og kan ikke leses som Word-dokument; åpne den i Word, lagre den på nytt, og prøv igjen"
_NOTES = {RELATIONSHIP_TYPE.FOOTNOTES: "footnote", RELATIONSHIP_TYPE.ENDNOTES: "endnote"}
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_DIAGRAM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"


class DocxReader:
    """Reads `.docx` files; follows no link, loads no template or image, runs nothing."""

    suffixes = (".docx",)
    version = "docx-2"

    def read(self, content: bytes) -> RawDocument:
        """A page a top-level section.

        Raises UnreadableFileError where the file is locked, damaged, unsafe to open, or holds no text.
        """
        safe = safe_archive(content)
        try:
            return _read(docx.Document(io.BytesIO(safe)))
        except (*UNSAFE_OR_BROKEN, OpcError) as error:
            raise unreadable(safe, ".docx", _DAMAGED) from error


def _read(document: Document) -> RawDocument:
    parts = _Parts(document)
    styles = Styles(parts.one(RELATIONSHIP_TYPE.STYLES))
    reader = BodyReader(styles, Numbering(parts.one(RELATIONSHIP_TYPE.NUMBERING)), parts.sources())
    pages = sections(reader.flow(document.element.body))
    if not holds_text(pages):
        images = sum(page.images for page in pages)
        raise UnreadableFileError(
            f"filen har ingen tekst (bilder: {images}); få teksten i bildene gjenkjent (OCR), og prøv med den"
            if images
            else "filen har ingen tekst; bruk en som har det"
        )
    return RawDocument(
        pages=pages,
        title=parts.stated("title") or reader.title,
        author=parts.stated("author"),
        language=language_tag(parts.stated("language")) or language_tag(reader.language),
    )


class _Parts:
    """The parts of one package."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._related: list[tuple[str, str, PackagePart]] = [
            (key, relationship.reltype, relationship.target_part)
            for key, relationship in document.part.rels.items()
            if not relationship.is_external
        ]

    def one(self, kind: str) -> Element | None:
        """The part of a kind, where there is one."""
        return next((parsed(part.blob) for _, reltype, part in self._related if reltype == kind), None)

    def sources(self) -> Sources:
        """What the body may refer to."""
        return Sources(
            notes=dict(self._notes()),
            diagrams={key: diagram_points(part.blob) for key, reltype, part in self._related if reltype == _DIAGRAM},
            headers={
                key: parsed(part.blob)
                for key, reltype, part in self._related
                if reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
            },
        )

    def stated(self, field: str) -> str | None:
        """What the file states of itself; the properties that the library makes up where there are none say nothing."""
        kinds = {relationship.reltype for relationship in self._document.part.package.rels.values()}
        if RELATIONSHIP_TYPE.CORE_PROPERTIES not in kinds:
            return None
        return stated(getattr(self._document.core_properties, field))

    def _notes(self) -> Iterator[tuple[tuple[str, str], Element]]:
        for _, reltype, part in self._related:
            if (kind := _NOTES.get(reltype)) is None:
                continue
            for note in parsed(part.blob):
                if note.get(name("w:type")) not in _SEPARATORS:
                    yield (kind, note.get(name("w:id"), "")), note

"""The way of a file: bytes → pages → blocks → records. Pure: nothing is written."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from slugify import slugify

from corpus.models import Document, Measure, Metadata, Page, Passage, Unit
from corpus.units import UnitRegister
from ingest.abbreviations import explained_units
from ingest.blocks import Block, BlockKind, StructuredPage
from ingest.coverage import page_coverage, total
from ingest.layout import lay_out
from ingest.limits import Limits, too_many_pages
from ingest.measures import measures
from ingest.passages import passages
from ingest.readers.base import RawDocument, RawPage, Reader, UnreadableFileError
from ingest.readers.pdf import PdfReader
from ingest.readers.text import TextReader
from ingest.structure import structure

PIPELINE_VERSION = "2"
_SLIDE_KINDS = ("slides", "lysark", "presentasjon")
_READERS: tuple[Reader, ...] = (TextReader(), PdfReader())


class Reading(BaseModel):
    """One reading of one file: the document and all its records."""

    model_config = ConfigDict(frozen=True)

    document: Document
    generation_id: str
    reader_version: str
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    measures: tuple[Measure, ...]
    units: tuple[Unit, ...]


def supported_suffixes() -> tuple[str, ...]:
    """The file name endings that a reader exists for."""
    return tuple(suffix for reader in _READERS for suffix in reader.suffixes)


def reader_version(file_name: str) -> str:
    """The version that a reading of such a file carries: of its reader and of the stages after it.

    Raises UnreadableFileError where no reader takes the format.
    """
    return f"{_reader(file_name).version}/{PIPELINE_VERSION}"


def read_document(
    content: bytes, file_name: str, metadata: Metadata, units: Iterable[Unit], most_pages: int = Limits().pages
) -> Reading:
    """All records of a file.

    Raises UnreadableFileError where the format is unsupported, the bytes are not of it, hold no text, or too many
    pages.
    """
    version = reader_version(file_name)
    raw = _reader(file_name, most_pages).read(content)
    if len(raw.pages) > most_pages:
        raise UnreadableFileError(too_many_pages(len(raw.pages), most_pages))
    register = UnitRegister(units)
    laid = lay_out(raw.pages)
    learnt = explained_units((" ".join(page.lines) for page in laid), "")
    for unit in learnt:
        register.add(unit)
    structured = structure(laid, register, slides=metadata.kind in _SLIDE_KINDS)
    digest = hashlib.sha256(content).hexdigest()
    name, generation = document_id(file_name, metadata), generation_id(content, file_name, metadata)
    blocks = [block for page in structured for block in page.blocks]
    found = passages(blocks, name, generation)
    rows = _rows_with_passages(blocks, found)
    register_rows = measures(rows, register, name, generation)
    pages = tuple(_page(page, before) for page, before in zip(structured, raw.pages, strict=True))
    return Reading(
        document=_document(name, file_name, digest, _with_own(metadata, raw), pages),
        generation_id=generation,
        reader_version=version,
        pages=pages,
        passages=_with_ocr(_with_measures(found, register_rows), pages),
        measures=register_rows,
        units=tuple(unit.model_copy(update={"document_id": name}) for unit in learnt),
    )


def generation_id(content: bytes, file_name: str, metadata: Metadata) -> str:
    """The id that a reading of these bytes carries, for the cost of a hash.

    Raises UnreadableFileError where no reader takes the format.
    """
    digest = hashlib.sha256(content).hexdigest()
    reading = f"{digest}{reader_version(file_name)}{metadata.model_dump_json()}"
    return f"{document_id(file_name, metadata)}@{hashlib.sha256(reading.encode()).hexdigest()[:12]}"


def document_id(file_name: str, metadata: Metadata) -> str:
    """The id of a document: as its metadata says, else made of the file's name."""
    return metadata.id or slugify(Path(file_name).stem)


def _reader(file_name: str, most_pages: int = Limits().pages) -> Reader:
    suffix = Path(file_name).suffix.lower()
    for reader in _READERS:
        if suffix in reader.suffixes:
            return PdfReader(most_pages) if isinstance(reader, PdfReader) else reader
    raise UnreadableFileError(
        f"files of type {suffix or 'without an ending'!r} are not supported; give {', '.join(supported_suffixes())}"
    )


def _rows_with_passages(blocks: Iterable[Block], found: Iterable[Passage]) -> list[tuple[Block, str]]:
    passage_of = {block_id: passage.id for passage in found for block_id in passage.blocks}
    return [(block, passage_of[block.id]) for block in blocks if block.kind is BlockKind.ROW]


def _with_measures(found: Iterable[Passage], register_rows: Iterable[Measure]) -> tuple[Passage, ...]:
    measure_of = {place.passage_id: measure.id for measure in register_rows for place in measure.occurrences}
    return tuple(
        passage.model_copy(update={"measure_id": measure_of[passage.id]}) if passage.id in measure_of else passage
        for passage in found
    )


def _with_ocr(found: Iterable[Passage], pages: Iterable[Page]) -> tuple[Passage, ...]:
    """The passages, marked where their page was recognised on an image."""
    by_ocr = {page.number for page in pages if page.ocr}
    return tuple(
        passage.model_copy(update={"ocr": True}) if passage.first_page in by_ocr else passage for passage in found
    )


def _with_own(metadata: Metadata, raw: RawDocument) -> Metadata:
    """The metadata, and what it leaves open as the file itself states it; who wrote a file is not who issued it."""
    own = {"title": " ".join((raw.title or "").split()) or None, "language": raw.language}
    return metadata.model_copy(update={field: getattr(metadata, field) or value for field, value in own.items()})


def _page(page: StructuredPage, before: RawPage) -> Page:
    text = "\n".join(
        f"\n{block.text}" if block.kind is not BlockKind.ITEM else block.text for block in page.blocks
    ).strip()
    return Page(
        number=page.number,
        label=page.label,
        locator=f"s. {page.label or page.number}",
        text=text,
        set_apart=page.set_apart,
        coverage=page_coverage(page, text, before),
        words=before.words,
        width=before.width,
        height=before.height,
        ocr=before.ocr,
    )


def _document(name: str, file_name: str, digest: str, metadata: Metadata, pages: tuple[Page, ...]) -> Document:
    """The document; where no title is stated, the file's name stands for it."""
    values = metadata.model_dump(exclude={"id"}, exclude_none=True)
    values.setdefault("title", Path(file_name).stem)
    return Document(
        id=name,
        title_stated=metadata.title is not None,
        file_name=file_name,
        sha256=digest,
        pages=len(pages),
        coverage=total(page.coverage for page in pages),
        **values,
    )

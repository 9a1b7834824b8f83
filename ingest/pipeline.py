"""The way of a file: bytes → pages → blocks → records. Pure: nothing is written."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from slugify import slugify

from corpus.complaints import quoted
from corpus.models import Document, Duty, Measure, Metadata, Page, PageUnit, Passage, Term, Unit
from corpus.text.places import shortened
from corpus.units import UnitRegister
from corpus.unseen import without_unseen
from ingest.abbreviations import explained_terms, explained_units
from ingest.blocks import BlockKind, StructuredPage
from ingest.coverage import page_coverage, total
from ingest.duties import duties
from ingest.layout import lay_out
from ingest.limits import Limits, too_many_pages
from ingest.measures import measures
from ingest.parents import with_parents
from ingest.passages import passages
from ingest.personal_data import personal_data
from ingest.readers.base import RawDocument, RawPage, Reader, UnreadableFileError
from ingest.readers.disguise import advice_for, refuse_disguise
from ingest.readers.docx import DocxReader
from ingest.readers.html import HtmlReader
from ingest.readers.markdown import MarkdownReader
from ingest.readers.pdf import PdfReader
from ingest.readers.pptx import PptxReader
from ingest.readers.text import TextReader
from ingest.slides import are_slides
from ingest.structure import structure
from ingest.unseen import seen
from ingest.written_measures import with_written_measures

PIPELINE_VERSION = "11"
_WHOLE, _OPENING = "hele teksten", "innledningen"  # the locators of sections without a heading
_SLIDE_KINDS = ("slides", "lysark", "presentasjon")
_READERS: tuple[Reader, ...] = (TextReader(), PdfReader(), DocxReader(), PptxReader(), HtmlReader(), MarkdownReader())


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
    duties: tuple[Duty, ...]
    terms: tuple[Term, ...]


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
    raw = _raw(content, file_name, most_pages)
    register = UnitRegister(units)
    laid = lay_out(raw.pages)
    learnt = _learnt([" ".join(page.lines) for page in laid], register)
    slides = metadata.kind in _SLIDE_KINDS or are_slides(raw.pages)
    structured = with_written_measures(structure(laid, register, slides=slides))
    digest = hashlib.sha256(content).hexdigest()
    name, generation = document_id(file_name, metadata), generation_id(content, file_name, metadata)
    blocks = [block for page in structured for block in page.blocks]
    found = passages(blocks, name, generation)
    passage_of = {block_id: passage.id for passage in found for block_id in passage.blocks}
    rows = [(block, passage_of[block.id]) for block in blocks if block.kind is BlockKind.ROW]
    register_rows = measures(rows, register, name, generation)
    single = len(raw.pages) == 1
    pages = tuple(_page(page, before, single) for page, before in zip(structured, raw.pages, strict=True))
    return Reading(
        document=_document(name, file_name, digest, _with_own(metadata, raw), pages, raw.pages[0].unit),
        generation_id=generation,
        reader_version=version,
        pages=pages,
        passages=_with_ocr(_with_measures(found, register_rows), pages),
        measures=register_rows,
        units=tuple(unit.model_copy(update={"document_id": name}) for unit in learnt),
        duties=duties(blocks, passage_of, register, name, generation),
        terms=explained_terms(((page.number, page.text) for page in pages), name),
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
            return type(reader)(most_pages) if isinstance(reader, PdfReader | PptxReader) else reader
    kind = f"av typen {quoted(suffix)}" if suffix else "uten endelse i navnet"
    advice = advice_for(suffix) or f"bruk {', '.join(supported_suffixes())}"
    raise UnreadableFileError(f"filer {kind} kan ikke leses; {advice}")


def _raw(content: bytes, file_name: str, most_pages: int) -> RawDocument:
    """What the reader of its format gives of a file, without what nobody sees of it."""
    refuse_disguise(content, Path(file_name).suffix.lower())
    raw = seen(_reader(file_name, most_pages).read(content))
    if len(raw.pages) > most_pages:
        raise UnreadableFileError(too_many_pages(len(raw.pages), most_pages))
    return raw


def _learnt(texts: Sequence[str], register: UnitRegister) -> Sequence[Unit]:
    """The units that the texts of pages explain; the register knows them from then on."""
    learnt = explained_units(texts, "")
    for unit in learnt:
        register.add(unit)
    return with_parents(learnt, register, texts)


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


def _locator(page: StructuredPage, before: RawPage, *, single: bool) -> str:
    """How a page is named: by its printed number, as a slide, or as the section under its heading."""
    if before.unit == "slide":
        return f"lysbilde {page.number}"
    if before.unit == "page":
        return f"s. {page.label or page.number}"
    first = next(iter(page.blocks), None)
    if first is not None and first.kind is BlockKind.HEADING:
        return f"«{shortened(first.text)}»"
    return _WHOLE if single else _OPENING


def _page(page: StructuredPage, before: RawPage, single: bool) -> Page:
    text = "\n".join(
        f"\n{block.text}" if block.kind is not BlockKind.ITEM else block.text for block in page.blocks
    ).strip()
    return Page(
        number=page.number,
        label=page.label,
        locator=_locator(page, before, single=single),
        text=text,
        set_apart=page.set_apart,
        coverage=page_coverage(page, text, before),
        words=before.words,
        width=before.width,
        height=before.height,
        ocr=before.ocr,
    )


def _document(
    name: str, file_name: str, digest: str, metadata: Metadata, pages: tuple[Page, ...], unit: PageUnit
) -> Document:
    """The document; where no title is stated, the file's name stands for it."""
    values = metadata.model_dump(exclude={"id"}, exclude_none=True)
    values.setdefault("title", without_unseen(Path(file_name).stem))
    return Document(
        id=name,
        title_stated=metadata.title is not None,
        file_name=file_name,
        sha256=digest,
        pages=len(pages),
        unit=unit,
        coverage=total(page.coverage for page in pages),
        personal_data=personal_data(pages),
        **values,
    )

"""The committed PDFs: what a fresh build gives, whole, and honest about what they are."""

from pathlib import Path

import pypdf
import pypdfium2
import pytest

from corpus.documents.typesetting.__main__ import DOCUMENTS, SOURCES, build_all
from corpus.documents.typesetting.page_map import DocumentMap, read_page_map
from corpus.documents.typesetting.registry import LAYOUTS
from ingest.manifest import read_manifest
from tests.conftest import ROOT

ORIGINALS = ROOT.parent / "shared" / "sources"
NAMES = sorted(LAYOUTS)


@pytest.fixture(scope="module")
def page_map() -> dict[str, DocumentMap]:
    return read_page_map(DOCUMENTS / "page_map.toml")


def test_the_committed_files_are_what_a_build_gives(tmp_path: Path) -> None:
    build_all(tmp_path)
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(built) == {"page_map.toml", *(f"{name}.pdf" for name in NAMES)}
    assert [name for name, data in built.items() if (DOCUMENTS / name).read_bytes() != data] == []


def test_every_source_is_registered() -> None:
    assert sorted(path.stem for path in SOURCES.glob("*.md")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_both_pdf_libraries_count_the_pages_of_the_map(name: str, page_map: dict[str, DocumentMap]) -> None:
    path = DOCUMENTS / f"{name}.pdf"
    document = pypdfium2.PdfDocument(path)
    pages = len(document)
    document.close()
    with pypdf.PdfReader(path) as reader:
        assert len(reader.pages) == pages == page_map[name].pages
    assert {own for positions in page_map[name].positions.values() for own in positions} == set(range(1, pages + 1))


@pytest.mark.parametrize("name", NAMES)
def test_the_first_page_says_that_it_is_a_retelling(name: str) -> None:
    with pypdf.PdfReader(DOCUMENTS / f"{name}.pdf") as reader:
        words = " ".join(reader.pages[0].extract_text().split())
        assert reader.metadata is not None
        assert reader.metadata.author == "Planassistent"
        assert reader.metadata.title == read_manifest(DOCUMENTS / "manifest.toml").documents[name].title
    assert "Dette er en gjenfortelling" in words
    assert "i våre egne ord" in words
    assert "laget for Planassistent" in words


def test_the_manifest_marks_every_plan_as_a_retelling() -> None:
    known = read_manifest(DOCUMENTS / "manifest.toml").documents
    assert sorted(known) == NAMES
    for name, metadata in known.items():
        assert (metadata.id, metadata.retelling_of, metadata.language) == (name, name, "nb")


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the originals' texts are not beside this checkout")
@pytest.mark.parametrize("name", NAMES)
def test_no_page_of_an_original_is_left_out(name: str, page_map: dict[str, DocumentMap]) -> None:
    pages = (ORIGINALS / f"{name}.txt").read_text(encoding="utf-8").split("\f")
    printed = {number for number, text in enumerate(pages, start=1) if text.strip()}
    assert set(page_map[name].positions) == printed


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the originals' texts are not beside this checkout")
def test_the_manifest_says_what_is_known_of_the_originals() -> None:
    originals = read_manifest(ORIGINALS / "manifest.toml").documents
    same = {"title", "issuer", "jurisdiction", "kind", "authority", "valid_from", "valid_to"}
    for name, metadata in read_manifest(DOCUMENTS / "manifest.toml").documents.items():
        assert metadata.model_dump(include=same) == originals[name].model_dump(include=same)

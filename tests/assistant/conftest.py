import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.jobs import Jobs
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.index.dense import DenseIndex
from corpus.index.embedding import EmbeddingModel
from corpus.library import Library
from corpus.models import Metadata
from corpus.store.catalogue import Catalogue
from corpus.store.originals import Originals
from ingest.pipeline import Reading
from tests.assistant.editions import ingest_editions
from tests.assistant.register.made_up import OTHER_ID, OTHER_PLAN, PLAN, PLAN_ID
from tests.assistant.web.visitor import Visitor
from tests.made_up_pdf import OLD_PAGES, PAGES, pdf, pdf_reading

PDF_ID = "turplan"


def edition(pages: Sequence[Sequence[str]]) -> Reading:
    """The reading of an edition of the made-up PDF."""
    return pdf_reading(pdf(pages), pages, id=PDF_ID, title="Turplan for Elvedal", retelling_of=PDF_ID)


@pytest.fixture(scope="session")
def edition_library(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Library]:
    """A library of a plan in three editions and another plan; not to be written to."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("editions"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        ingest_editions(opened)
        yield opened


@pytest.fixture(scope="session")
def hikes(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Library]:
    """A library of a plan with many owners, years and priorities, and another plan; not to be written to."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("hikes"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        for document_id, text, issuer, title in (
            (PLAN_ID, PLAN, "Eikedal kommune", "Turplan for Eikedal"),
            (OTHER_ID, OTHER_PLAN, "Granvik kommune", "Sommerplan for Granvik"),
        ):
            said = Metadata(id=document_id, title=title, issuer=issuer, valid_from=2025, valid_to=2028)
            ingest_content(opened, text.encode(), f"{document_id}.txt", said)
        yield opened


@pytest.fixture(scope="session")
def pdf_library(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Library]:
    """A library of a retelling in PDF form, in two editions, of which nobody says who issued it."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("pdf"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        for pages in (OLD_PAGES, PAGES):
            opened.publish(edition(pages), pdf(pages))
        yield opened


@pytest.fixture(scope="session")
def pdf_app(pdf_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """An application over the PDF; not to be written to."""
    made = create_app(Settings(data_dir=tmp_path_factory.mktemp("pdf-app")))
    jobs = Jobs(pdf_library)
    made.state.services = Services(Assistant(pdf_library), jobs)
    yield made
    jobs.close()


@pytest.fixture
def pdf_client(pdf_app: FastAPI) -> TestClient:
    """A client of the application over the PDF, without cookies yet."""
    return Visitor(pdf_app, raise_server_exceptions=False, base_url="http://127.0.0.1:8000")


@pytest.fixture(scope="session")
def pdf_generation(pdf_library: Library) -> str:
    """The current generation of the PDF."""
    return pdf_library.snapshot.generations[PDF_ID]


@pytest.fixture(scope="session")
def old_pdf_generation() -> str:
    """The generation before it."""
    return edition(OLD_PAGES).generation_id


@pytest.fixture(scope="session")
def empty_data(tmp_path_factory: pytest.TempPathFactory, embedding: EmbeddingModel) -> Path:
    """A data directory whose tables are made, to be copied: making them waits for the disk, again and again."""
    folder = tmp_path_factory.mktemp("empty")
    opened_in(folder, embedding).close()
    return folder


@pytest.fixture
def shelf(empty_data: Path, tmp_path: Path, embedding: EmbeddingModel) -> Iterator[Library]:
    """An empty library that may be written to."""
    opened = opened_in(Path(shutil.copytree(empty_data, tmp_path / "data")), embedding)
    yield opened
    opened.close()


def opened_in(folder: Path, embedding: EmbeddingModel) -> Library:
    """The library of a folder."""
    catalogue, dense = Catalogue(f"sqlite:///{folder}/c.sqlite3"), DenseIndex.embedded(folder / "chroma")
    return Library(catalogue, dense, embedding, Originals(folder / "originals"))

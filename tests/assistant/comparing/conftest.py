from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.comparing.compare import difference
from assistant.comparing.difference import Difference
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.opening import open_library
from corpus.library import Library
from corpus.models import Metadata
from tests.assistant.comparing.made_up import ISSUER, NEW_ID, OLD_ID, new_pdf, old_pdf, reset_pdf

RESET_ID = "sprakplan-satt-om"


@pytest.fixture(scope="package")
def shelf(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Library]:
    """A library of the plan's two editions, and of the old one set anew; not to be written to."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("compared"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        for document_id, content, start in (
            (OLD_ID, old_pdf(), 2021),
            (NEW_ID, new_pdf(), 2025),
            (RESET_ID, reset_pdf(), 2021),
        ):
            said = Metadata(
                id=document_id,
                title=f"Språkplan for Fjellvik {start}–{start + 3}",
                issuer=ISSUER,
                valid_from=start,
                valid_to=start + 3,
                edition_of="none" if document_id == RESET_ID else None,
            )
            ingest_content(opened, content, f"{document_id}.pdf", said)
        yield opened


@pytest.fixture(scope="package")
def found(shelf: Library) -> Difference:
    """The difference of the two editions."""
    documents = shelf.snapshot.documents
    return difference(shelf, documents[OLD_ID], documents[NEW_ID])

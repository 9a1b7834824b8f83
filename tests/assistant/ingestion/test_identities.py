from pathlib import Path

import pytest

from assistant.ingestion.ingest import ingest_content, ingest_paths
from corpus.library import Library
from corpus.models import Metadata
from corpus.units import shipped_units
from ingest.pipeline import generation_id, read_document
from ingest.readers.base import RawDocument, RawPage
from ingest.readers.text import TextReader
from tests.assistant.ingestion.made_up import ORIGINAL, RETELLING, RETOLD, one, titled_pdf, write
from tests.conftest import ACTION_PLAN


@pytest.mark.parametrize("metadata", [Metadata(), Metadata(id="plan", valid_from=2025, issuer="Fjellvik")])
def test_the_generation_id_is_the_one_that_reading_gives(metadata: Metadata) -> None:
    content = ACTION_PLAN.encode()
    reading = read_document(content, "Plan 1.txt", metadata, shipped_units())
    assert generation_id(content, "Plan 1.txt", metadata) == reading.generation_id


def test_an_original_that_took_its_retellings_place_by_its_own_title_is_not_parsed_again(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = titled_pdf("Turplan for Fjellvik")
    assert ingest_content(shelf, RETOLD, "gjenfortelling.txt", RETELLING).status == "indexed"
    first = ingest_content(shelf, content, "plan fra kommunen.pdf", Metadata())
    assert (first.status, first.id) == ("indexed", "turplan")
    monkeypatch.setattr("ingest.workers.pool.read_document", lambda *_, **__: pytest.fail("parsed"))
    again = ingest_content(shelf, content, "plan fra kommunen.pdf", Metadata())
    assert (again.status, again.id) == ("unchanged", "turplan")


@pytest.mark.parametrize("document_id", ["../plan", "Plan", "a--b", "x" * 151])
def test_an_id_that_cannot_stand_in_an_address_is_refused(shelf: Library, document_id: str) -> None:
    report = ingest_content(shelf, b"tekst", "plan.txt", Metadata(id=document_id))
    assert report.status == "refused"
    assert "kan ikke brukes" in str(report.reason)


def test_an_original_replaces_its_retelling_and_what_was_cited_still_opens(shelf: Library) -> None:
    assert ingest_content(shelf, RETOLD, "gjenfortelling.txt", RETELLING).status == "indexed"
    old = shelf.snapshot.generations["turplan"]
    assert ingest_content(shelf, ORIGINAL, "plan.txt", Metadata(id="turplan", issuer="Fjellvik")).status == "indexed"
    assert shelf.snapshot.documents["turplan"].retelling_of is None
    assert {passage.text for passage in shelf.snapshot.passages} == {ORIGINAL.decode()}
    cited, page = shelf.published(old), shelf.page(old, 1)
    assert cited is not None
    assert page is not None
    assert (cited.retelling_of, page.text, shelf.original(old)) == ("turplan", RETOLD.decode(), RETOLD)


def test_a_retelling_never_replaces_an_original(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest_content(shelf, RETOLD, "gjenfortelling.txt", RETELLING)
    ingest_content(shelf, ORIGINAL, "plan.txt", Metadata(id="turplan"))
    current = shelf.snapshot.generations["turplan"]
    monkeypatch.setattr("ingest.workers.pool.read_document", lambda *_, **__: pytest.fail("parsed"))
    report = ingest_content(shelf, RETOLD, "gjenfortelling.txt", RETELLING)
    assert (report.status, report.id) == ("unchanged", "turplan")
    assert report.reason is not None
    assert report.reason.startswith("originalen til denne gjenfortellingen er lest inn")
    assert shelf.snapshot.generations["turplan"] == current


def test_a_retelling_replaces_a_retelling(shelf: Library) -> None:
    ingest_content(shelf, RETOLD, "gjenfortelling.txt", RETELLING)
    report = ingest_content(shelf, RETOLD + b" Ja.", "gjenfortelling.txt", RETELLING)
    assert (report.status, report.reason) == ("indexed", None)


def test_a_file_can_be_told_to_be_a_retelling_afterwards(shelf: Library) -> None:
    ingest_content(shelf, RETOLD, "turplan.txt", Metadata())
    assert ingest_content(shelf, RETOLD, "turplan.txt", Metadata(retelling_of="En plan")).status == "indexed"
    assert shelf.snapshot.documents["turplan"].retelling_of == "En plan"


@pytest.mark.parametrize("title", ["Turplan for Fjellvik", "  TURPLAN for\nfjellvik "])
def test_a_file_without_an_id_takes_that_of_the_retelling_of_its_title(shelf: Library, title: str) -> None:
    ingest_content(shelf, RETOLD, "gjenfortelling.txt", RETELLING)
    assert ingest_content(shelf, ORIGINAL, "skannet 12.txt", Metadata(title=title)).id == "turplan"
    assert list(shelf.snapshot.documents) == ["turplan"]
    assert ingest_content(shelf, ORIGINAL, "skannet 12.txt", Metadata(title=title)).status == "unchanged"
    assert ingest_content(shelf, ORIGINAL + b" Ja.", "skannet 13.txt", Metadata(title=title)).id == "turplan"
    assert ingest_content(shelf, RETOLD, "gjenfortelling.txt", RETELLING).status == "unchanged"


@pytest.mark.parametrize(
    "metadata",
    [Metadata(title="En annen plan"), Metadata(), Metadata(id="min-plan", title="Turplan for Fjellvik")],
    ids=["another title", "none", "an id"],
)
def test_other_files_are_documents_of_their_own(shelf: Library, metadata: Metadata) -> None:
    ingest_content(shelf, RETOLD, "gjenfortelling.txt", RETELLING)
    assert ingest_content(shelf, ORIGINAL, "min plan.txt", metadata).id == "min-plan"
    assert len(shelf.snapshot.documents) == 2


def test_the_title_of_two_retellings_gives_no_id(shelf: Library) -> None:
    for number in (1, 2):
        metadata = RETELLING.model_copy(update={"id": f"plan-{number}"})
        ingest_content(shelf, RETOLD, f"{number}.txt", metadata)
    assert ingest_content(shelf, ORIGINAL, "plan.txt", Metadata(title="Turplan for Fjellvik")).id == "plan"


class TitledReader:
    """Reads files whose first line is their own title, and says who wrote them."""

    suffixes = (".titled",)
    version = "titled-1"

    def read(self, content: bytes) -> RawDocument:
        title, _, text = content.decode().partition("\n")
        return RawDocument(
            pages=(RawPage(number=1, lines=tuple(text.split("\n"))),), title=title, author="Kari", language="nn"
        )


@pytest.fixture
def titled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.pipeline._READERS", (TitledReader(), TextReader()))


@pytest.mark.usefixtures("titled")
def test_the_title_that_a_file_states_itself_finds_its_retelling_too(shelf: Library) -> None:
    ingest_content(shelf, RETOLD, "gjenfortelling.txt", RETELLING)
    content = b"TURPLAN for  Fjellvik\n" + ORIGINAL
    assert ingest_content(shelf, content, "x1.titled", Metadata()).id == "turplan"
    assert shelf.snapshot.documents["turplan"].retelling_of is None
    assert ingest_content(shelf, content, "x1.titled", Metadata()).status == "unchanged"
    assert list(shelf.snapshot.documents) == ["turplan"]


def test_a_new_edition_of_the_old_one_s_file_name_gets_an_id_of_its_own(shelf: Library, tmp_path: Path) -> None:
    old, new = write(tmp_path / "2024" / "plan.txt"), write(tmp_path / "2025" / "plan.txt", "Turen går til fjorden.")
    ingest_paths(shelf, [old])
    dated = one(ingest_paths(shelf, [new], Metadata(edition_of="plan", valid_from=2025)))
    assert (dated.id, dated.supersedes) == ("plan-2025", "plan")
    again = one(ingest_paths(shelf, [new], Metadata(edition_of="plan", valid_from=2025)))
    assert (again.status, again.id, again.supersedes) == ("unchanged", "plan-2025", "plan")
    undated = one(ingest_paths(shelf, [new], Metadata(edition_of="plan")))
    assert undated.id is not None
    assert undated.id.startswith("plan-")
    assert undated.id != dated.id
    told = one(ingest_paths(shelf, [new], Metadata(id="plan", edition_of="plan")))
    assert (told.status, told.reason and "--id" in told.reason) == ("refused", True)

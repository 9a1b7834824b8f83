from pathlib import Path

import pytest

from assistant.ingestion.ingest import WritingStoppedError, ingest_content, ingest_paths
from assistant.ingestion.reports import indexed, unchanged
from corpus.library import Library
from corpus.models import Metadata
from corpus.store.database import CatalogueError
from corpus.units import shipped_units
from ingest.limits import Limits
from ingest.pipeline import read_document
from ingest.workers.pool import OwnReader, ReadingPool
from tests.assistant.ingestion.made_up import one, write
from tests.conftest import HANDBOOK_ID, PLAN_ID, write_plans


def test_a_folder_is_read_with_its_manifest(shelf: Library, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    write(write_plans(folder) / ".hidden.txt")
    write(folder / "inner" / "deep.txt")
    told: list[str] = []
    handbook, plan = ingest_paths(shelf, [folder], on_report=lambda report: told.append(report.file))
    assert (handbook.id, plan.id) == (HANDBOOK_ID, PLAN_ID)
    assert (plan.status, plan.pages, plan.measures, plan.occurrences) == ("indexed", 4, 4, 5)
    assert plan.coverage is not None
    assert plan.coverage.words > 100
    (variation,) = plan.variations
    assert (variation.measure, variation.field, variation.page) == ("Utegruppe hver uke", "description", 4)
    assert "de eldste barna" in variation.wording
    assert told == [handbook.file, plan.file]


def test_another_wording_is_reported_with_the_number_printed_on_its_page(shelf: Library, tmp_path: Path) -> None:
    plans = write_plans(tmp_path)
    said = Metadata(id=PLAN_ID)
    content = (plans / f"{PLAN_ID}.txt").read_bytes()
    reading = read_document(content, f"{PLAN_ID}.txt", said, shipped_units())
    pages = tuple(page.model_copy(update={"locator": f"s. {page.number + 10}"}) for page in reading.pages)
    numbered = reading.model_copy(update={"pages": pages})
    assert [other.locator for other in indexed(numbered, "plan.txt").variations] == ["s. 14"]
    shelf.publish(numbered, content)
    assert [other.locator for other in unchanged(shelf, PLAN_ID, "plan.txt").variations] == ["s. 14"]


def test_an_unchanged_file_is_not_parsed(shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "tur.txt")
    ingest_paths(shelf, [file])
    monkeypatch.setattr("ingest.workers.pool.read_document", lambda *_, **__: pytest.fail("parsed"))
    assert one(ingest_paths(shelf, [file])).status == "unchanged"


def test_a_folder_is_read_by_other_processes_in_its_order_and_not_at_all_again(shelf: Library, tmp_path: Path) -> None:
    files = [write(tmp_path / f"tur-{number}.txt", f"Tur nummer {number}.") for number in range(7)]
    (tmp_path / "tur-3.txt").write_bytes(b"\0")
    with ReadingPool(count=2) as readers:
        reports = ingest_paths(shelf, [tmp_path], readers=readers)
    assert [Path(report.file) for report in reports] == files
    assert [report.status for report in reports] == ["indexed"] * 3 + ["refused"] + ["indexed"] * 3
    (tmp_path / "tur-3.txt").unlink()
    with ReadingPool(count=2) as readers:
        again = ingest_paths(shelf, [tmp_path], readers=readers)
        assert readers.pids == ()
    assert {report.status for report in again} == {"unchanged"}


def test_a_file_over_the_size_that_is_allowed_is_refused(shelf: Library, tmp_path: Path) -> None:
    readers = OwnReader(Limits(size=2**20))
    large, small = write(tmp_path / "a.txt", "tur " * 2**19), write(tmp_path / "b.txt")
    reports = ingest_paths(shelf, [large, small], readers=readers)
    assert [report.status for report in reports] == ["refused", "indexed"]
    assert "2 MB, og høyst 1 MB er tillatt (PLANASSISTENT_MAX_FILE_MB)" in str(reports[0].reason)


def test_new_bytes_and_new_metadata_are_indexed_anew(shelf: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "tur.txt")
    ingest_paths(shelf, [file])
    assert one(ingest_paths(shelf, [file], Metadata(title="Turplan"))).status == "indexed"
    assert shelf.snapshot.documents["tur"].title == "Turplan"
    write(file, "Turen går til fjorden.")
    assert one(ingest_paths(shelf, [file], Metadata(title="Turplan"))).status == "indexed"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("plan.xlsx", b"PK\x03\x04", "filer av typen «.xlsx» kan ikke leses"),
        ("plan", b"tekst", "uten endelse i navnet"),
        ("tom.txt", b"", "filen er tom"),
        ("blank.txt", b" \n\f\n", "filen er tom"),
        ("bilde.txt", b"\x89PNG\r\n\0", "slutter på .txt, men filen er et bilde"),
        ("data.txt", b"\0\1\2", "filen er ikke tekst"),
        ("latin.txt", "blåbær".encode("latin-1"), "ikke i UTF-8"),
        ("!!!.txt", b"tekst", "gir ingen id"),
    ],
)
def test_a_bad_file_is_refused_with_a_reason_and_the_rest_handled(
    shelf: Library, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    write(tmp_path / "zebra.txt")
    bad, good = ingest_paths(shelf, [tmp_path / name, tmp_path / "zebra.txt"])
    assert (bad.status, bad.file) == ("refused", str(tmp_path / name))
    assert reason in str(bad.reason)
    assert good.status == "indexed"
    assert list(shelf.snapshot.documents) == ["zebra"]


def test_a_fault_of_a_reader_costs_one_file(shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("slip")

    monkeypatch.setattr("ingest.workers.pool.read_document", fail)
    assert "RuntimeError: slip" in str(one(ingest_paths(shelf, [write(tmp_path / "tur.txt")])).reason)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (CatalogueError("database or disk is full"), "database or disk is full"),
        (OSError(28, "No space left on device"), "disken er full"),
    ],
)
def test_a_store_that_cannot_be_written_stops_the_batch_and_shows_nothing(
    shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def full(*_: object) -> None:
        raise error

    files = [write(tmp_path / "a.txt"), write(tmp_path / "b.txt")]
    with monkeypatch.context() as patched:
        patched.setattr(shelf._catalogue, "publish", full)
        with pytest.raises(WritingStoppedError, match=rf"«a\.txt» kunne ikke lagres \({told}\).*at disken har plass"):
            ingest_paths(shelf, files)
    assert not shelf.snapshot.documents
    assert [report.status for report in ingest_paths(shelf, files)] == ["indexed", "indexed"]


def test_the_file_of_what_was_read_is_kept_and_put_back_where_it_was_lost(shelf: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "tur.txt")
    ingest_paths(shelf, [file])
    generation = shelf.snapshot.generations["tur"]
    assert shelf.original(generation) == file.read_bytes()
    for kept in (tmp_path / "data" / "originals").iterdir():
        kept.unlink()
    assert one(ingest_paths(shelf, [file])).status == "unchanged"
    assert shelf.original(generation) == file.read_bytes()


def test_personal_data_never_reach_the_log_or_the_library(shelf: Library, caplog: pytest.LogCaptureFixture) -> None:
    content = b"Turliste\n\nBarnet Ola Nordmann er med. Kari (4 \xc3\xa5r), mor@eksempel.no"
    with caplog.at_level("DEBUG"):
        report = ingest_content(shelf, content, "liste.txt", Metadata())
    assert (report.status, len(report.personal_data)) == ("refused", 3)
    assert shelf.snapshot.documents == {}
    assert all("Nordmann" not in text and "mor@" not in text for text in (caplog.text, report.model_dump_json()))
    allowed = ingest_content(shelf, content, "liste.txt", Metadata(), allow_personal_data=True)
    assert (allowed.status, allowed.personal_data) == ("indexed", report.personal_data)
    assert shelf.snapshot.documents["liste"].personal_data == report.personal_data
    again = ingest_content(shelf, content, "liste.txt", Metadata())
    assert (again.status, again.personal_data) == ("unchanged", report.personal_data)

from pathlib import Path

from assistant.ingestion.ingest import ingest_content, ingest_paths
from corpus.library import Library
from corpus.models import Metadata
from tests.assistant.ingestion.made_up import one, write
from tests.conftest import ACTION_PLAN


def test_the_same_again_is_unchanged_and_reports_the_same(shelf: Library, plans: Path) -> None:
    first = ingest_paths(shelf, [plans])
    again = ingest_paths(shelf, [plans])
    assert [report.status for report in again] == ["unchanged", "unchanged"]
    assert [report.model_copy(update={"status": "indexed"}) for report in again] == first


def test_a_manifest_may_say_the_editions_in_any_order(shelf: Library, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    write(folder / "a-ny.txt", "Turen går til fjorden.")
    write(folder / "b-gammel.txt")
    (folder / "manifest.toml").write_text('[[document]]\nid = "a-ny"\nedition_of = "b-gammel"\n', encoding="utf-8")
    new, old = ingest_paths(shelf, [folder])
    assert any("«b-gammel», som ikke er lest inn" in note for note in new.notes)
    assert (old.superseded_by, old.notes) == ("a-ny", ("eldre utgave av «a-ny»",))
    assert shelf.snapshot.editions.several == (("b-gammel", "a-ny"),)


def test_a_file_of_other_years_in_the_place_of_one_says_so(shelf: Library, tmp_path: Path) -> None:
    ingest_paths(shelf, [write(tmp_path / "plan.txt")], Metadata(valid_from=2022, valid_to=2025))
    report = one(ingest_paths(shelf, [write(tmp_path / "plan.txt", "Ny tekst.")], Metadata(valid_from=2026)))
    assert any("erstatter den" in note for note in report.notes)


def test_reports_count_duties(shelf: Library) -> None:
    metadata = Metadata(id="plan")
    for status in ("indexed", "unchanged"):
        report = ingest_content(shelf, ACTION_PLAN.encode(), "plan.txt", metadata)
        assert (report.status, report.duties) == (status, 5)

import io
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from assistant.jobs import (
    FileReport,
    Job,
    Jobs,
    WritingStoppedError,
    ingest_content,
    ingest_paths,
    read_content,
)
from corpus.catalogue import Catalogue, CatalogueError
from corpus.index.dense import DenseIndex
from corpus.index.embedding import EmbeddingModel
from corpus.library import Library
from corpus.models import Metadata
from corpus.originals import Originals
from corpus.sentences import passage_sentences
from corpus.units import shipped_units
from corpus.vectors import digest
from ingest.limits import Limits
from ingest.manifest import ManifestError
from ingest.pipeline import generation_id, read_document
from ingest.readers.base import RawDocument, RawPage, UnreadableFileError
from ingest.readers.text import TextReader
from ingest.workers.pool import OwnReader, ReadingPool
from tests.conftest import ACTION_PLAN, HANDBOOK_ID, PLAN_ID, write_plans
from tests.made_up_pdf import pdf


@pytest.fixture
def shelf(tmp_path: Path, embedding: EmbeddingModel) -> Iterator[Library]:
    """An empty library that may be written to."""
    folder = tmp_path / "data"
    folder.mkdir()
    catalogue, dense = Catalogue(f"sqlite:///{folder}/c.sqlite3"), DenseIndex.embedded(folder / "chroma")
    opened = Library(catalogue, dense, embedding, Originals(folder / "originals"))
    yield opened
    opened.close()


def one(reports: list[FileReport]) -> FileReport:
    (report,) = reports
    return report


def write(path: Path, text: str = "Turen går til skogen hver fredag.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


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


def test_the_same_again_is_unchanged_and_reports_the_same(shelf: Library, plans: Path) -> None:
    first = ingest_paths(shelf, [plans])
    again = ingest_paths(shelf, [plans])
    assert [report.status for report in again] == ["unchanged", "unchanged"]
    assert [report.model_copy(update={"status": "indexed"}) for report in again] == first


@pytest.mark.parametrize("metadata", [Metadata(), Metadata(id="plan", valid_from=2025, issuer="Fjellvik")])
def test_the_generation_id_is_the_one_that_reading_gives(metadata: Metadata) -> None:
    content = ACTION_PLAN.encode()
    reading = read_document(content, "Plan 1.txt", metadata, shipped_units())
    assert generation_id(content, "Plan 1.txt", metadata) == reading.generation_id


def test_an_unchanged_file_is_not_parsed(shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "tur.txt")
    ingest_paths(shelf, [file])
    monkeypatch.setattr("ingest.workers.pool.read_document", lambda *_, **__: pytest.fail("parsed"))
    assert one(ingest_paths(shelf, [file])).status == "unchanged"


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
    assert "2 MiB, at most 1 are taken (PLANASSISTENT_MAX_FILE_MB)" in str(reports[0].reason)


def test_new_bytes_and_new_metadata_are_indexed_anew(shelf: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "tur.txt")
    ingest_paths(shelf, [file])
    assert one(ingest_paths(shelf, [file], Metadata(title="Turplan"))).status == "indexed"
    assert shelf.snapshot.documents["tur"].title == "Turplan"
    write(file, "Turen går til fjorden.")
    assert one(ingest_paths(shelf, [file], Metadata(title="Turplan"))).status == "indexed"


def test_the_manifest_comes_before_the_flags_and_says_so(shelf: Library, plans: Path) -> None:
    flags = Metadata(issuer="En annen", kind="håndbok")
    report = one(ingest_paths(shelf, [plans / f"{HANDBOOK_ID}.txt"], flags))
    document = shelf.snapshot.documents[HANDBOOK_ID]
    assert (document.issuer, document.kind) == ("Fjellvik kommune", "håndbok")
    assert report.notes == ("issuer is 'Fjellvik kommune' in the manifest, which comes before the 'En annen' given",)


def test_a_manifest_given_takes_the_place_of_the_one_beside(shelf: Library, plans: Path, tmp_path: Path) -> None:
    manifest = write(tmp_path / "m.toml", f'[[document]]\nid = "ny"\nfile = "{HANDBOOK_ID}.txt"\n')
    assert one(ingest_paths(shelf, [plans / f"{HANDBOOK_ID}.txt"], manifest=manifest)).id == "ny"


@pytest.mark.parametrize("text", ["[[document]", "[[documents]]\n", None])
def test_a_manifest_given_that_is_broken_stops_before_anything(
    shelf: Library, plans: Path, tmp_path: Path, text: str | None
) -> None:
    manifest = tmp_path / "m.toml"
    if text is not None:
        write(manifest, text)
    with pytest.raises(ManifestError, match=r"m\.toml"):
        ingest_paths(shelf, [plans], manifest=manifest)
    assert not shelf.snapshot.documents


def test_a_broken_manifest_costs_its_folder_only(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "a" / "manifest.toml", '[[document]]\nid = "x"\ntitel = "y"\n')
    write(tmp_path / "a" / "x.txt")
    write(tmp_path / "b" / "y.txt")
    broken, fine = ingest_paths(shelf, [tmp_path / "a", tmp_path / "b"])
    assert (broken.file, broken.status) == (str(tmp_path / "a"), "refused")
    assert "titel" in str(broken.reason)
    assert fine.status == "indexed"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("plan.xlsx", b"PK\x03\x04", "'.xlsx' are not supported"),
        ("plan", b"tekst", "without an ending"),
        ("tom.txt", b"", "the file is empty"),
        ("blank.txt", b" \n\f\n", "the file is empty"),
        ("bilde.txt", b"\x89PNG\r\n\0", "named .txt, but is an image"),
        ("data.txt", b"\0\1\2", "the file is binary"),
        ("latin.txt", "blåbær".encode("latin-1"), "not UTF-8"),
        ("!!!.txt", b"tekst", "gives no id"),
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


def test_what_is_no_file_is_refused(shelf: Library, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.txt"))
        reports = ingest_paths(shelf, [tmp_path / "none.txt", tmp_path / "empty", tmp_path / "socket.txt"])
    assert [report.status for report in reports] == ["refused"] * 3
    assert "there is no such file" in str(reports[0].reason)
    assert "holds no documents" in str(reports[1].reason)
    assert "neither a file nor a folder" in str(reports[2].reason)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(shelf: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "laast.txt")
    file.chmod(0)
    assert "Permission denied" in str(one(ingest_paths(shelf, [file])).reason)


def test_a_file_that_goes_away_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="No such file"):
        read_content(tmp_path / "gone.txt")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "stor.txt"
    with file.open("wb") as stream:
        stream.truncate(101 * 2**20)
    with pytest.raises(UnreadableFileError, match="101 MiB, at most 100"):
        read_content(file)


@pytest.mark.parametrize("document_id", ["../plan", "Plan", "a--b", "x" * 151])
def test_an_id_that_cannot_stand_in_an_address_is_refused(shelf: Library, document_id: str) -> None:
    report = ingest_content(shelf, b"tekst", "plan.txt", Metadata(id=document_id))
    assert report.status == "refused"
    assert "cannot be used" in str(report.reason)


def test_the_second_file_of_an_id_is_refused(shelf: Library, tmp_path: Path) -> None:
    first, second = write(tmp_path / "a" / "tur plan.txt"), write(tmp_path / "b" / "tur-plan.txt", "Noe annet.")
    kept, lost = ingest_paths(shelf, [first, second])
    assert (kept.status, lost.status) == ("indexed", "refused")
    assert "'tur-plan' is that of 'tur plan.txt' too" in str(lost.reason)


def test_a_file_that_no_reader_takes_has_no_claim_to_its_id(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "tur.doc")
    write(tmp_path / "tur.txt")
    assert [report.status for report in ingest_paths(shelf, [tmp_path])] == ["refused", "indexed"]


def test_a_fault_of_a_reader_costs_one_file(shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("slip")

    monkeypatch.setattr("ingest.workers.pool.read_document", fail)
    assert "RuntimeError: slip" in str(one(ingest_paths(shelf, [write(tmp_path / "tur.txt")])).reason)


@pytest.mark.parametrize("error", [CatalogueError("database or disk is full"), OSError(28, "No space left on device")])
def test_a_store_that_cannot_be_written_stops_the_batch_and_shows_nothing(
    shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def full(*_: object) -> None:
        raise error

    files = [write(tmp_path / "a.txt"), write(tmp_path / "b.txt")]
    with monkeypatch.context() as patched:
        patched.setattr(shelf._catalogue, "publish", full)
        with pytest.raises(WritingStoppedError, match=r"a\.txt could not be written .*disk has room"):
            ingest_paths(shelf, files)
    assert not shelf.snapshot.documents
    assert [report.status for report in ingest_paths(shelf, files)] == ["indexed", "indexed"]


def test_files_that_the_manifest_ignores_are_passed_over_in_silence(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "plans" / "manifest.toml", 'ignore = ["*.md", "units.toml"]\n')
    for name in ("tur.txt", "LES.md", "units.toml", "bilde.xyz"):
        write(tmp_path / "plans" / name)
    found = {Path(report.file).name: report.status for report in ingest_paths(shelf, [tmp_path / "plans"])}
    assert found == {"tur.txt": "indexed", "bilde.xyz": "refused"}
    assert one(ingest_paths(shelf, [tmp_path / "plans" / "LES.md"])).status == "indexed"


def test_a_folder_of_ignored_files_alone_holds_no_documents(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "plans" / "LES.md")
    manifest = write(tmp_path / "m.toml", 'ignore = ["*.md"]\n')
    assert "holds no documents" in str(one(ingest_paths(shelf, [tmp_path / "plans"], manifest=manifest)).reason)


def test_the_file_of_what_was_read_is_kept_and_put_back_where_it_was_lost(shelf: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "tur.txt")
    ingest_paths(shelf, [file])
    generation = shelf.snapshot.generations["tur"]
    assert shelf.original(generation) == file.read_bytes()
    for kept in (tmp_path / "data" / "originals").iterdir():
        kept.unlink()
    assert one(ingest_paths(shelf, [file])).status == "unchanged"
    assert shelf.original(generation) == file.read_bytes()


def test_a_pattern_takes_files_under_the_manifests_of_their_folders(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "planer" / "a" / "tur.txt")
    write(tmp_path / "planer" / "a" / "notat.txt")
    write(tmp_path / "planer" / "a" / "manifest.toml", 'ignore = ["notat*"]\n[[document]]\nid = "tur"\ntitle = "Tur"\n')
    write(tmp_path / "planer" / "b" / "dypt" / "mat.txt", "Vi spiser frokost klokka åtte.")
    write(tmp_path / "planer" / "c" / "manifest.toml", "[[document]")
    write(tmp_path / "planer" / "c" / "lek.txt", "Vi leker.")
    reports = ingest_paths(shelf, [tmp_path / "planer" / "**" / "*.txt"])
    assert [(Path(report.file).name, report.status) for report in reports] == [
        ("tur.txt", "indexed"),
        ("mat.txt", "indexed"),
        ("c", "refused"),
    ]
    assert shelf.snapshot.documents["tur"].title == "Tur"


def test_a_pattern_that_matches_nothing_is_refused(shelf: Library, tmp_path: Path) -> None:
    report = one(ingest_paths(shelf, [tmp_path / "*.pdf"]))
    assert (report.status, report.file) == ("refused", str(tmp_path / "*.pdf"))
    assert 'no file matches the pattern; "**" searches folders' in str(report.reason)


def titled_pdf(title: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.add_metadata({"/Title": title})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


RETELLING = Metadata(id="turplan", title="Turplan for Fjellvik", retelling_of="turplan")
RETOLD = "Hver fredag er det skogen som er målet.".encode()
ORIGINAL = "Turen går til skogen hver fredag.".encode()


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
    assert report.reason.startswith("the original of this retelling is here")
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


def finished(jobs: Jobs, job: Job) -> Job:
    for _ in range(600):
        found = jobs.get(job.id)
        assert found is not None
        if found.status in ("done", "failed"):
            return found
        time.sleep(0.05)
    pytest.fail("the job did not finish")


def test_uploads_run_one_after_the_other(shelf: Library) -> None:
    jobs = Jobs(shelf)
    queued = [jobs.submit(f"Tur nummer {number}.".encode(), f"tur-{number}.txt", Metadata()) for number in range(5)]
    done = [finished(jobs, job) for job in queued]
    assert [job.report.status for job in done if job.report] == ["indexed"] * 5
    assert len(shelf.snapshot.documents) == 5
    assert jobs.remove("tur-3")
    assert not jobs.remove("tur-3")
    jobs.close()


def test_the_vectors_of_sentences_are_made_between_uploads(shelf: Library) -> None:
    jobs = Jobs(shelf)
    finished(jobs, jobs.submit(ACTION_PLAN.encode(), "plan.txt", Metadata()))
    sentences = {digest(text) for passage in shelf.snapshot.passages for text in passage_sentences(passage)}
    until = time.monotonic() + 20
    while held_vectors(shelf, sentences) < sentences and time.monotonic() < until:
        time.sleep(0.02)
    jobs.close()
    assert held_vectors(shelf, sentences) == sentences


def held_vectors(library: Library, digests: set[str]) -> frozenset[str]:
    return library._catalogue.vector_digests(library.embedding.model_id, digests)


def test_a_refused_upload_is_done_and_a_stopped_one_failed(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise CatalogueError("database or disk is full")

    jobs = Jobs(shelf)
    refused = finished(jobs, jobs.submit(b"", "tom.txt", Metadata()))
    assert refused.report is not None
    assert refused.report.status == "refused"
    with monkeypatch.context() as patched:
        patched.setattr(shelf._catalogue, "begin", full)
        failed = finished(jobs, jobs.submit(b"Tur.", "tur.txt", Metadata()))
    assert failed.status == "failed"
    assert "disk is full" in str(failed.error)
    assert finished(jobs, jobs.submit(b"Tur.", "tur.txt", Metadata())).status == "done"
    jobs.close()


def test_a_job_that_nobody_started_is_none(shelf: Library) -> None:
    jobs = Jobs(shelf)
    assert jobs.get("x") is None
    jobs.close()


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


def test_a_manifest_may_say_the_editions_in_any_order(shelf: Library, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    write(folder / "a-ny.txt", "Turen går til fjorden.")
    write(folder / "b-gammel.txt")
    (folder / "manifest.toml").write_text('[[document]]\nid = "a-ny"\nedition_of = "b-gammel"\n', encoding="utf-8")
    new, old = ingest_paths(shelf, [folder])
    assert any("'b-gammel', som ikke er lest inn" in note for note in new.notes)
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

import os
import socket
from pathlib import Path

import pytest

from assistant.ingestion.found_files import read_content
from assistant.ingestion.ingest import ingest_paths
from corpus.library import Library
from corpus.models import Metadata
from ingest.manifest import ManifestError
from ingest.readers.base import UnreadableFileError
from tests.assistant.ingestion.made_up import one, write
from tests.conftest import HANDBOOK_ID


def test_the_manifest_comes_before_the_flags_and_says_so(shelf: Library, plans: Path) -> None:
    flags = Metadata(issuer="En annen", kind="håndbok")
    report = one(ingest_paths(shelf, [plans / f"{HANDBOOK_ID}.txt"], flags))
    document = shelf.snapshot.documents[HANDBOOK_ID]
    assert (document.issuer, document.kind) == ("Fjellvik kommune", "håndbok")
    assert report.notes == ("issuer er «Fjellvik kommune» i manifestet, som går foran «En annen»",)


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


def test_what_is_no_file_is_refused(shelf: Library, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.txt"))
        reports = ingest_paths(shelf, [tmp_path / "none.txt", tmp_path / "empty", tmp_path / "socket.txt"])
    assert [report.status for report in reports] == ["refused"] * 3
    assert "det finnes ingen slik fil" in str(reports[0].reason)
    assert "har ingen dokumenter" in str(reports[1].reason)
    assert "verken en fil eller en mappe" in str(reports[2].reason)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(shelf: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "laast.txt")
    file.chmod(0)
    assert "tilgang nektet" in str(one(ingest_paths(shelf, [file])).reason)


def test_a_file_that_goes_away_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="den finnes ikke"):
        read_content(tmp_path / "gone.txt")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "stor.txt"
    with file.open("wb") as stream:
        stream.truncate(101 * 2**20)
    with pytest.raises(UnreadableFileError, match="101 MB, og høyst 100"):
        read_content(file)


def test_the_second_file_of_an_id_is_refused(shelf: Library, tmp_path: Path) -> None:
    first, second = write(tmp_path / "a" / "tur plan.txt"), write(tmp_path / "b" / "tur-plan.txt", "Noe annet.")
    kept, lost = ingest_paths(shelf, [first, second])
    assert (kept.status, lost.status) == ("indexed", "refused")
    assert "«tur-plan» er også id-en til «tur plan.txt»" in str(lost.reason)


def test_a_file_that_no_reader_takes_has_no_claim_to_its_id(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "tur.doc")
    write(tmp_path / "tur.txt")
    assert [report.status for report in ingest_paths(shelf, [tmp_path])] == ["refused", "indexed"]


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
    assert "har ingen dokumenter" in str(one(ingest_paths(shelf, [tmp_path / "plans"], manifest=manifest)).reason)


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
    assert 'ingen filer passer med mønsteret; "**" søker i mapper' in str(report.reason)

from pathlib import Path

import pytest

from corpus.models import Metadata
from ingest.manifest import Manifest, ManifestError, read_manifest


def manifest(folder: Path, content: str | bytes) -> Path:
    path = folder / "manifest.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def entry(folder: Path, *lines: str) -> Metadata:
    path = manifest(folder, "\n".join(("[[document]]", 'id = "turplan"', *lines)))
    return read_manifest(path).documents["turplan"]


@pytest.mark.parametrize(
    ("valid", "start", "end"),
    [
        ("2024–2030", 2024, 2030),
        ("2024-2030", 2024, 2030),
        (" 2024 – 2030 ", 2024, 2030),
        ("2024–", 2024, None),
        ("2024-", 2024, None),
        ("–2030", None, 2030),
        ("2024", 2024, 2024),
        ("", None, None),
        ("not stated", None, None),
        ("ikke oppgitt", None, None),
    ],
)
def test_valid_is_a_span_of_years(tmp_path: Path, valid: str, start: int | None, end: int | None) -> None:
    found = entry(tmp_path, f'valid = "{valid}"')
    assert (found.valid_from, found.valid_to) == (start, end)


def test_years_may_be_given_one_by_one(tmp_path: Path) -> None:
    found = entry(tmp_path, "valid_from = 2024", "valid_to = 2026")
    assert (found.valid_from, found.valid_to) == (2024, 2026)


@pytest.mark.parametrize("valid", ["fra 2024", "24-30", "2024–2030–2032", "2030–2024"])
def test_other_forms_of_valid_are_refused(tmp_path: Path, valid: str) -> None:
    with pytest.raises(ManifestError, match=rf"manifest\.toml: \[\[document\]\] nummer 1: valid = «{valid}»"):
        entry(tmp_path, f'valid = "{valid}"')


@pytest.mark.parametrize("words", ["not stated", "Not stated", "ikke oppgitt", "Ikkje oppgitt", "unknown", " "])
@pytest.mark.parametrize("key", ["issuer", "jurisdiction", "title", "authority"])
def test_what_is_not_stated_is_none(tmp_path: Path, key: str, words: str) -> None:
    assert getattr(entry(tmp_path, f'{key} = "{words}"'), key) is None


def test_all_that_is_stated_is_kept(tmp_path: Path) -> None:
    found = entry(tmp_path, 'title = "Turplan"', 'authority = "guiding"', 'edition = "2"', 'contact = "Styrer"')
    assert found == Metadata(id="turplan", title="Turplan", authority="guiding", edition="2", contact="Styrer")


def test_documents_are_found_by_the_stem_of_their_file(tmp_path: Path) -> None:
    path = manifest(tmp_path, '[[document]]\nid = "tur"\nfile = "Turplan 2024.txt"\n[[document]]\nid = "mat"\n')
    assert {stem: found.id for stem, found in read_manifest(path).documents.items()} == {
        "Turplan 2024": "tur",
        "mat": "mat",
    }


def test_an_empty_manifest_knows_nothing(tmp_path: Path) -> None:
    assert read_manifest(manifest(tmp_path, "# ingen\n")) == Manifest()


def test_files_that_are_no_documents_can_be_named(tmp_path: Path) -> None:
    found = read_manifest(manifest(tmp_path, 'ignore = ["*.md", "source/*", "units.toml"]'))
    ignored = [
        name for name in ("LES.md", "source/plan.txt", "units.toml", "plan.txt", "les.MD") if found.ignores(name)
    ]
    assert ignored == ["LES.md", "source/plan.txt", "units.toml"]
    assert not read_manifest(manifest(tmp_path, "")).ignores("LES.md")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ('[[document]]\nid = "a"\n[[document]]\nid = "b"\nowner = "x"', r"nummer 2: «owner» er ikke et kjent felt"),
        ('[[document]]\nid = "a"\nauthority = "ruling"', r"nummer 1: «authority» må være 'binding' eller 'guiding'"),
        ('[[document]]\nid = "a"\nvalid_from = "i fjor"', r"nummer 1: «valid_from» må være et helt tall"),
        ('[[document]]\ntitle = "Turplan"', r"nummer 1 har verken id eller file"),
        ('document = ["a"]', r"nummer 1: oppføringen må være felter med navn og verdi"),
        ('[[document]]\nid == "a"', r"ikke gyldig TOML .*line 2"),
        (b'[[document]]\nid = "\xf8"', r"ikke gyldig TOML .*position 19"),
        ('ignore = "*.md"', r"ignore = «\*\.md» er ikke en liste av mønstre"),
        ("ignore = [1]", r"ignore = «\[1\]» er ikke en liste av mønstre"),
        ('title = "Turplan"', r"bare ignore og \[\[document\]\] kan stå her, men her står «title»"),
        ('[document]\nid = "a"', r"bare ignore og \[\[document\]\] kan stå her, men her står document som noe annet"),
        ('[[document]]\nid = "a"\n[[document]]\nid = "a"', r"«a» står to ganger"),
        ('[[document]]\nid = "a"\n[[document]]\nid = "b"\nfile = "a.txt"', r"«a» står to ganger"),
        ('[[document]]\nid = "a"\nfile = "x.txt"\n[[document]]\nid = "a"\nfile = "y.txt"', r"«a» står to ganger"),
    ],
)
def test_a_mistake_is_told_with_file_and_place(tmp_path: Path, content: str | bytes, place: str) -> None:
    path = manifest(tmp_path, content)
    with pytest.raises(ManifestError, match=place) as caught:
        read_manifest(path)
    assert str(caught.value).startswith(f"{path}: ")

from pathlib import Path

from assistant.config import Settings
from assistant.drafting.template import Template
from assistant.drafting.templates import Templates
from tests.assistant.drafting.test_template_file import WHOLE

SHIPPED = "lokal-handlingsplan"


def put(folder: Path, name: str, content: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_the_shipped_templates_are_there_without_a_folder(tmp_path: Path) -> None:
    found = Templates(tmp_path / "templates")
    assert [template.id for template in found.all()] == [SHIPPED]
    assert found.complaints() == ()


def test_ones_own_stand_after_the_shipped_and_are_there_at_once(settings: Settings) -> None:
    found = Templates(settings.templates_dir)
    assert found.get("turplan") is None
    settings.data_dir.mkdir(exist_ok=True)
    path = put(settings.templates_dir, "tur.toml", WHOLE)
    assert [template.id for template in found.all()] == [SHIPPED, "turplan"]
    path.unlink()
    assert found.get("turplan") is None


def test_ones_own_with_the_id_of_a_shipped_one_takes_its_place(tmp_path: Path) -> None:
    put(tmp_path, "vår.toml", WHOLE.replace("turplan", SHIPPED))
    found = Templates(tmp_path)
    own = found.get(SHIPPED)
    assert isinstance(own, Template)
    assert own.title.nb == "Turplan"
    assert len(found.all()) == 1


def test_a_broken_one_takes_nobodys_place_and_is_told_with_its_file(tmp_path: Path) -> None:
    put(tmp_path, "a.toml", WHOLE.replace("turplan", SHIPPED).replace("version = 1", "versjon = 1"))
    put(tmp_path, "b.toml", WHOLE)
    found = Templates(tmp_path)
    assert [template.id for template in found.all()] == [SHIPPED, "turplan"]
    shipped = found.get(SHIPPED)
    assert shipped is not None
    assert shipped.title.nb == "Lokal handlingsplan"
    (told,) = found.complaints()
    assert told.startswith(f"{tmp_path / 'a.toml'}: «version» mangler")


def test_of_two_with_the_same_id_the_first_stands_and_the_other_is_told(tmp_path: Path) -> None:
    put(tmp_path, "a.toml", WHOLE)
    put(tmp_path, "b.toml", WHOLE.replace('nb = "Turplan"', 'nb = "En annen"'))
    found = Templates(tmp_path)
    own = found.get("turplan")
    assert own is not None
    assert own.title.nb == "Turplan"
    assert found.complaints() == (
        f"{tmp_path / 'b.toml'}: id-en «turplan» er også id-en i a.toml; gi den ene en annen",
    )


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "LES.md", "ikke en mal")
    assert Templates(tmp_path).complaints() == ()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    path = put(tmp_path, "templates", "ikke en mappe")
    found = Templates(path)
    assert [template.id for template in found.all()] == [SHIPPED]
    (told,) = found.complaints()
    assert told.startswith(f"{path}: mappen med maler kan ikke leses (en del av stien er ikke en mappe)")

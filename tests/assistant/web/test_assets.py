import gzip
import shutil
from pathlib import Path

import pytest

from assistant.web import assets
from assistant.web.static_files import FOLDER

MOST_SCRIPT = 60_000  # bytes, compressed


def test_what_is_served_is_copied_with_its_licences_and_without_data_addresses(tmp_path: Path) -> None:
    (tmp_path / "left over").touch()
    assets.copy(assets.MODULES, tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert {*assets.STYLES, *assets.SERVED} <= names
    assert {f"{name}.LICENSE.txt" for name in assets.LICENCES} <= names
    assert "left over" not in names
    assert all("data:" not in style.read_text(encoding="utf-8") for style in tmp_path.glob("*.css"))
    assert any(name.startswith("icon-") for name in names)


def test_the_scripts_are_light() -> None:
    compressed = {path.name: len(gzip.compress(path.read_bytes())) for path in FOLDER.rglob("*.js")}
    assert "htmx.min.js" in compressed
    assert sum(compressed.values()) <= MOST_SCRIPT


def test_a_package_that_is_not_as_expected_is_named(tmp_path: Path) -> None:
    with pytest.raises(assets.AssetsError, match=r"htmx\.min\.js finnes ikke"):
        assets.copy(tmp_path, tmp_path / "vendor")


def test_where_node_is_missing_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(assets.AssetsError, match=r"nodejs npm.*make setup"):
        assets.install()

import io
import json
import time
from zipfile import ZipFile

import pytest

from assistant.teams.package import archive
from assistant.teams.package.listing import PackageError
from tests.assistant.teams.package.listings import APP, listing


def test_everything_that_the_manifest_names_lies_beside_it() -> None:
    with ZipFile(io.BytesIO(archive.package(listing()))) as opened:
        assert opened.testzip() is None
        names = opened.namelist()
        made = json.loads(opened.read("manifest.json"))
        assert json.loads(opened.read("nn.json"))["name.short"] == "Planassistent"
    told = [*made["icons"].values(), *(said["file"] for said in made["localizationInfo"]["additionalLanguages"])]
    assert sorted(names) == sorted(["manifest.json", *told])
    assert made["id"] == APP


def test_the_same_listing_gives_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = archive.package(listing())
    monkeypatch.setattr(time, "time", lambda: 1_000_000_000.0)
    assert archive.package(listing()) == first
    assert archive.package(listing(version="1.0.1")) != first


def test_texts_that_teams_would_not_take_make_no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "words_of", lambda _listing: iter([{"name.short": "x" * 31}, {"name.full": "x"}]))
    with pytest.raises(PackageError, match=r"name\.short"):
        archive.package(listing())

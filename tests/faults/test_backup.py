"""A backup that is taken while people ask, write and send, restored elsewhere: the same answers, drafts and documents.

From one machine to servers, and from servers to one machine.
"""

import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.config import Settings
from assistant.ingestion.ingest import ingest_paths
from assistant.opening import open_library
from tests.conftest import PLANS
from tests.faults.people import Sender, Writer
from tests.faults.scene import Scene, assert_no_wrong_answer, assert_only_told_to_wait, scene, scene_of
from tests.faults.served import Served

pytestmark = pytest.mark.slow

_SECRET = "en hemmelighet for prøver, som er lang nok"
_NUMBER = re.compile(r"Tekst (\d+):")
Place = Mapping[str, str]


@pytest.fixture
def places(request: pytest.FixtureRequest) -> dict[str, Place]:
    """The settings of the two pairs of stores, nothing in any of them."""
    servers = {
        "DATABASE_URL": request.getfixturevalue("postgresql_url"),
        "CHROMA_URL": request.getfixturevalue("chroma_url"),
    }
    return {"one machine": {"SECRET_KEY": _SECRET}, "servers": {**servers, "SECRET_KEY": _SECRET}}


def settings_of(place: Place, data: Path, model_dir: Path) -> Settings:
    told: dict[str, Any] = {name.lower(): value for name, value in place.items()}
    return Settings(data_dir=data, model_dir=model_dir, **told)


def written(parts: Mapping[str, str]) -> int:
    """The number of the text that stands in a field; 0 where none was written yet."""
    numbers = {int(number) for text in parts.values() for number in _NUMBER.findall(text)}
    assert len(numbers) <= 1, parts  # two saves in one field
    return numbers.pop() if numbers else 0


def fields(served: Served, writer: Writer) -> dict[str, int]:
    """The number of the text in each field of the draft, as its writer sees it on a server."""
    return {one["key"]: written(one["parts"]) for one in writer.reads(served)}


@pytest.mark.parametrize(("source", "target"), [("one machine", "servers"), ("servers", "one machine")])
def test_a_backup_under_load_is_the_same_library_elsewhere(
    source: str, target: str, places: dict[str, Place], tmp_path: Path, embedding_model_dir: Path
) -> None:
    archive = tmp_path / "kopi.zip"
    for name in ("from", "to"):
        (tmp_path / name).mkdir()
    with open_library(settings_of(places[source], tmp_path / "from" / "data", embedding_model_dir)) as library:
        ingest_paths(library, [PLANS])
    before: dict[str, dict[str, int]] = {}
    done: list[set[str]] = []
    with Served(tmp_path / "from" / "data", embedding_model_dir, settings=places[source]) as served:
        found = scene(served, f"backup of {source}")
        writer, sender = Writer(served), Sender(served)

        def take() -> None:
            before["begun"] = fields(served, writer)
            done.append({one.document for one in sender.sent if one.status == "done"})
            served.run("backup", str(archive))
            before["ended"] = fields(served, writer)

        found.plays(take, writer, sender)
        assert_no_wrong_answer(found)
        assert_only_told_to_wait(found, writer, sender)
        sender.finish()
    elsewhere = Served(tmp_path / "to" / "data", embedding_model_dir, settings=places[target])
    elsewhere.run("restore", str(archive))
    with elsewhere:
        assert_same_answers(elsewhere, found)
        assert_same_draft(fields(elsewhere, writer), before["begun"], before["ended"])
        sender.goes_on_at(elsewhere)
        assert done[0] <= set(documents_finished(sender)) <= {one.document for one in sender.sent}


def assert_same_answers(elsewhere: Served, found: Scene) -> None:
    """Each question is answered as before, and the conversations from before the backup open with their answers."""
    asked_again = scene_of(elsewhere, "restored", found.questions, found.headers)
    for question, answers in asked_again.references.items():
        assert [found.is_as_before(one) for one in answers] == [True], question
    earlier = [one for one in found.asked if one.at + one.seconds < found.begun]
    assert len(earlier) > 10
    there = Scene(elsewhere, "restored", found.questions, found.references, found.headers, asked=earlier)
    assert there.lost() == []


def assert_same_draft(restored: dict[str, int], begun: dict[str, int], ended: dict[str, int]) -> None:
    """The draft is as it was at one moment between the backup's beginning and its end: one writer wrote one text after
    the other, so each field has the last one up to that moment.
    """
    assert sum(ended.values()) > sum(begun.values()) > 0
    latest = max(restored.values())
    for key, number in restored.items():
        assert begun[key] <= number <= ended[key], key
        assert ended[key] == number or ended[key] > latest, key


def documents_finished(sender: Sender) -> list[str]:
    """The documents that are there once the jobs are over that the backup has; each once."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        jobs = sender.insists("GET", "/jobs").json()
        if all(job["status"] in ("done", "failed", "cancelled") for job in jobs):
            break
        time.sleep(0.2)
    there = sender.documents()
    assert len(there) == len(set(there))
    assert all(job["status"] == "done" for job in jobs), jobs
    return there

"""What earlier versions left is opened by this one: documents, conversations, feedback, and the same answers."""

import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.answer import Answer
from assistant.config import Settings
from assistant.opening import open_library, rebuild_library
from assistant.service import Assistant
from corpus.backup.restoring import restore
from corpus.backup.taking import take
from corpus.derived import IndexMismatchError
from corpus.library import Library
from tests.conftest import HANDBOOK_ID, PLAN_ID
from tests.corpus.backup.filled import home

FOLDER = Path(__file__).parent

Unpack = Callable[[str], Settings]


@pytest.fixture
def unpack(tmp_path: Path, embedding_model_dir: Path) -> Unpack:
    """Settings with the data directory that a version left."""

    def unpacked(name: str) -> Settings:
        with tarfile.open(FOLDER / f"{name}.tar.gz") as archive:
            archive.extractall(tmp_path / name, filter="data")
        return Settings(data_dir=tmp_path / name, model_dir=embedding_model_dir)

    return unpacked


def answered(name: str) -> list[dict[str, Any]]:
    """What that version answered."""
    found: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def check(library: Library, before: list[dict[str, Any]]) -> None:
    """Asks each question anew: it has the same status, and the same words of the same page bear it."""
    assistant = Assistant(library)
    for then in before:
        now = assistant.ask(then["standalone_question"])
        assert _borne(now.model_dump(mode="json")) == _borne(then), then["standalone_question"]


def _borne(answer: dict[str, Any]) -> tuple[str, set[tuple[str, int, str]]]:
    """The first version told a row in one line, which stands in several now."""
    places = {(cited["document_id"], cited["page"], " ".join(cited["quote"].split())) for cited in answer["citations"]}
    return answer["status"], places


def test_the_first_versions_data_directory_answers_as_it_did(unpack: Unpack, tmp_path: Path) -> None:
    settings = unpack("first")
    manifest = take(settings.database_url, home(tmp_path / "none"), settings.templates_dir, tmp_path / "kopi.zip")
    assert (manifest.revision, len(manifest.lost)) == ("0001", 2)  # that version kept no original files
    with pytest.raises(IndexMismatchError, match="planassistent rebuild"), open_library(settings):
        pass
    assert rebuild_library(settings, lambda *_: None) == 2
    with open_library(settings) as library:
        assert set(library.snapshot.documents) == {PLAN_ID, HANDBOOK_ID}
        assert library.snapshot.documents[PLAN_ID].issuer == "Fjellvik kommune"
        assert len(library.snapshot.measures) == 4
        check(library, answered("first"))


def test_conversations_and_feedback_of_before_accounts_are_there(unpack: Unpack) -> None:
    before = answered("feedback")
    with open_library(unpack("feedback")) as library:
        check_kept(library, before)
        check(library, before[2:])
        on = Assistant(library).ask("Og når?", conversation_id=before[0]["conversation_id"])
        assert "ibliotekkasse" in on.standalone_question
        for generation_id in library.snapshot.generations.values():
            assert library.original(generation_id)


def check_kept(library: Library, before: list[dict[str, Any]]) -> None:
    """The first conversation has both its turns, and two answers what was said of them."""
    kept = library.conversations.messages(before[0]["conversation_id"])
    assert [message.question for message in kept] == ["Hvem har ansvar for bibliotekkasse?", "Og når?"]
    for message, answer in zip(kept, before, strict=False):
        assert message.answer is not None
        assert Answer.model_validate_json(message.answer).answer == answer["answer"]
    said = {case.message_id: (case.helpful, case.reasons, case.text) for case in library.feedback.list()}
    assert said == {
        before[1]["message_id"]: (False, ("incomplete_list",), "Det mangler når på året."),
        before[2]["message_id"]: (True, (), ""),
    }


def test_a_backup_of_before_accounts_is_put_back_as_of_now(unpack: Unpack, tmp_path: Path) -> None:
    """Taken without opening it, so before the upgrade, and restored elsewhere."""
    old, new = unpack("feedback"), tmp_path / "new"
    take(old.database_url, home(old.data_dir / "originals"), old.templates_dir, tmp_path / "kopi.zip")
    moved = Settings(data_dir=new, model_dir=old.model_dir)
    restore(tmp_path / "kopi.zip", moved.database_url, home(new / "originals"), moved.templates_dir, replace=False)
    with open_library(moved) as library:
        check_kept(library, answered("feedback"))
        check(library, answered("feedback")[2:4])

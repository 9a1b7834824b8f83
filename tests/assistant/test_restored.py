"""A library that was restored elsewhere gives the same answers, and holds the same drafts."""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.opening import open_library, original_files
from assistant.service import Assistant
from corpus.backup.restoring import restore
from corpus.backup.taking import take
from eval import golden
from tests.assistant.test_same_answer import QUESTIONS, told
from tests.corpus.store.drafted import begin, wrote

SAMPLED = 40
"""Every so manieth golden question of the development split is asked in `make test`, all by `make test-all`."""


def elsewhere(settings: Settings, folder: Path) -> Settings:
    """Settings with a data directory that was restored from a backup of another."""
    moved = Settings(data_dir=folder / "elsewhere", model_dir=settings.model_dir)
    take(
        settings.database_url,
        partial(original_files, settings),
        settings.templates_dir,
        folder / "kopi.zip",
    )
    restore(
        folder / "kopi.zip",
        moved.database_url,
        partial(original_files, moved),
        moved.templates_dir,
        replace=False,
    )
    return moved


def answers(settings: Settings, questions: Sequence[str]) -> list[str]:
    with open_library(settings) as library:
        assistant = Assistant(library)
        return [told(assistant, question) for question in questions]


def test_the_made_up_plans_answer_the_same(with_plans: Settings, tmp_path: Path) -> None:
    moved = elsewhere(with_plans, tmp_path)
    assert answers(moved, QUESTIONS) == answers(with_plans, QUESTIONS)


def test_a_conversation_goes_on_and_a_draft_is_the_same(with_plans: Settings, tmp_path: Path) -> None:
    with open_library(with_plans) as library:
        asked = Assistant(library).ask("Hvem har ansvar for bibliotekkasse?")
        draft = begin(library.drafts)
        wrote(library.drafts, draft.id, "Vi låner bøker.\n\n\tÅ, så fint – «nemlig».")
        kept = library.drafts.field(draft.id, "turer")
    with open_library(elsewhere(with_plans, tmp_path)) as library:
        on = Assistant(library).ask("Og når?", conversation_id=asked.conversation_id)
        assert "ibliotekkasse" in on.standalone_question
        assert library.drafts.field(draft.id, "turer") == kept
        assert library.drafts.get(draft.id) is not None
        for document_id, generation_id in library.snapshot.generations.items():
            assert library.original(generation_id), document_id


def developed() -> list[str]:
    """The golden questions of the development split."""
    found = golden.select(golden.load(), "dev")
    return [question.question for question in found]


@pytest.mark.parametrize("step", [SAMPLED, pytest.param(1, marks=pytest.mark.slow)])
def test_the_shipped_plans_answer_the_same(
    plans_read: Path, embedding_model_dir: Path, tmp_path: Path, step: int
) -> None:
    shipped = Settings(data_dir=plans_read, model_dir=embedding_model_dir)
    questions = developed()[::step]
    assert len(questions) > 400 / step
    moved = elsewhere(shipped, tmp_path)
    before, after = answers(shipped, questions), answers(moved, questions)
    assert before == after
    assert sum(json.loads(answer)["status"] == "answered" for answer in after) > len(questions) / 2

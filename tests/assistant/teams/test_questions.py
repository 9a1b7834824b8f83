"""Conversations in Teams that go on in one which waits to be written."""

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.answering.answer import Answer
from assistant.teams.questions import Questions
from corpus.library import Library
from corpus.store.conversation_turns import NewTurn, Turn
from corpus.store.conversations import Conversations
from corpus.store.database import CatalogueError

_KEY = "a" * 64


class Refused:
    """Those whose conversations cannot be written now."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.owners = {"kari", "ola"}
        self._write: Callable[..., None] = Conversations._write
        monkeypatch.setattr(Conversations, "_write", lambda *given, **more: self._written(*given, **more))

    def _written(self, kept: Conversations, one: NewTurn, **more: Any) -> None:
        if one.owner in self.owners:
            raise CatalogueError("away")
        self._write(kept, one, **more)


def held(library: Library, owner: str) -> str:
    turn = Turn(message_id=owner, question="Hva gjelder?", standalone="Hva gjelder?")
    return library.conversations.keep(None, turn, "{}", owner=owner)


def is_bound(library: Library, conversation: str) -> bool:
    questions = Questions(library)
    answer = cast("Answer", SimpleNamespace(conversation_id=conversation, personal_data=True))
    assert questions.keep(questions.begin(_KEY, "first"), answer, None, "kari")
    is_kept = library.conversations.exists(conversation, "kari")
    return is_kept and library.teams.conversation(_KEY).conversation_id == conversation


def test_an_answer_that_can_be_written_is_not_deleted_because_another_s_cannot(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = Refused(monkeypatch)
    conversation, _ = held(shelf, "kari"), held(shelf, "ola")
    refused.owners = {"ola"}
    assert is_bound(shelf, conversation)


def test_an_answer_that_waits_is_not_deleted_because_another_thread_writes_just_then(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = Refused(monkeypatch)
    conversation = held(shelf, "kari")
    refused.owners = set()
    writes = threading.Event()

    def write() -> None:
        with shelf.conversations._held.writing:
            writes.set()
            threading.Event().wait(0.3)

    thread = threading.Thread(target=write)
    thread.start()
    assert writes.wait(10)
    assert is_bound(shelf, conversation)
    thread.join()

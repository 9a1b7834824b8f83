from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.conversations import Conversations, Turn


@pytest.fixture
def conversations(tmp_path: Path) -> Iterator[Conversations]:
    catalogue = Catalogue(f"sqlite:///{tmp_path / 'catalogue.sqlite3'}")
    yield catalogue.conversations
    catalogue.close()


def turn(message_id: str, **parts: str) -> Turn:
    return Turn(message_id=message_id, question="Når?", standalone="Når er turen?", **parts)


def test_the_last_turn_of_a_conversation_or_that_of_a_message(conversations: Conversations) -> None:
    kept = conversations.keep(None, turn("a"))
    other = conversations.keep(None, turn("c"))
    assert conversations.keep(kept, turn("b")) == kept != other
    assert conversations.last(kept) == turn("b")
    assert conversations.last(kept, "a") == turn("a")
    assert conversations.last(kept, "c") == turn("b")  # a message of another conversation


def test_a_conversation_may_have_no_turn(conversations: Conversations) -> None:
    kept = conversations.keep(None, None)
    assert conversations.exists(kept)
    assert conversations.last(kept) is None
    assert not conversations.exists("finnes-ikke")


def test_a_turn_about_a_document_that_is_gone_is_not_kept(conversations: Conversations) -> None:
    kept = conversations.keep(None, turn("a", subject="Utegruppe", document_id="finnes-ikke"))
    assert conversations.exists(kept)
    assert conversations.last(kept) is None

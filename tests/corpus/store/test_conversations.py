from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store.catalogue import Catalogue
from corpus.store.conversation_turns import Turn
from corpus.store.conversations import Conversations
from tests.corpus.catalogued import OLD, OTHER, publish


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


def test_a_conversation_is_its_owner_s_alone(conversations: Conversations) -> None:
    kept = conversations.keep(None, turn("a"), "{}", owner="kari")
    assert conversations.exists(kept, "kari")
    assert not conversations.exists(kept)
    assert conversations.get(kept, "ola") is None
    assert [found.id for found in conversations.owned("kari")] == [kept]
    assert conversations.owned("ola") == []
    assert conversations.exists(conversations.keep(None, turn("b")), "ola")  # without an owner, whoever knows its id


def test_one_that_nothing_was_asked_in_is_not_listed(conversations: Conversations) -> None:
    conversations.keep(None, None, owner="kari")
    assert conversations.owned("kari") == []


def test_the_one_that_was_last_asked_in_comes_first(conversations: Conversations) -> None:
    first = conversations.keep(None, turn("a"), owner="kari")
    second = conversations.keep(None, turn("b"), owner="kari")
    conversations.keep(first, turn("c"))
    assert [found.id for found in conversations.owned("kari")] == [first, second]
    assert conversations.owned("kari")[0].messages == 2


def test_answers_stand_with_their_questions_until_it_is_deleted(tmp_path: Path) -> None:
    catalogue = Catalogue(f"sqlite:///{tmp_path / 'catalogue.sqlite3'}")
    kept = catalogue.conversations.keep(None, turn("a"), '{"answer": "Elgkaker"}')
    (message,) = catalogue.conversations.messages(kept)
    assert message.answer == '{"answer": "Elgkaker"}'
    assert catalogue.conversations.message("a") == message
    catalogue.conversations.rename(kept, "Turmat")
    catalogue.conversations.remove(kept)
    assert catalogue.conversations.messages(kept) == []
    assert catalogue.conversations.keep(kept, turn("b")) == kept
    assert catalogue.conversations.message("b") is None  # nothing is added to what was deleted
    files = [path for path in tmp_path.iterdir() if path.is_file()]
    assert not [path.name for path in files if b"Elgkaker" in path.read_bytes() or b"Turmat" in path.read_bytes()]
    catalogue.close()


def test_a_turn_goes_with_each_document_that_its_answer_shows(catalogue: Catalogue) -> None:
    """Also where it is about none of them, or about another."""
    publish(catalogue, OLD, OTHER)
    conversations = catalogue.conversations
    kept = conversations.keep(None, turn("a"), "{}", ["turplan"])
    conversations.keep(kept, turn("b", document_id="matplan"), "{}", ["turplan", "matplan"])
    conversations.keep(kept, turn("c", document_id="matplan"), "{}", ["matplan"])
    catalogue.remove("turplan")
    assert [message.message_id for message in conversations.messages(kept)] == ["c"]


def test_a_refused_question_is_kept_and_not_leant_on(conversations: Conversations) -> None:
    kept = conversations.keep(None, turn("a"))
    conversations.keep(kept, turn("b", status="refused"))
    assert len(conversations.messages(kept)) == 2
    assert conversations.last(kept) == turn("a")


def test_an_answer_that_shows_a_document_that_is_gone_is_not_kept(conversations: Conversations) -> None:
    kept = conversations.keep(None, turn("a"), "{}", ["finnes-ikke"])
    assert conversations.messages(kept) == []

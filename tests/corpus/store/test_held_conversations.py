"""Conversations while the database takes nothing, and when it does again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from corpus.store.conversation_turns import Turn
from corpus.store.database import CatalogueError
from corpus.store.held_conversations import HeldConversations
from corpus.store.held_turns import HeldTurns
from corpus.store.persons import Persons
from tests.corpus.store.full import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = Store(f"sqlite:///{tmp_path / 'catalogue.sqlite3'}")
    yield found
    found.database.close()


def turn(message_id: str, **parts: str) -> Turn:
    return Turn(message_id=message_id, question=f"Når er {message_id}?", standalone="Når?", **parts)


def questions(store: Store, conversation: str) -> list[tuple[str, bool]]:
    return [(message.message_id, message.is_held) for message in store.conversations.messages(conversation)]


def test_what_is_asked_while_nothing_can_be_written_is_written_in_order_once_it_can(store: Store) -> None:
    kept = store.conversations
    begun_before = kept.keep(None, turn("a"), "{}", owner="kari")
    store.is_full = True
    begun = kept.keep(None, turn("b"), "{}", owner="kari")
    for conversation, message in ((begun_before, "c"), (begun, "d"), (begun_before, "e")):
        assert kept.keep(conversation, turn(message), "{}", owner="kari") == conversation
    assert not kept.write_held()
    assert questions(store, begun_before) == [("a", False), ("c", True), ("e", True)]
    asked = [one.asked_at for one in kept.messages(begun)]
    store.is_full = False
    assert kept.write_held()
    assert kept.held == 0
    assert questions(store, begun_before) == [("a", False), ("c", False), ("e", False)]
    assert questions(store, begun) == [("b", False), ("d", False)]
    assert [one.asked_at for one in kept.messages(begun)] == asked
    found = kept.get(begun, "kari")
    assert found is not None
    assert found.started_at == asked[0]


def test_a_conversation_that_waits_is_shown_and_leant_on_by_its_owner_alone(store: Store) -> None:
    kept = store.conversations
    store.is_full = True
    begun = kept.keep(None, turn("a"), "{}", owner="kari")
    kept.keep(begun, turn("b", status="refused"), "{}", owner="kari")
    kept.keep(begun, turn("c"), "{}", owner="kari")
    assert [kept.exists(begun, who) for who in ("kari", "ola", None)] == [True, False, False]
    assert kept.get(begun, "ola") is None
    assert kept.owned("ola") == []
    (listed,) = kept.owned("kari")
    assert (listed.id, listed.first_question, listed.messages) == (begun, "Når er a?", 3)
    assert kept.last(begun) == turn("c")
    assert kept.last(begun, "a") == turn("a")
    assert kept.last(begun, "unknown") == turn("c")
    assert [one.message_id for one, _ in kept.up_to("c", 5)] == ["c", "a"]
    assert kept.is_held("b")
    message = kept.message("b")
    assert message is not None
    assert message.is_held


def test_what_waits_is_leant_on_with_what_was_written_before_it(store: Store) -> None:
    kept = store.conversations
    conversation = kept.keep(None, turn("a"), "{}")
    store.is_full = True
    kept.keep(conversation, turn("b"), "{}")
    assert kept.last(conversation) == turn("b")
    assert kept.last(conversation, "a") == turn("a")
    assert [one.message_id for one, _ in kept.up_to("b", 5)] == ["b", "a"]
    assert [one.message_id for one, _ in kept.up_to("b", 1)] == ["b"]
    assert [one.message_id for one, _ in kept.up_to("a", 5)] == ["a"]
    found = kept.get(conversation, None)
    assert found is not None
    assert found.messages == 2


def test_a_turn_stands_after_those_of_its_conversation_that_wait(store: Store) -> None:
    kept = store.conversations
    store.is_full = True
    conversation = kept.keep(None, turn("a"), "{}")
    store.is_full = False
    kept.keep(conversation, turn("b"), "{}")
    assert questions(store, conversation) == [("a", False), ("b", False)]


def test_what_was_deleted_while_it_waited_is_not_written(store: Store) -> None:
    kept = store.conversations
    written = kept.keep(None, turn("a"), "{}", owner="kari")
    store.is_full = True
    begun = kept.keep(None, turn("b"), "{}", owner="kari")
    kept.keep(written, turn("c"), "{}", owner="kari")
    store.is_full = False
    kept.remove(begun)
    kept.remove(written)
    assert kept.write_held()
    assert kept.owned("kari") == []
    assert kept.keep(begun, turn("d"), "{}", owner="kari") == begun  # was being answered meanwhile
    assert kept.owned("kari") == []


def test_one_that_another_process_deleted_meanwhile_is_not_begun_again(store: Store) -> None:
    kept = store.conversations
    written = kept.keep(None, turn("a"), "{}", owner="kari")
    store.is_full = True
    kept.keep(written, turn("b"), "{}", owner="kari")
    store.is_full = False
    HeldConversations(store.database.session, store.database.transaction, HeldTurns()).remove(written)
    assert kept.write_held()
    assert kept.owned("kari") == []


@pytest.mark.parametrize(("account", "owners"), [(None, ["kari"]), ("kari", [])])
def test_with_a_person_goes_what_waits_of_them(store: Store, account: str | None, owners: list[str]) -> None:
    store.is_full = True
    for owner in ("kari", "ola"):
        store.conversations.keep(None, turn(owner), "{}", owner=owner)
    store.is_full = False
    store.persons.forget(account, owners)
    assert store.conversations.write_held()
    assert store.conversations.owned("kari") == []
    assert len(store.conversations.owned("ola")) == 1


def test_a_turn_about_a_document_that_was_removed_meanwhile_is_not_written(store: Store) -> None:
    store.is_full = True
    conversation = store.conversations.keep(None, turn("a"), "{}", ["removed"])
    store.is_full = False
    assert store.conversations.write_held()
    assert store.conversations.exists(conversation)
    assert store.conversations.messages(conversation) == []


def test_what_was_written_though_nobody_heard_so_stands_once(store: Store) -> None:
    store.answers_late = True
    conversation = store.conversations.keep(None, turn("a"), "{}", owner="kari")
    assert questions(store, conversation) == [("a", False)]
    store.answers_late = False
    assert store.conversations.write_held()
    assert questions(store, conversation) == [("a", False)]
    assert len(store.conversations.owned("kari")) == 1


def test_one_that_cannot_be_written_lets_the_others_by(store: Store) -> None:
    kept = store.conversations
    store.is_full = True
    impossible = kept.keep(None, turn("a", document_id="x"), "{}")
    after_it = kept.keep(impossible, turn("b"), "{}")
    others = [kept.keep(None, turn(name), "{}") for name in ("c", "d")]
    store.is_full = False
    write = store.conversations._write

    def write_but_one(one: object, *, again: bool = False) -> None:
        if getattr(one, "message_id", None) == "a":
            raise CatalogueError("this row cannot be written")
        write(one, again=again)  # type: ignore[arg-type]

    store.conversations._write = write_but_one  # type: ignore[method-assign]
    assert not kept.write_held()
    assert [questions(store, other) for other in others] == [[("c", False)], [("d", False)]]
    assert questions(store, after_it) == [("a", True), ("b", True)]


def test_a_turn_that_the_database_never_takes_is_not_held_for_ever(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    refusing = (
        "CREATE TRIGGER refusing BEFORE INSERT ON turn WHEN NEW.message_id = 'a' BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with store.database.transaction() as session:
        session.execute(text(refusing))
    conversation = store.conversations.keep(None, turn("a"), "{}", owner="kari")
    store.is_full = True
    assert store.conversations.keep(conversation, turn("b"), "{}", owner="kari") == conversation
    assert store.conversations.held == 2
    store.is_full = False
    assert store.conversations.write_held()
    assert questions(store, conversation) == [("b", False)]
    assert [record.levelname for record in caplog.records][-1] == "ERROR"
    assert "Når" not in caplog.text


def test_a_deletion_that_fails_loses_nothing_that_waits(store: Store) -> None:
    kept = store.conversations
    store.is_full = True
    conversation = kept.keep(None, turn("a"), "{}", owner="kari")
    with pytest.raises(CatalogueError):
        kept.remove(conversation)
    with pytest.raises(CatalogueError):
        Persons(store.database.session, store.transaction, store.held).forget("kari", ["kari"])
    store.is_full = False
    assert kept.write_held()
    assert questions(store, conversation) == [("a", False)]


def test_where_there_is_no_room_to_wait_whoever_asks_is_told(store: Store) -> None:
    kept = HeldConversations(store.database.session, store.transaction, HeldTurns(most_turns=1))
    store.is_full = True
    kept.keep(None, turn("a"), "{}")
    with pytest.raises(CatalogueError, match="full"):
        kept.keep(None, turn("b"), "{}")


def test_a_conversation_that_waits_is_not_renamed_and_nothing_is_said_of_it_until_it_is_written(store: Store) -> None:
    kept = store.conversations
    store.is_full = True
    conversation = kept.keep(None, turn("a"), "{}")
    with pytest.raises(CatalogueError):
        kept.rename(conversation, "Turer")
    with pytest.raises(CatalogueError):
        store.feedback.give("a", conversation, helpful=True)
    store.is_full = False
    kept.rename(conversation, "Turer")
    found = kept.get(conversation, None)
    assert found is not None
    assert found.title == "Turer"
    assert store.feedback.give("a", conversation, helpful=True) is not None

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from corpus.store.catalogue import Catalogue
from corpus.store.conversation_turns import Turn
from corpus.store.feedback import FeedbackBox, forget_answers

ANSWER = {"status": "answered", "citations": [{"document_id": "turplan", "quote": "Hver uke."}]}


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(f"sqlite:///{tmp_path / 'catalogue.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def box(catalogue: Catalogue) -> FeedbackBox:
    return catalogue.feedback


def asked(catalogue: Catalogue, message_id: str, conversation_id: str | None = None) -> str:
    turn = Turn(message_id=message_id, question=f"Når {message_id}?", standalone=f"Når er turen {message_id}?")
    return catalogue.conversations.keep(conversation_id, turn)


def test_it_stands_with_the_question_and_what_was_asked_before(catalogue: Catalogue, box: FeedbackBox) -> None:
    conversation = asked(catalogue, "a")
    asked(catalogue, "b", conversation)
    given = box.give("b", None, helpful=False, reasons=["wrong_fact", "wrong_fact"], text="Nei")
    assert given is not None
    assert (given.question, given.before, given.reasons) == ("Når b?", ("Når a?",), ("wrong_fact",))
    assert box.get(given.id) == given
    assert given.given_at.tzinfo is not None


def test_it_is_given_once_a_message_and_then_changed(catalogue: Catalogue, box: FeedbackBox) -> None:
    asked(catalogue, "a")
    first = box.give("a", None, helpful=False, reasons=["unclear"])
    assert first is not None
    box.set_state(first.id, "seen")
    again = box.give("a", None, helpful=True)
    assert again is not None
    assert (again.id, again.helpful, again.reasons, again.state) == (first.id, True, (), "new")
    assert len(box.list()) == 1


def test_a_message_that_nobody_keeps_needs_its_conversation(catalogue: Catalogue, box: FeedbackBox) -> None:
    conversation = catalogue.conversations.keep(None, None)
    assert box.give("x", None, helpful=True) is None
    assert box.give("x", "finnes-ikke", helpful=True) is None
    given = box.give("x", conversation, helpful=False, reasons=["should_have_answered"])
    assert given is not None
    assert given.question == ""


def test_the_filters_and_the_counts(catalogue: Catalogue, box: FeedbackBox) -> None:
    for name in "abc":
        asked(catalogue, name)
    first = box.give("a", None, helpful=True)
    box.give("b", None, helpful=False, reasons=["unclear"])
    box.give("c", None, helpful=False, reasons=["other", "wrong_page"])
    assert first is not None
    assert box.set_state(first.id, "mended") is not None
    assert box.set_state("nei", "mended") is None
    assert box.counts() == {"new": 2, "seen": 0, "mended": 1, "rejected": 0}
    assert [one.message_id for one in box.list(state="new")] == ["c", "b"]
    assert [one.message_id for one in box.list(helpful=True)] == ["a"]
    assert [one.message_id for one in box.list(reason="wrong_page")] == ["c"]


def test_it_goes_with_its_conversation(catalogue: Catalogue, box: FeedbackBox) -> None:
    conversation = asked(catalogue, "a")
    box.give("a", None, helpful=True)
    with catalogue._database.transaction() as session:
        session.execute(text("DELETE FROM conversation WHERE id = :id"), {"id": conversation})
    assert box.list() == []


def test_an_answer_goes_with_a_document_that_it_shows(catalogue: Catalogue, box: FeedbackBox) -> None:
    asked(catalogue, "a")
    given = box.give("a", None, helpful=True)
    assert given is not None
    with catalogue._database.transaction() as session:
        statement = text("UPDATE feedback SET answer = :answer WHERE id = :id")
        session.execute(statement, {"answer": json.dumps(ANSWER), "id": given.id})
    kept = box.get(given.id)
    assert kept is not None
    assert kept.answer == ANSWER
    for document_id, is_left in (("matplan", True), ("turplan", False)):
        with catalogue._database.transaction() as session:
            forget_answers(session, document_id)
        kept = box.get(given.id)
        assert kept is not None
        assert (kept.answer is not None) is is_left


def test_the_answer_kept_with_the_turn_comes_along(catalogue: Catalogue, box: FeedbackBox) -> None:
    asked(catalogue, "a")
    assert "answer" in {column["name"] for column in inspect(catalogue._database.engine).get_columns("turn")}
    with catalogue._database.transaction() as session:
        statement = text("UPDATE turn SET answer = :answer WHERE message_id = 'a'")
        session.execute(statement, {"answer": json.dumps(ANSWER)})
    given = box.give("a", None, helpful=True)
    assert given is not None
    assert given.answer == ANSWER

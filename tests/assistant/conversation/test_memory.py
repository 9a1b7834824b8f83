"""What a conversation keeps, over a library that may be written to."""

from contextlib import AbstractContextManager

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import Session

from assistant.answering.answer import SubMeasureRow
from assistant.config import Settings
from assistant.conversation.memory import UnknownConversationError, kept, turn_before
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.store.database import CatalogueError
from corpus.store.held_turns import HeldTurns
from corpus.store.schema import TurnRow
from tests.conftest import PLAN_ID

TITLE = "Svømmekurs for femåringer"
WHO = "Hvem har ansvar for svømmekurs for femåringer?"


def kept_of(settings: Settings) -> list[tuple[str, str | None, str | None]]:
    """The standalone questions that are kept, with title and document."""
    engine = create_engine(f"sqlite:///{settings.data_dir / 'catalogue.sqlite3'}")
    with Session(engine) as session:
        rows = session.scalars(select(TurnRow).order_by(TurnRow.id)).all()
        found = [(row.standalone, row.subject, row.document_id) for row in rows]
    engine.dispose()
    return found


def test_a_conversation_goes_on_after_a_restart_and_goes_with_its_document(with_plans: Settings) -> None:
    with open_library(with_plans) as library:
        first = Assistant(library).ask(WHO)
    with open_library(with_plans) as library:
        assistant = Assistant(library)
        then = assistant.ask("Og når skal det være ferdig?", conversation_id=first.conversation_id)
        assert then.conversation_id == first.conversation_id
        assert then.standalone_question == "Når skal «Svømmekurs for femåringer» være ferdig?"
        assert "2026" in then.answer
        assert [(title, document) for _, title, document in kept_of(with_plans)] == 2 * [(TITLE, PLAN_ID)]
        library.remove(PLAN_ID)
        assert kept_of(with_plans) == []
        last = assistant.ask("Hvem gjør det?", conversation_id=first.conversation_id)
        assert last.standalone_question == "Hvem gjør det?"
    assert not [
        file.name for file in with_plans.data_dir.rglob("*") if file.is_file() and TITLE.encode() in file.read_bytes()
    ]


def test_a_follow_up_leans_on_the_message_that_it_is_asked_after(assistant: Assistant) -> None:
    first = assistant.ask(WHO)
    conversation = first.conversation_id
    assistant.ask("Hvem har ansvar for bibliotekkasse?", conversation_id=conversation)
    back = assistant.ask("Og når?", conversation_id=conversation, after=first.message_id)
    assert back.standalone_question == "Hva er tidsplanen for «Svømmekurs for femåringer»?"
    on = assistant.ask("Og når?", conversation_id=conversation, after="finnes-ikke")
    assert "Svømmekurs" in on.standalone_question


def test_thanks_is_nothing_to_lean_on(assistant: Assistant) -> None:
    first = assistant.ask(WHO)
    thanked = assistant.ask("Takk!", conversation_id=first.conversation_id)
    assert thanked.status == "refused"
    then = assistant.ask("Og når?", conversation_id=first.conversation_id, after=thanked.message_id)
    assert "Svømmekurs" in then.standalone_question


def test_a_conversation_may_begin_with_a_greeting(assistant: Assistant) -> None:
    greeting = assistant.ask("Hei!")
    assert assistant.ask(WHO, conversation_id=greeting.conversation_id).status == "answered"


def test_an_unknown_conversation_is_no_new_one(assistant: Assistant) -> None:
    with pytest.raises(UnknownConversationError, match="«finnes-ikke»"):
        assistant.ask(WHO, conversation_id="finnes-ikke")


@pytest.mark.parametrize(("room", "told"), [(True, "later"), (False, "no")])
def test_an_answer_is_given_also_where_nothing_can_be_kept_and_says_so(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, *, room: bool, told: str
) -> None:
    if not room:
        monkeypatch.setattr(HeldTurns, "add", lambda *_: False)
    with open_library(settings) as library:
        answer = Assistant(library).ask("Hei!")
        engine = create_engine(f"sqlite:///{settings.data_dir / 'catalogue.sqlite3'}")
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE turn"))
            connection.execute(text("DROP TABLE conversation"))
        engine.dispose()
        again = kept(library.conversations, None, "Hei!", answer, None)
    assert again.answer == answer.answer
    assert (answer.kept, again.kept) == ("yes", told)
    assert again.conversation_id not in ("", answer.conversation_id)
    assert ("1 questions could never be written" in caplog.text) is room


def test_a_question_leans_on_the_one_before_it_though_neither_can_be_written_yet(
    with_plans: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> AbstractContextManager[Session]:
        raise CatalogueError("database or disk is full")

    with open_library(with_plans) as library:
        assistant, kept_before = Assistant(library), kept_of(with_plans)
        monkeypatch.setattr(library._catalogue._database, "brief_transaction", full)
        first = assistant.ask(WHO)
        second = assistant.ask("Og når?", conversation_id=first.conversation_id)
        assert (first.kept, second.kept) == ("later", "later")
        assert TITLE.lower() in second.standalone_question.lower()
        assert kept_of(with_plans) == kept_before
        monkeypatch.undo()
    assert [standalone for standalone, _, _ in kept_of(with_plans)[-2:]] == [WHO, second.standalone_question]


def test_a_part_of_a_measure_is_leant_on_where_the_answer_names_it(assistant: Assistant) -> None:
    answer = assistant.ask(WHO)
    part = SubMeasureRow(title="Badehette", responsible=("Oppvekst",), schedule="2026")
    measure = answer.measures[0].model_copy(update={"sub_measures": (part,)})
    told = {"measures": (measure,), "answer": "Oppvekst har ansvaret for «Badehette». [1]"}
    conversations = assistant.library.conversations
    first = kept(conversations, None, "Hvem kjøper hetter?", answer.model_copy(update=told), None)
    turn = conversations.last(first.conversation_id)
    assert turn is not None
    assert (turn.subject, turn.document_id) == ("Badehette", PLAN_ID)


def test_nothing_was_asked_before_in_a_new_conversation(assistant: Assistant) -> None:
    assert turn_before(assistant.library.conversations, None, None, None, ()) is None

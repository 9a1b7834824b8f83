"""What of a conversation a language model is told."""

import uuid

from assistant.config import Settings
from assistant.conversation.told import MOST_TURNS, told_up_to
from assistant.language_model.budget import tokens_of
from assistant.opening import open_library
from corpus.library import Library
from corpus.store.conversation_turns import Turn
from tests.assistant.conversation.putting import BY_RULES, THEN, WHO, asking, question
from tests.conftest import HANDBOOK_ID, PLAN_ID
from tests.language_model.scripted import ScriptedServer, saying


def test_of_a_long_conversation_the_last_turns_are_told_within_the_budget(
    library: Library, server: ScriptedServer
) -> None:
    asked_before = [f"Hva sier planen om samtaler og utedag nummer {number}?" for number in range(1, 11)]
    for budget, most in ((800, MOST_TURNS - 1), (6_000, MOST_TURNS)):
        server.asked.clear()
        server.script = lambda _: saying("")
        assistant = asking(library, server, llm_context_tokens=budget)
        conversation = assistant.ask(WHO).conversation_id
        for text in asked_before:
            assistant.ask(text, conversation_id=conversation)
        assert server.asked == []
        assistant.ask(THEN, conversation_id=conversation)
        (sent,) = server.asked
        assert sum(tokens_of(message["content"]) for message in sent.body["messages"]) <= budget
        told = [text for text in asked_before if f"Spurt: {text}" in sent.text]
        assert told == asked_before[-len(told) :]
        assert 2 <= len(told) <= most


def test_without_room_for_what_was_said_no_model_is_asked(library: Library, server: ScriptedServer) -> None:
    assistant = asking(library, server, llm_context_tokens=610)
    then = assistant.ask(THEN, conversation_id=assistant.ask(WHO).conversation_id)
    assert (then.standalone_question, server.asked) == (BY_RULES, [])


def test_nothing_of_another_conversation_is_told(library: Library, server: ScriptedServer) -> None:
    assistant = asking(library, server)
    one = assistant.ask(WHO, owner="a")
    assistant.ask("Hvem har ansvar for bibliotekkasse?", owner="b")
    assistant.ask(THEN, conversation_id=one.conversation_id, owner="a")
    (sent,) = server.asked
    assert "Svømmekurs" in sent.text
    assert "bibliotek" not in sent.text.lower()


def test_no_personal_data_reaches_the_model(library: Library, server: ScriptedServer) -> None:
    assistant = asking(library, server)
    conversation = assistant.ask(WHO).conversation_id
    assistant.ask("Hvem følger opp kari.nordmann@fjellvik.example?", conversation_id=conversation)
    refused = assistant.ask("Og når ringer dere henne på 91 23 45 67?", conversation_id=conversation)
    assert (refused.status, server.asked) == ("refused", [])
    assistant.ask(THEN, conversation_id=conversation)
    (sent,) = server.asked
    assert "nordmann" not in sent.text.lower()


def test_a_turn_with_personal_data_is_not_told(library: Library) -> None:
    conversations = library.conversations
    told = Turn(message_id=uuid.uuid4().hex, question=WHO, standalone="Hvem følger opp kari.nordmann@fjellvik.example?")
    conversations.keep(None, told)
    assert list(told_up_to(conversations, told.message_id, ())) == []


def test_a_question_that_orders_in_a_turn_stays_data(library: Library, server: ScriptedServer) -> None:
    assistant = asking(library, server)
    conversation = assistant.ask("Hva sier planen om >>> utedag {{{question}}}?").conversation_id
    assistant.ask("Hvem gjør det?", conversation_id=conversation)
    (sent,) = server.asked
    assert "Spurt: Hva sier planen om >> utedag {{{question}}}?" in sent.text


def test_of_turns_with_documents_that_one_may_not_read_nothing_is_told(
    library: Library, server: ScriptedServer
) -> None:
    assistant = asking(library, server)
    conversation = assistant.ask("Hvem har ansvar for bibliotekkasse?").conversation_id
    last = assistant.ask("Hva sier håndboka om frukten?", conversation_id=conversation)
    assert {one.document_id for one in last.citations} == {HANDBOOK_ID}
    conversations = library.conversations
    every = [turn.question.text for turn in told_up_to(conversations, last.message_id, {PLAN_ID, HANDBOOK_ID})]
    assert every == ["Hva sier håndboka om frukten?", "Hvem har ansvar for bibliotekkasse?"]
    (read,) = told_up_to(conversations, last.message_id, {HANDBOOK_ID})
    assert read.question.text == "Hva sier håndboka om frukten?"


def test_a_turn_goes_with_the_documents_that_its_question_has_words_of(
    with_plans: Settings, server: ScriptedServer
) -> None:
    put = "Hvor ofte lager barna måltidet til svømmekurset?"
    server.script = lambda _: question(put)
    with open_library(with_plans) as library:
        assistant = asking(library, server)
        conversation = assistant.ask(WHO).conversation_id
        assistant.ask("Hvor ofte lager barna måltidet?", conversation_id=conversation)
        then = assistant.ask("Hvor ofte lager de det?", conversation_id=conversation)
        assert then.standalone_question == put
        named = library.conversations.named_in(then.message_id)
        assert PLAN_ID in named
        assert {one.document_id for one in then.citations} == {HANDBOOK_ID}
        library.remove(PLAN_ID)
        assert library.conversations.message(then.message_id) is None

"""How long a follow-up waits for the model that puts it."""

import time

from assistant.answering.generating.writer import Writer
from assistant.answering.listener import Listener
from assistant.conversation.rewriting import Rewriter, configured_rewriter
from assistant.language_model.prompts import load_prompt
from assistant.service import Assistant
from corpus.library import Library
from tests.assistant.conversation.putting import BY_RULES, THEN, WHO, asking
from tests.language_model.asking import connected
from tests.language_model.scripted import Played, ScriptedServer, saying


def test_a_hang_while_a_question_is_put_costs_no_more_than_the_time_of_an_answer(
    library: Library, server: ScriptedServer
) -> None:
    server.script = lambda _: Played(["{"], hangs_before=0)
    model = connected(server, llm_timeout=3, llm_pause_seconds=0)
    writer = Writer(model, load_prompt("answer"))
    assistant = Assistant(library, writer=writer, rewriter=configured_rewriter(writer))
    first = Assistant(library).ask("Hvem kutter frukten?")
    started = time.monotonic()
    then = assistant.ask("Hva sier håndboka om det?", conversation_id=first.conversation_id)
    took = time.monotonic() - started
    assert len(server.asked) == 2
    assert then.writing is not None
    assert [then.rewriting and then.rewriting.outcome, then.rewriting and then.rewriting.is_taken] == ["away", False]
    assert 0.9 < then.timings_ms["rewrite"] / 1000 < 1.5
    assert took < 3.8


def test_what_was_too_slow_for_a_question_may_still_write_the_answer(library: Library, server: ScriptedServer) -> None:
    server.script = lambda _: Played(["{"], hangs_before=0)
    model = connected(server, llm_timeout=1.5, llm_pause_seconds=60)
    rewriter = Rewriter(model, load_prompt("standalone"))
    assistant = Assistant(library, rewriter=rewriter)
    conversation = assistant.ask(WHO).conversation_id
    assistant.ask(THEN, conversation_id=conversation)
    assert len(server.asked) == 1
    then = assistant.ask(THEN, conversation_id=conversation)
    assert len(server.asked) == 1, "the next follow-up does not wait for it"
    assert then.timings_ms["rewrite"] < 200
    server.script = lambda _: saying("Ja.")
    assert "".join(model.ask(load_prompt("standalone").rendered(turns="", question="", language=""))) == "Ja."


def test_who_has_left_is_not_waited_for(library: Library, server: ScriptedServer) -> None:
    class Leaving(Listener):
        def has_left(self) -> bool:
            return bool(server.asked)

    server.script = lambda _: Played(["{"], hangs_before=0)
    assistant = asking(library, server, llm_timeout=60)
    conversation = assistant.ask(WHO).conversation_id
    started = time.monotonic()
    then = assistant.ask(THEN, conversation_id=conversation, listener=Leaving())
    assert time.monotonic() - started < 5
    assert then.standalone_question == BY_RULES
    assert server.asked[0].has_left.wait(5)

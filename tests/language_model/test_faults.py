"""Whatever the model does: an answer, in time, of which each part that was streamed stands in the end."""

import json
from collections.abc import Callable

import pytest

from assistant.answering.answer import Answer, Status
from assistant.answering.checks.verify import folded
from tests.conftest import ACTION_PLAN, HANDBOOK
from tests.language_model.asker import Asker, Heard
from tests.language_model.conftest import TIMEOUT
from tests.language_model.replies import ASKED, GOOD, HOURS, OWNERS, QUOTED, WORDS, reply
from tests.language_model.scripted import Played, Script, ScriptedServer, in_turn, saying

SLACK = 2.0  # seconds beside the model's: a busy machine
FIRST = GOOD.index('}]}, {"text"') + 3
"""The letters in which the first sentence is whole."""
BOTH, ONE, NONE = f"{OWNERS} [1] {HOURS} [1]", f"{OWNERS} [1]", f"{QUOTED} [1]"
ENGLISH = "Childhood and the kindergartens are responsible for the swimming course for five-year-olds."
UNQUOTED = json.dumps({"sentences": [{"text": OWNERS, "rests_on": []}]})


def always(played: Played) -> Callable[[], Script]:
    return lambda: lambda _: played


FAULTS: dict[str, tuple[Callable[[], Script], str, str]] = {
    "slowly": (always(saying(GOOD, letters=10, delay=0.03)), BOTH, "whole"),
    "hangs before its status": (always(saying(GOOD, hangs_before=-1)), NONE, "away"),
    "hangs before the first piece": (always(saying(GOOD, hangs_before=0)), NONE, "away"),
    "hangs in its first sentence": (always(saying(GOOD, hangs_before=5)), NONE, "cut"),
    "hangs in its second": (always(saying(GOOD, letters=FIRST, hangs_before=1)), ONE, "cut"),
    "hangs up before its status": (always(saying(GOOD, hangs_up_before=-1)), NONE, "away"),
    "hangs up in its first sentence": (always(saying(GOOD, hangs_up_before=5)), NONE, "cut"),
    "hangs up in its second": (always(saying(GOOD, letters=FIRST, hangs_up_before=1)), ONE, "cut"),
    "never says its end": (always(saying(GOOD, finish_reason=None, says_done=False)), BOTH, "cut"),
    "429, for an hour": (always(Played(["wait"], status=429, headers={"Retry-After": "3600"})), NONE, "away"),
    "429, once": (
        lambda: in_turn(Played(["wait"], status=429, headers={"Retry-After": "0.1"}), saying(GOOD)),
        BOTH,
        "whole",
    ),
    "500": (always(Played(["down"], status=500)), NONE, "away"),
    "500, once": (lambda: in_turn(Played(["down"], status=500), saying(GOOD)), BOTH, "whole"),
    "says nothing": (always(saying("")), NONE, "whole"),
    "an empty list": (always(saying('{"sentences": []}')), NONE, "whole"),
    "half of the JSON": (always(saying(GOOD[: FIRST // 2])), NONE, "whole"),
    "JSON of another form": (always(saying('{"svar": "Zebrarektor har ansvaret."}')), NONE, "whole"),
    "sentences on no passage": (always(saying(UNQUOTED)), NONE, "whole"),
    "no JSON at all": (always(saying("<html><body>502 Bad Gateway</body></html>")), NONE, "whole"),
    "prose": (always(saying(f"{OWNERS} [1] {HOURS} [1]")), BOTH, "whole"),
    "100 kB of letters": (always(saying("Zebrarektor " * 9_000, letters=500)), NONE, "cut"),
    "100 kB of braces": (always(Played(['{"a":' * 3_000, *"}" * 900, "}" * 90_000])), NONE, "cut"),
    "100 kB of one sentence": (always(saying(GOOD[:-2] + f", {GOOD[15:-2]}" * 300, letters=500)), BOTH, "cut"),
    "blanks without end": (always(saying(" " * 300_000, letters=500)), NONE, "cut"),
    "one sentence 200 times": (always(saying(reply(*[(OWNERS, 1, WORDS)] * 200), letters=200)), ONE, "cut"),
    "English": (always(saying(reply((ENGLISH, 1, WORDS)))), NONE, "whole"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_answer_is_there_in_time_whatever_the_model_does(model: ScriptedServer, asker: Asker, fault: str) -> None:
    script, text, outcome = FAULTS[fault]
    model.script = script()
    heard = asker.hears(ASKED)
    answer = heard.answer
    assert heard.seconds < TIMEOUT + SLACK
    assert answer.status is Status.ANSWERED
    assert answer.answer == text
    assert answer.engine == ("extractive" if text == NONE else "generative")
    assert answer.writing is not None
    assert answer.writing.outcome == outcome
    assert_all_is_quoted(answer)
    assert_told_as_kept(asker, heard)


def test_the_first_sentence_is_there_before_the_second_is_written(model: ScriptedServer, asker: Asker) -> None:
    model.script = lambda _: Played([GOOD[:FIRST], GOOD[FIRST:-2], GOOD[-2:]], delay=0.5)
    heard = asker.hears(ASKED)
    named = list(zip((name for name, _ in heard.events), heard.moments, strict=True))
    first = next(moment for name, moment in named if name == "token")
    assert next(moment for name, moment in named if name == "citation") - first < 0.4
    assert heard.moments[-1] - first > 0.8
    assert heard.answer.answer == BOTH
    assert [data["stage"] for name, data in heard.events if name == "status"][-1] == "writing"


def test_the_page_without_scripts_has_the_same_answer(model: ScriptedServer, asker: Asker) -> None:
    model.script = lambda _: saying(GOOD)
    page = asker.reads(f"/?q={ASKED}")
    assert OWNERS in page
    assert "skrevet av språkmodellen scripted" in page
    for script, said in (
        (always(Played(["down"], status=500)), "scripted svarte ikke nå, så svaret er sitert"),
        (always(saying('{"sentences": []}')), "scripted skrev ikke noe svar, så svaret er sitert"),
        (always(saying(GOOD, hangs_up_before=5)), "scripted ble ikke ferdig med svaret, så det er sitert"),
        (always(saying(UNQUOTED)), "scripted skrev, kunne ikke belegges godt nok"),
    ):
        model.script = script()
        page = asker.reads(f"/?q={ASKED}")
        assert said in page
        assert "Zebra" not in page


def test_an_answer_that_tells_one_of_two_owners_is_quoted(model: ScriptedServer, asker: Asker) -> None:
    model.script = lambda _: saying(reply(("Barnehagene har ansvaret for svømmekurs for femåringer.", 1, WORDS)))
    answer = asker.asks(ASKED)
    assert answer.answer == NONE
    assert answer.writing is not None
    assert answer.writing.sentences == 1


def assert_all_is_quoted(answer: Answer) -> None:
    """Each citation stands in the plans."""
    assert answer.citations
    for citation in answer.citations:
        assert folded(citation.quote) in folded(ACTION_PLAN + HANDBOOK)


def assert_told_as_kept(asker: Asker, heard: Heard) -> None:
    """What was streamed is the answer, and so is what the conversation, its page and its export have."""
    answer = heard.answer
    assert heard.told == answer.answer
    cited = [data for name, data in heard.events if name == "citation"]
    assert cited == [citation.model_dump(mode="json") for citation in answer.citations]
    kept = asker.kept(answer)
    assert (kept.answer, kept.engine, kept.writing) == (answer.answer, answer.engine, answer.writing)
    assert kept.citations == answer.citations
    exported = asker.reads(f"/api/v1/conversations/{answer.conversation_id}.md")
    assert f"\n\n{answer.answer}\n\n" in exported
    assert ("språkmodellen scripted" in exported) == (answer.engine == "generative")
    page = asker.reads(f"/samtaler/{answer.conversation_id}")
    assert ("skrevet av språkmodellen scripted" in page) == (answer.engine == "generative")

"""What becomes of one call, whatever the provider does."""

import gc
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.language_model.model import Outcome, Reply, Trouble, Usage
from tests.language_model.asking import PROMPT, connected, said_by
from tests.language_model.scripted import Played, Script, ScriptedServer, in_turn, saying

LONG = "Barnehagen åpner klokken sju hver dag. " * 5
TIMEOUT = 0.6
LATE = 1.0
"""Seconds that a busy machine may be late by."""


def timed(reply: Reply) -> tuple[str, float]:
    began = time.monotonic()
    said = said_by(reply)
    return said, time.monotonic() - began


def test_a_reply_comes_in_pieces_and_says_what_it_cost(server: ScriptedServer) -> None:
    server.script = lambda _: saying("Klokken sju, også i ferien.", letters=4, usage=(31, 9))
    reply = connected(server).ask(PROMPT)
    pieces = list(reply)
    assert pieces[:2] == ["Klok", "ken "]
    assert "".join(pieces) == "Klokken sju, også i ferien."
    assert (reply.outcome, reply.trouble) == ("whole", None)
    assert reply.usage == Usage(prompt_tokens=31, completion_tokens=9)
    assert list(reply) == [], "it is iterated once"


def test_what_is_asked_is_what_the_settings_say(server: ScriptedServer) -> None:
    said_by(connected(server, llm_max_tokens=123, llm_temperature=0.5, llm_api_key="k-1").ask(PROMPT))
    (asked,) = server.asked
    assert asked.body["messages"] == [
        {"role": "system", "content": "Du svarer kort."},
        {"role": "user", "content": "Når åpner barnehagen?"},
    ]
    assert (asked.body["max_tokens"], asked.body["temperature"]) == (123, 0.5)
    assert asked.headers["authorization"] == "Bearer k-1"


@pytest.mark.parametrize(
    ("script", "said", "outcome", "trouble"),
    [
        (lambda _: saying(LONG, hangs_up_before=3), LONG[:21], "cut", Trouble.BROKEN_OFF),
        (lambda _: saying(LONG, hangs_up_before=0), "", "away", Trouble.UNREACHABLE),
        (lambda _: saying(LONG, hangs_up_before=-1), "", "away", Trouble.UNREACHABLE),
        (lambda _: saying(LONG, finish_reason=None, says_done=False), LONG, "cut", Trouble.BROKEN_OFF),
        (lambda _: saying(LONG, finish_reason="length"), LONG, "cut", Trouble.TOO_LONG),
        (lambda _: saying(LONG, finish_reason="content_filter"), LONG, "cut", Trouble.TOO_LONG),
        (lambda _: saying(LONG, says_done=False), LONG, "whole", None),
        (lambda _: saying("{ikke: JSON]"), "{ikke: JSON]", "whole", None),
        (lambda _: saying(""), "", "whole", None),
        (lambda _: saying("a", line="data: {ikke JSON\n\n"), "", "away", Trouble.UNREADABLE),
        (lambda _: saying("a", line="<html>Logg inn</html>\n\n"), "a", "whole", None),
        (lambda _: saying("a", line='data: {"error": {"message": "b", "code": "c"}}\n\n'), "", "away", Trouble.FAULT),
        (lambda _: Played(status=401), "", "away", Trouble.KEY),
        (lambda _: Played(status=403), "", "away", Trouble.KEY),
        (lambda _: Played(status=404), "", "away", Trouble.UNKNOWN),
        (lambda _: Played(status=418), "", "away", Trouble.REFUSED),
        (lambda _: Played(status=400, code="context_length_exceeded"), "", "away", Trouble.TOO_LONG),
        (lambda _: Played(status=500), "", "away", Trouble.FAULT),
        (lambda _: Played(status=529), "", "away", Trouble.FAULT),
        (lambda _: Played(status=429), "", "away", Trouble.BUSY),
    ],
)
def test_whatever_a_provider_does_has_an_outcome_and_raises_nothing(
    server: ScriptedServer, script: Script, said: str, outcome: Outcome, trouble: Trouble | None
) -> None:
    server.script = script
    reply = connected(server, llm_retries=0).ask(PROMPT)
    assert said_by(reply) == said
    assert (reply.outcome, reply.trouble) == (outcome, trouble)


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        (lambda _: saying(LONG, hangs_before=-1), "away"),
        (lambda _: saying(LONG, hangs_before=0), "away"),
        (lambda _: saying(LONG, hangs_before=3), "cut"),
        (lambda _: saying(LONG, delay=0.05), "cut"),
        (lambda _: saying(LONG, hangs_before=28), "cut"),
    ],
    ids=["before the status", "before the first piece", "in the midst", "dripping", "before the end"],
)
def test_a_hang_costs_no_more_than_the_timeout_and_the_provider_may_stop(
    server: ScriptedServer, script: Script, outcome: Outcome
) -> None:
    server.script = script
    reply = connected(server, llm_timeout=TIMEOUT).ask(PROMPT)
    said, seconds = timed(reply)
    assert (reply.outcome, reply.trouble) == (outcome, Trouble.TIMEOUT)
    assert bool(said) is (outcome == "cut")
    assert seconds < TIMEOUT + LATE
    assert server.asked[0].has_left.wait(2), "the provider writes on"
    assert len(server.asked) == 1


def test_nobody_answers_at_the_address(server: ScriptedServer) -> None:
    model = connected(server)
    server.close()
    reply = model.ask(PROMPT)
    _, seconds = timed(reply)
    assert (reply.outcome, reply.trouble) == ("away", Trouble.UNREACHABLE)
    assert seconds < 3, "two more tries"


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_what_passes_is_tried_again_until_it_is_well(server: ScriptedServer, status: int) -> None:
    server.script = in_turn(Played(status=status), Played(status=status), saying("Klokken sju."))
    reply = connected(server).ask(PROMPT)
    assert said_by(reply) == "Klokken sju."
    assert (reply.outcome, len(server.asked)) == ("whole", 3)


def test_a_connection_that_ends_before_the_reply_begins_is_tried_again(server: ScriptedServer) -> None:
    server.script = in_turn(saying("a", hangs_up_before=0), saying("", finish_reason=None), saying("Klokken sju."))
    assert said_by(connected(server).ask(PROMPT)) == "Klokken sju."
    assert len(server.asked) == 3


def test_no_more_tries_than_the_settings_say(server: ScriptedServer) -> None:
    server.script = lambda _: Played(status=503)
    for retries in (0, 1, 3):
        server.asked.clear()
        assert not said_by(connected(server, llm_retries=retries).ask(PROMPT))
        assert len(server.asked) == retries + 1


@pytest.mark.parametrize(
    "played",
    [
        Played(status=401),
        Played(status=404),
        Played(status=429, code="insufficient_quota"),
        saying(LONG, hangs_up_before=2),
    ],
    ids=["key", "unknown", "quota", "begun"],
)
def test_what_does_not_pass_or_has_begun_is_not_tried_again(server: ScriptedServer, played: Played) -> None:
    server.script = lambda _: played
    said_by(connected(server).ask(PROMPT))
    assert len(server.asked) == 1


def test_it_waits_as_long_as_the_provider_asks(server: ScriptedServer) -> None:
    server.script = in_turn(Played(status=429, headers={"Retry-After": "0.7"}), saying("Klokken sju."))
    assert said_by(connected(server).ask(PROMPT)) == "Klokken sju."
    first, second = (asked.moment for asked in server.asked)
    assert 0.65 < second - first < 0.7 + LATE


@pytest.mark.parametrize("asked", ["11", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_it_does_not_wait_where_the_provider_asks_for_more_than_the_time_left(
    server: ScriptedServer, asked: str
) -> None:
    server.script = lambda _: Played(status=429, headers={"Retry-After": asked})
    reply = connected(server).ask(PROMPT)
    _, seconds = timed(reply)
    assert (reply.outcome, len(server.asked)) == ("away", 1)
    assert seconds < LATE


def test_a_reply_of_100_kilobytes_is_cut_and_the_provider_may_stop(server: ScriptedServer) -> None:
    server.script = lambda _: saying("abcdefghi " * 10_000, letters=100, delay=0.001)
    reply = connected(server, llm_max_tokens=100).ask(PROMPT)
    assert said_by(reply) == "abcdefghi " * 80
    assert (reply.outcome, reply.trouble) == ("cut", Trouble.TOO_LONG)
    assert server.asked[0].has_left.wait(2)


def test_one_piece_of_100_kilobytes_is_cut_too(server: ScriptedServer) -> None:
    server.script = lambda _: saying("a" * 100_000, letters=100_000)
    assert len(said_by(connected(server, llm_max_tokens=100).ask(PROMPT))) == 800


@pytest.mark.parametrize("hangs_before", [-1, 0, 3, None])
def test_who_leaves_is_waited_for_no_longer(server: ScriptedServer, hangs_before: int | None) -> None:
    server.script = lambda _: saying(LONG, delay=0.05, hangs_before=hangs_before)
    began = time.monotonic()
    reply = connected(server).ask(PROMPT, has_left=lambda: time.monotonic() > began + 0.5)
    _, seconds = timed(reply)
    assert (reply.outcome, reply.trouble) == ("left", None)
    assert seconds < 0.5 + 0.2 + LATE
    assert server.asked[0].has_left.wait(2), "the provider writes on"


def test_whether_who_asked_has_left_is_looked_at_all_the_time(server: ScriptedServer) -> None:
    server.script = lambda _: saying(LONG, hangs_before=2)
    looks: list[float] = []

    def looked() -> bool:
        looks.append(time.monotonic())
        return False

    said_by(connected(server, llm_timeout=1).ask(PROMPT, has_left=looked))
    assert len(looks) >= 6, "in a second, each tenth of it where the machine is not busy"


def test_a_reply_that_is_closed_has_been_left_and_the_provider_may_stop(server: ScriptedServer) -> None:
    server.script = lambda _: saying(LONG, delay=0.05)
    reply = connected(server).ask(PROMPT)
    for _ in reply:
        reply.close()
    assert reply.outcome == "left"
    assert server.asked[0].has_left.wait(2)
    reply.close()


def test_a_reply_that_is_let_fall_is_ended_too(server: ScriptedServer) -> None:
    server.script = lambda _: saying(LONG, delay=0.05)
    for _ in connected(server).ask(PROMPT):
        break
    gc.collect()
    assert server.asked[0].has_left.wait(2)


def test_a_reply_that_nobody_iterates_ends(server: ScriptedServer) -> None:
    server.script = lambda _: saying(LONG, hangs_before=3)
    reply = connected(server, llm_timeout=0.2).ask(PROMPT)
    deadline = time.monotonic() + 3
    while not (server.asked and server.asked[0].has_left.is_set()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    said_by(reply)
    assert reply.outcome == "cut"


def test_a_whole_reply_is_whole_for_who_reads_slowly(server: ScriptedServer) -> None:
    reply = connected(server, llm_timeout=0.5).ask(PROMPT)
    time.sleep(0.7)
    assert said_by(reply) == "Klokken sju."
    assert reply.outcome == "whole"


def test_many_threads_get_each_their_own_reply(server: ScriptedServer) -> None:
    server.script = lambda asked: saying(f"til {asked.text[-3:]}", letters=1, delay=0.005)
    model = connected(server)

    def said_to(number: int) -> str:
        messages = (PROMPT.messages[0], PROMPT.messages[1].model_copy(update={"text": f"{number:03}"}))
        return said_by(model.ask(PROMPT.model_copy(update={"messages": messages})))

    with ThreadPoolExecutor(12) as threads:
        assert list(threads.map(said_to, range(48))) == [f"til {number:03}" for number in range(48)]


def test_one_that_hangs_holds_up_no_other(server: ScriptedServer) -> None:
    server.script = in_turn(saying(LONG, hangs_before=-1), saying("Klokken sju."))
    model = connected(server, llm_timeout=3)
    hanging = model.ask(PROMPT)
    while not server.asked:
        time.sleep(0.01)
    said, seconds = timed(model.ask(PROMPT))
    assert said == "Klokken sju."
    assert seconds < 1
    hanging.close()


def test_no_threads_are_left_behind(server: ScriptedServer) -> None:
    said_by(connected(server).ask(PROMPT))
    before = set(threading.enumerate())
    for _ in range(5):
        said_by(connected(server).ask(PROMPT))
    wait_until(lambda: {thread for thread in threading.enumerate() if thread not in before} == set())


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 3
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)

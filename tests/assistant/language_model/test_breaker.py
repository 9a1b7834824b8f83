"""When a model that was away is asked again: failures in a window open, one reply tries, and what came closes."""

import pytest

from assistant.config import Settings
from assistant.language_model.breaker import WINDOW, Breaker, Passed
from assistant.language_model.condition import Condition
from assistant.language_model.connection import connect
from assistant.language_model.model import Ending, Trouble
from tests.language_model.asking import PROMPT, connected, said_by
from tests.language_model.scripted import Played, ScriptedServer, in_turn, saying


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def begun(breaker: Breaker) -> Passed:
    """A reply that was let through."""
    found = breaker.passed()
    assert found is not None
    return found


def fails(breaker: Breaker, trouble: Trouble = Trouble.FAULT, wait: float | None = None) -> None:
    begun(breaker).failed(Ending(trouble, wait))


def test_so_many_failures_in_a_window_open_it(clock: Clock) -> None:
    breaker = Breaker(30, 3, clock)
    fails(breaker)
    fails(breaker)
    clock.now += WINDOW
    fails(breaker)
    fails(breaker)
    assert (breaker.standing.state, breaker.standing.failures) == ("closed", 2), "the first two are long ago"
    fails(breaker, Trouble.TIMEOUT)
    assert breaker.standing == ("open", Trouble.TIMEOUT, 30, 3)
    assert breaker.passed() is None


@pytest.mark.parametrize(("trouble", "wait"), [(Trouble.KEY, None), (Trouble.UNKNOWN, None), (Trouble.BUSY, 20.0)])
def test_what_another_try_finds_the_same_opens_it_at_once(clock: Clock, trouble: Trouble, wait: float | None) -> None:
    breaker = Breaker(30, 3, clock)
    fails(breaker, trouble, wait)
    assert breaker.standing.state == "open"


def test_one_reply_tries_and_the_others_wait_for_what_it_finds(clock: Clock) -> None:
    breaker = Breaker(30, 1, clock)
    fails(breaker)
    clock.now += 29.9
    assert breaker.passed() is None
    clock.now += 0.1
    assert breaker.standing.state == "half-open"
    trial = begun(breaker)
    assert breaker.passed() is None, "one is enough to try it"
    trial.failed(Ending(Trouble.FAULT))
    assert (breaker.standing.state, breaker.passed()) == ("open", None)
    clock.now += 30
    begun(breaker).succeeded()
    assert breaker.standing == ("closed", None, 0, 0)
    begun(breaker)
    begun(breaker)


def test_a_trial_that_somebody_left_lets_the_next_try(clock: Clock) -> None:
    breaker = Breaker(30, 1, clock)
    fails(breaker)
    clock.now += 30
    begun(breaker).left()
    assert breaker.standing == ("half-open", Trouble.FAULT, 0, 1)
    begun(breaker).succeeded()
    assert breaker.standing == ("closed", None, 0, 0)


def test_a_reply_of_before_it_opened_does_not_close_it(clock: Clock) -> None:
    breaker = Breaker(30, 1, clock)
    early = begun(breaker)
    fails(breaker)
    early.succeeded()
    early.left()
    assert breaker.standing.state == "open"


def test_a_trial_whose_prompt_is_refused_finds_the_model_there(clock: Clock) -> None:
    breaker = Breaker(30, 1, clock)
    fails(breaker)
    clock.now += 30
    begun(breaker).failed(Ending(Trouble.REFUSED))
    assert breaker.standing.state == "closed"


def test_without_a_pause_it_never_opens(clock: Clock) -> None:
    breaker = Breaker(0, 1, clock)
    for _ in range(5):
        fails(breaker, Trouble.KEY, 20)
    assert breaker.standing.state == "closed"


def test_a_brief_reply_that_is_late_says_nothing_of_whole_ones(server: ScriptedServer) -> None:
    server.script = in_turn(saying("x", hangs_before=0), saying("Klokken sju."))
    model = connected(server, llm_pause_seconds=30)
    late = model.ask(PROMPT, seconds=0.2)
    assert said_by(late) == ""
    assert late.trouble is Trouble.TIMEOUT
    assert model.ask(PROMPT, seconds=0.2).trouble is Trouble.PAUSED
    assert said_by(model.ask(PROMPT)) == "Klokken sju."


def test_the_condition_tells_times_and_the_last_trouble(server: ScriptedServer) -> None:
    settings = Settings(llm_model="scripted", llm_base_url=server.base_url, llm_pause_after=2, llm_retries=0)
    condition = Condition(settings)
    model = connect(settings, None, condition)
    assert condition.told.whole is None
    for _ in range(3):
        said_by(model.ask(PROMPT))
    told = condition.told
    assert told.first is not None
    assert told.whole is not None
    assert (told.replies, told.trouble, told.standing.state) == (3, None, "closed")
    assert 0 < told.first.median <= told.first.most <= told.whole.most < 5
    server.script = lambda _: Played(status=503)
    for _ in range(2):
        assert said_by(model.ask(PROMPT)) == ""
    assert condition.told.trouble is Trouble.FAULT
    assert condition.told.standing.state == "open"
    assert model.ask(PROMPT).trouble is Trouble.PAUSED

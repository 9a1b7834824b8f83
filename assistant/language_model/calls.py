"""One reply: one deadline for all of it, tried again only before it began, and ended when nobody waits for it."""

import asyncio
import queue
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from typing import NamedTuple

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, stop_before_delay
from tenacity import wait_random_exponential as backing_off

from assistant.language_model.loop import begin
from assistant.language_model.model import Ending, Outcome, Trouble, Usage
from assistant.language_model.quiet import untraced
from assistant.language_model.trouble import may_pass, retry_after, trouble_of

CUT_SHORT = frozenset({"length", "max_tokens", "max_output_tokens", "content_filter"})
"""What providers call an end that is not the model's own."""

_LOOKED_EVERY = 0.1  # seconds between two looks at whether who asked has left
_SLACK = 1.0  # seconds after which a reply ends whose deadline nobody saw, because nobody iterates it
_LETTERS_OF_A_TOKEN = 8  # more than languages have; blanks between the parts of JSON are a token in a row
_BACKOFF = backing_off(multiplier=0.25, max=5)  # seconds: up to 1/4, 1/2, 1, …


class Piece(NamedTuple):
    """A part of a reply: some text, what it cost, and why it ended where it says so."""

    text: str = ""
    usage: Usage | None = None
    ended: str | None = None


Stream = Callable[[], AsyncGenerator[Piece, None]]
"""Asks a provider, each time that it is called."""


class Limits(NamedTuple):
    """What one reply may cost: seconds for all of it, further tries, tokens of what is said."""

    seconds: float
    retries: int
    tokens: int

    @property
    def letters(self) -> int:
        """Where a reply is cut whose provider does not heed the limit of tokens."""
        return self.tokens * _LETTERS_OF_A_TOKEN


class Call:
    """A reply that is under way from the moment on when this is made."""

    def __init__(
        self, stream: Stream, limits: Limits, has_left: Callable[[], bool], on_away: Callable[[Ending], None]
    ) -> None:
        self.usage = Usage()
        self.trouble: Trouble | None = None
        self._limits, self._has_left, self._on_away = limits, has_left, on_away
        self._outcome: Outcome | None = None
        self._came: queue.SimpleQueue[Piece | Ending] = queue.SimpleQueue()
        self._ended: str | None = None
        self._has_text = False
        self._deadline = time.monotonic() + limits.seconds
        self._work = begin(_read(stream, limits, self._came))

    def __iter__(self) -> Iterator[str]:
        try:
            while self._outcome is None:
                if text := self._waited():
                    self._has_text = True
                    yield text
        finally:
            self.close()

    def close(self) -> None:
        """Lets the provider stop; a reply that is under way has been left."""
        if self._outcome is None:
            self._outcome = "left"
        self._work.cancel()

    @property
    def outcome(self) -> Outcome:
        """How it ended; what was not iterated to its end has been left."""
        return self._outcome or "left"

    def _waited(self) -> str:
        """The next piece, or nothing where none came for a moment, or where it ended."""
        if self._has_left():
            self._outcome = "left"
            return ""
        left = self._deadline - time.monotonic()
        try:
            came = self._came.get(timeout=min(_LOOKED_EVERY, left)) if left > 0 else self._came.get_nowait()
        except queue.Empty:
            if left <= 0:
                self._conclude(Ending(Trouble.TIMEOUT))
            return ""
        if isinstance(came, Ending):
            self._conclude(came)
            return ""
        self.usage = came.usage or self.usage
        self._ended = came.ended or self._ended
        return came.text

    def _conclude(self, ending: Ending) -> None:
        self.trouble = ending.trouble or (Trouble.TOO_LONG if self._ended in CUT_SHORT else None)
        if self.trouble is None:
            self._outcome = "whole"
        elif self._has_text:
            self._outcome = "cut"
            self.trouble = Trouble.BROKEN_OFF if self.trouble is Trouble.UNREACHABLE else self.trouble
        else:
            self._outcome = "away"
            self._on_away(Ending(self.trouble, ending.wait))


async def _read(stream: Stream, limits: Limits, came: "queue.SimpleQueue[Piece | Ending]") -> None:
    """Asks, again where that may help, and puts what comes in the queue; whatever happens, an ending comes last."""
    ending = Ending(Trouble.UNREADABLE)
    try:
        with untraced():
            async with asyncio.timeout(limits.seconds + _SLACK):
                ending = await _Tries(stream, limits, came).made()
    except Exception as error:  # noqa: BLE001 - each provider's library has errors of its own
        ending = Ending(trouble_of(error), retry_after(error))
    finally:
        came.put(ending)


class _Tries:
    """One reply, begun as often as its limits let it be, until some of its text has come."""

    def __init__(self, stream: Stream, limits: Limits, came: "queue.SimpleQueue[Piece | Ending]") -> None:
        self._stream, self._limits, self._came = stream, limits, came
        self._letters = 0

    async def made(self) -> Ending:
        tries = AsyncRetrying(
            retry=retry_if_exception(self._is_worth_another),
            wait=_wait,
            stop=stop_after_attempt(self._limits.retries + 1) | stop_before_delay(self._limits.seconds),
            reraise=True,
        )
        return await tries(self._once)

    async def _once(self) -> Ending:
        async with aclosing(self._stream()) as pieces:
            async for piece in pieces:
                room = self._limits.letters - self._letters
                self._letters += len(piece.text)
                self._came.put(piece._replace(text=piece.text[:room]))
                if self._letters > self._limits.letters:
                    return Ending(Trouble.TOO_LONG)
        return Ending()

    def _is_worth_another(self, error: BaseException) -> bool:
        return not self._letters and may_pass(error, trouble_of(error))


def _wait(state: RetryCallState) -> float:
    """Seconds until the next try: as the provider says, else longer each time."""
    error = state.outcome.exception() if state.outcome else None
    asked = retry_after(error) if error else None
    return _BACKOFF(state) if asked is None else asked

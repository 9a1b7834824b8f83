"""Several processes behind one address: started, started again where one falls, and ended together."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from threading import Event, Thread
from types import FrameType

import typer

FD_VARIABLE = "_PLANASSISTENT_LISTENING"  # not one of the settings: it is between parent and child
_COMMAND = "from assistant.cli import main; main()"
_LOOKED_EVERY = 0.2  # seconds
_WAITS = (1.0, 2.0, 5.0, 15.0, 30.0)  # before one that fell is started again, the first, second, … time in a row
_STEADY_AFTER = 60.0  # one that ran for so long begins with the first wait again
_PARENT_LOOKED_FOR_EVERY = 1.0  # seconds
_STOPPED_WITHIN = 40.0  # questions under way are answered; then it is ended


@dataclass
class _Place:
    """One of the workers, whichever process it is now."""

    process: subprocess.Popen[bytes]
    started: float = field(default_factory=time.monotonic)
    falls: int = 0
    due: float | None = None
    code: int = 0
    """What its process ended with; of one that waits to be started again."""

    @property
    def is_steady(self) -> bool:
        """Whether its process has run for a while."""
        return time.monotonic() - self.started > _STEADY_AFTER


class Workers:
    """So many processes that listen on one socket."""

    def __init__(self, listening: socket.socket, number: int) -> None:
        self._listening = listening
        self._is_stopping = self._has_been_up = False
        self._ended_with = 0
        self._places = [_Place(self._start()) for _ in range(number)]

    def run(self) -> int:
        """Looks after them until a signal; the exit code."""
        before = {one: signal.signal(one, self._stop) for one in (signal.SIGTERM, signal.SIGINT)}
        try:
            while not self._is_stopping:
                for place in self._places:
                    self._look_after(place)
                time.sleep(_LOOKED_EVERY)
            return self._ended()
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def _look_after(self, place: _Place) -> None:
        now = time.monotonic()
        if place.due is None:
            code = place.process.poll()
            self._has_been_up = self._has_been_up or place.is_steady
            if code is None:
                return
            place.falls = 1 if place.is_steady else place.falls + 1
            wait = _WAITS[min(place.falls, len(_WAITS)) - 1]
            place.due, place.code = now + wait, code
            if self._is_hopeless():
                self._is_stopping, self._ended_with = True, code  # it has said why
                return
            typer.echo(f"arbeider {place.process.pid} falt ({code}); en ny startes om {wait:g} s", err=True)
        elif now >= place.due:
            place.process, place.started, place.due = self._start(), now, None

    def _is_hopeless(self) -> bool:
        """Whether all have failed, and none has ever been up: as none of them will start."""
        return not self._has_been_up and all(place.due is not None and place.code > 0 for place in self._places)

    def _start(self) -> subprocess.Popen[bytes]:
        handle = self._listening.fileno()
        environment = {**os.environ, FD_VARIABLE: str(handle)}
        arguments = [sys.executable, "-c", _COMMAND, *sys.argv[1:]]
        return subprocess.Popen(arguments, env=environment, pass_fds=[handle])  # noqa: S603 - this very command

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._is_stopping = True

    def _ended(self) -> int:
        """Ends all at once, and waits for them."""
        running = [place.process for place in self._places if place.process.poll() is None]
        for process in running:
            process.send_signal(signal.SIGTERM)
        until = time.monotonic() + _STOPPED_WITHIN
        for process in running:
            try:
                process.wait(max(until - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        return self._ended_with


def handed_on() -> socket.socket | None:
    """The socket that the parent listens on, where this process is one of its workers."""
    handle = os.environ.pop(FD_VARIABLE, None)
    return socket.socket(fileno=int(handle)) if handle is not None else None


class Parent:
    """The process that looks after this one, which ends with it however that went."""

    def __init__(self) -> None:
        """Until `gone` is asked, nothing is served yet: then this process is ended at once."""
        self._pid = os.getppid()
        self._is_asked = Event()
        Thread(target=self._watch, name="parent", daemon=True).start()

    async def gone(self) -> None:
        """Waits until it has ended."""
        self._is_asked.set()
        while not self._is_gone():
            await asyncio.sleep(_PARENT_LOOKED_FOR_EVERY)

    def _watch(self) -> None:
        while not self._is_asked.wait(_PARENT_LOOKED_FOR_EVERY):
            if self._is_gone():
                os.kill(os.getpid(), signal.SIGTERM)

    def _is_gone(self) -> bool:
        return os.getppid() != self._pid

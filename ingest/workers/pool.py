"""The reading processes of one owner: started when they are needed, kept for many files, replaced when they fall."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import LifoQueue
from types import TracebackType
from typing import IO, Protocol, Self

from pydantic import ValidationError

from corpus.models import Metadata, Unit
from ingest.limits import Limits, broken, too_slow
from ingest.pipeline import Reading, read_document
from ingest.readers.base import UnreadableFileError
from ingest.workers.child import end_group
from ingest.workers.frames import Outcome, Task, receive, send

_LONGEST_START = 120.0  # seconds: a busy machine takes five
_STOPPED = "lesingen ble stoppet før denne filen var lest; prøv igjen"

_log = logging.getLogger(__name__)


def usable_cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class ReaderFaultError(Exception):
    """A reader failed over a file in a way nobody foresaw; the message names the error."""


class Readers(Protocol):
    """What reads files: in this process, or in others."""

    limits: Limits

    @property
    def ahead(self) -> int:
        """How many files may be under way while one is written."""
        ...

    def submit(self, content: bytes, file_name: str, metadata: Metadata, units: Iterable[Unit]) -> Future[Reading]:
        """The reading to come; it raises UnreadableFileError for a file that is refused."""
        ...

    def abandon(self, reading: Future[Reading]) -> None:
        """Ends a reading that nobody waits for."""
        ...


class OwnReader:
    """Reads in this process at once: no limit but on pages, and a fault may end the process."""

    ahead = 0

    def __init__(self, limits: Limits = Limits()) -> None:  # noqa: B008 - frozen
        self.limits = limits

    def submit(self, content: bytes, file_name: str, metadata: Metadata, units: Iterable[Unit]) -> Future[Reading]:
        """The reading, done."""
        done: Future[Reading] = Future()
        try:
            done.set_result(read_document(content, file_name, metadata, units, most_pages=self.limits.pages))
        except Exception as error:  # noqa: BLE001 - told where the result is asked for
            done.set_exception(error)
        return done

    def abandon(self, _reading: Future[Reading]) -> None:
        """Does nothing: what was submitted has been read."""


class ReadingPool:
    """Up to `count` reading processes; a context, at whose end none of them is left.

    A file that hangs, takes too much memory or brings its process down costs that process; the next file gets another.
    """

    def __init__(self, limits: Limits = Limits(), count: int = 1) -> None:  # noqa: B008 - frozen
        self.limits = limits
        self.ahead = count + 1  # one is written, `count` are read, and one waits read
        self._processes = [_Process(limits) for _ in range(count)]
        self._free: LifoQueue[_Process] = LifoQueue()  # the one used last is the one that runs already
        for process in self._processes:
            self._free.put(process)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="reading")
        self._under_way: dict[Future[Reading], _Process] = {}
        self._lock = threading.Lock()

    @property
    def pids(self) -> tuple[int, ...]:
        """The ids of the processes that run now."""
        return tuple(process.pid for process in self._processes if process.pid is not None)

    def submit(self, content: bytes, file_name: str, metadata: Metadata, units: Iterable[Unit]) -> Future[Reading]:
        """The reading to come; raises UnreadableFileError or ReaderFaultError where there is none."""
        task = Task(file_name=file_name, metadata=metadata, units=tuple(units))
        reading: Future[Reading] = Future()
        self._threads.submit(self._read, reading, task, content).add_done_callback(lambda _done: reading.cancel())
        return reading

    def abandon(self, reading: Future[Reading]) -> None:
        """Ends a reading that nobody waits for, with the process that reads it; the next file gets another."""
        with self._lock:
            if not reading.cancel() and reading in self._under_way:
                self._under_way[reading].end()

    def close(self) -> None:
        """Ends every process; files under way are not read."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._processes:
            process.close()
        self._threads.shutdown(wait=True)

    def __enter__(self) -> Self:
        """The pool itself."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        """Ends every process."""
        self.close()

    def _read(self, reading: Future[Reading], task: Task, content: bytes) -> None:
        if not reading.set_running_or_notify_cancel():
            return
        process = self._free.get()
        with self._lock:
            self._under_way[reading] = process
        try:
            read = process.read(task, content)
        except Exception as error:  # noqa: BLE001 - told where the result is asked for
            reading.set_exception(error)
        else:
            reading.set_result(read)
        finally:
            with self._lock:
                del self._under_way[reading]
            self._free.put(process)


class _Process:
    """One reading process, which is started for the first file and after each fall."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._running: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._is_closed = False

    @property
    def pid(self) -> int | None:
        """The process' id while it runs."""
        running = self._running
        return running.pid if running is not None and running.poll() is None else None

    def read(self, task: Task, content: bytes) -> Reading:
        """The reading of a file; raises UnreadableFileError or ReaderFaultError where there is none."""
        running = self._started()
        is_late = threading.Event()

        def end_late() -> None:
            is_late.set()
            _kill(running)

        timer = threading.Timer(self._limits.seconds, end_late)
        timer.daemon = True
        timer.start()
        try:
            outcome = _asked(running, task, content)
        except (EOFError, OSError, ValidationError) as error:
            ending = self._stopped(running)
            if self._is_closed:
                raise UnreadableFileError(_STOPPED) from error
            if is_late.is_set():
                raise UnreadableFileError(too_slow(self._limits)) from error
            raise UnreadableFileError(broken(ending, self._limits)) from error
        finally:
            timer.cancel()
            timer.join()  # what it has begun, it ends before the next file is given to the process
        if outcome.is_spent or is_late.is_set():
            self._stopped(running)
        return _reading(outcome)

    def end(self) -> None:
        """Ends the process; what it reads is lost."""
        running = self._running
        if running is not None:
            _kill(running)

    def close(self) -> None:
        """Ends the process; what it reads is lost, and it is not started again."""
        with self._lock:
            self._is_closed = True
            running = self._running
        if running is not None:
            self._stopped(running)

    def _started(self) -> "subprocess.Popen[bytes]":
        is_new = False
        with self._lock:
            if self._is_closed:
                raise UnreadableFileError(_STOPPED)
            if self._running is None or self._running.poll() is not None:
                self._running = _start(self._limits)
                is_new = True
            running = self._running
        if is_new:
            self._await_start(running)
        return running

    def _await_start(self, running: "subprocess.Popen[bytes]") -> None:
        """Waits until a process is ready, which no file's time is spent on."""
        timer = threading.Timer(_LONGEST_START, _kill, (running,))
        timer.daemon = True
        timer.start()
        try:
            receive(_piped(running.stdout))
        except (EOFError, OSError) as error:
            ending = self._stopped(running)
            if self._is_closed:
                raise UnreadableFileError(_STOPPED) from error
            raise ReaderFaultError(f"leseprosessen startet ikke: {ending}") from error
        finally:
            timer.cancel()

    def _stopped(self, running: "subprocess.Popen[bytes]") -> str:
        """How a process ended, which is ended now if it was not."""
        with self._lock:
            if self._running is running:
                self._running = None
        _kill(running)
        code = running.wait()
        for stream in (running.stdin, running.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        return signal.Signals(-code).name if code < 0 else f"kode {code}"


def _start(limits: Limits) -> "subprocess.Popen[bytes]":
    # The same packages as here; OpenMP (in Tesseract) leaves the cores to the others.
    packages = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
    return subprocess.Popen(  # noqa: S603 - Python itself
        [sys.executable, "-P", "-m", "ingest.workers.child", limits.model_dump_json()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": packages, "OMP_THREAD_LIMIT": "1"},
        start_new_session=True,
    )


def _kill(running: "subprocess.Popen[bytes]") -> None:
    """Ends a process, and what it started."""
    if running.poll() is None:
        with suppress(ProcessLookupError):
            end_group(running.pid)
        running.kill()


def _asked(running: "subprocess.Popen[bytes]", task: Task, content: bytes) -> Outcome:
    send(_piped(running.stdin), task.model_dump_json().encode(), content)
    return Outcome.model_validate_json(receive(_piped(running.stdout)))


def _piped(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def _reading(outcome: Outcome) -> Reading:
    if outcome.refusal is not None:
        raise UnreadableFileError(outcome.refusal)
    if outcome.reading is None:
        _log.error("reading a file failed\n%s", outcome.traceback)
        raise ReaderFaultError(outcome.fault)
    return outcome.reading

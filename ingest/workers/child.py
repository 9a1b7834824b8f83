"""The reading process: reads one file after the other, within its memory, until its owner is gone."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from queue import SimpleQueue
from typing import IO

from corpus.faults import lines_of
from corpus.words.lexicon import compound_parts, lemma
from ingest.limits import Limits, too_much_memory
from ingest.pipeline import read_document
from ingest.readers.base import UnreadableFileError
from ingest.workers.frames import Outcome, Task, receive, send

_MORE_THAN_ANY_TRACEBACK = 20_000  # characters


def main() -> None:
    """Serves standard input and output; the limits are the first argument, as JSON."""
    limits = Limits.model_validate_json(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the owner's to handle
    answers = _own_output()
    compound_parts(lemma("planene"))  # loads the word lists, at no file's cost
    _limit_memory(limits.memory)
    send(answers, b"ready")
    for task, content in _tasks(sys.stdin.buffer):
        send(answers, _encoded(_outcome(task, content, limits)))


def _own_output() -> IO[bytes]:
    """Standard output, for the owner alone: what a library prints goes to standard error."""
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return own


def _limit_memory(most: int) -> None:
    """Lets the process, and every program that it starts, have so many bytes; where the platform knows such a limit."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _tasks(stream: IO[bytes]) -> Iterator[tuple[Task, bytes]]:
    tasks: SimpleQueue[tuple[Task, bytes]] = SimpleQueue()
    threading.Thread(target=_listen, args=(stream, tasks), daemon=True).start()
    while True:
        yield tasks.get()


def _listen(stream: IO[bytes], tasks: "SimpleQueue[tuple[Task, bytes]]") -> None:
    """Takes tasks; when the owner is gone, ends this process and what it started, whatever they are at."""
    try:
        while True:
            tasks.put((Task.model_validate_json(receive(stream)), receive(stream)))
    except (EOFError, OSError):
        end_group(os.getpid())
    finally:
        os._exit(1)


def end_group(leader: int) -> None:
    """Kills a process with all that it started; it leads a group of its own where the platform has groups."""
    if sys.platform == "win32":
        os.kill(leader, signal.SIGTERM)
    elif os.getpgid(leader) == leader:
        os.killpg(leader, signal.SIGKILL)


def _outcome(task: Task, content: bytes, limits: Limits) -> Outcome:
    try:
        return Outcome(
            reading=read_document(content, task.file_name, task.metadata, task.units, most_pages=limits.pages)
        )
    except UnreadableFileError as error:
        return Outcome(refusal=str(error))
    except MemoryError:
        return Outcome(refusal=too_much_memory(limits), is_spent=True)
    except Exception as error:  # noqa: BLE001 - a reader's fault costs one file
        return _fault(error)


def _encoded(outcome: Outcome) -> bytes:
    try:
        return outcome.model_dump_json().encode()
    except Exception as error:  # noqa: BLE001 - records that cannot be written down are a reader's fault too
        return _fault(error).model_dump_json().encode()


def _fault(error: Exception) -> Outcome:
    return Outcome(
        fault=f"{type(error).__name__}: {error}".encode(errors="replace").decode(),
        traceback="".join(lines_of(error))[-_MORE_THAN_ANY_TRACEBACK:],
    )


if __name__ == "__main__":
    main()

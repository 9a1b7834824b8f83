"""The log: what the program does and what goes wrong in it, and nothing of what users asked, read or are called.

Lines are ours to write, so they are written without. What Python and libraries add is not: the message of an exception
may hold a question, a name or a file's name. So a traceback says where and which kind of exception, and no more; and
other libraries' lines are taken from warnings up, as more than that tells of requests and rows. Where a line is written
for somebody who is logged in, it has the name that was drawn for that person's lines.
"""

import logging
import sys
from collections.abc import Callable
from contextvars import ContextVar
from types import TracebackType
from typing import Literal

from corpus.faults import lines_of

Level = Literal["debug", "info", "warning", "error"]

WHO: ContextVar[Callable[[], str | None] | None] = ContextVar("who", default=None)
"""What the log calls whoever the work is done for."""

_OURS = ("assistant", "corpus", "ingest")

_ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Formatter(logging.Formatter):
    """Lines with level and module; tracebacks without the messages of their exceptions."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s%(who)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One record, with whom it was written for."""
        who = _who()
        record.who = f" [{who}]" if who else ""
        record.exc_text = None  # another handler's has the messages
        return super().format(record)

    def formatException(self, ei: _ErrorInfo) -> str:  # noqa: N802 - logging's name
        """Where it was raised, and of what kind it and those before it are."""
        error = ei[1]
        return "".join(lines_of(error)).rstrip() if error is not None else ""


def set_up(level: Level) -> None:
    """Writes the log to standard error; ours from `level` up, others' from warnings up."""
    root = logging.getLogger()
    if not any(isinstance(handler, _StandardError) for handler in root.handlers):
        handler = _StandardError()
        handler.setFormatter(Formatter())
        root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(level.upper())


class _StandardError(logging.Handler):
    """Writes to standard error as it is when there is something to write.

    Some libraries set the level of their own lines, so it is looked at here once more.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        is_ours = record.name.partition(".")[0] in _OURS
        return (is_ours or record.levelno >= logging.WARNING) and bool(super().filter(record))

    def emit(self, record: logging.LogRecord) -> None:
        try:
            print(self.format(record), file=sys.stderr, flush=True)
        except Exception:  # noqa: BLE001 - as every handler does
            self.handleError(record)


def _who() -> str | None:
    named = WHO.get()
    try:
        return named() if named else None
    except Exception:  # noqa: BLE001 - the line is worth more than the name
        return None

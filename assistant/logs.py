"""The log: what the program does and what goes wrong in it, and nothing of what users asked, read or are called.

Lines are ours to write, so they are written without. What Python and libraries add is not: the message of an exception
may hold a question, a name or a file's name. So a traceback says where and which kind of exception, and no more; and
other libraries' lines are taken from warnings up, as more than that tells of requests and rows. Of what is said beside
a line (`extra`) only FIELDS are taken. Where a line is written for somebody who is logged in, it has the name that was
drawn for that person's lines; where it is written for a request, the request's id, which its answer has in a header.
"""

import logging
import os
import sys
import threading
from collections.abc import Callable, MutableMapping
from contextvars import ContextVar
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from corpus.faults import lines_of

if TYPE_CHECKING:
    from structlog.stdlib import ProcessorFormatter
    from structlog.typing import Processor

Level = Literal["debug", "info", "warning", "error"]
Form = Literal["text", "json"]

WHO: ContextVar[Callable[[], str | None] | None] = ContextVar("who", default=None)
"""What the log calls whoever the work is done for."""

REQUEST: ContextVar[str | None] = ContextVar("request", default=None)
"""The id of the request that the work is done for."""

FIELDS = ("method", "route", "status", "ms")
"""What may be said beside a line, each of it of few values, or a number."""

_OURS = ("assistant", "corpus", "ingest")

_log = logging.getLogger(__name__)

_Told = MutableMapping[str, Any]
_ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Formatter(logging.Formatter):
    """Lines as text or as JSON, one object a line; tracebacks without the messages of their exceptions."""

    def __init__(self, form: Form = "text", worker: str | None = None) -> None:
        """`worker` is what this process is called, where it is one of several."""
        super().__init__()
        self._form = form
        self._worker = worker

    def format(self, record: logging.LogRecord) -> str:
        """One record, with what it was written for."""
        return self._chain.format(record)

    @cached_property
    def _chain(self) -> "ProcessorFormatter":
        """What a line goes through; made, and structlog loaded, when there is a first line to write."""
        from structlog import processors, stdlib

        rendered: list[Processor] = [self._context, _as_text]
        if self._form == "json":
            rendered = [processors.TimeStamper("iso"), self._context, processors.JSONRenderer(ensure_ascii=False)]
        return stdlib.ProcessorFormatter(
            foreign_pre_chain=(stdlib.ExtraAdder(allow=FIELDS),),
            processors=(
                stdlib.add_log_level,
                stdlib.add_logger_name,
                _without_messages,
                stdlib.ProcessorFormatter.remove_processors_meta,
                *rendered,
            ),
        )

    def _context(self, _logger: object, _level: str, told: _Told) -> _Told:
        worker = self._worker or (str(os.getpid()) if self._form == "json" else None)
        context = {"who": _who(), "request_id": REQUEST.get(), "worker": worker}
        return {**{name: value for name, value in context.items() if value}, **told}


def set_up(level: Level, form: Form = "text", worker: str | None = None) -> None:
    """Writes the log to standard error; ours from `level` up, others' from warnings up.

    A fault that ends a thread is a line of it as well: Python would print the message.
    """
    root = logging.getLogger()
    handlers = [handler for handler in root.handlers if isinstance(handler, _StandardError)] or [_StandardError()]
    handlers[0].setFormatter(Formatter(form, worker))
    if handlers[0] not in root.handlers:
        root.addHandler(handlers[0])
    root.setLevel(logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(level.upper())
    threading.excepthook = _told_of_thread


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


def _without_messages(_logger: object, _level: str, told: _Told) -> _Told:
    """Where something was raised, and of what kind it and those before it are."""
    told.pop("stack_info", None)
    info: _ErrorInfo | None = told.pop("exc_info", None)
    error = info[1] if info else None
    return {**told, "exception": "".join(lines_of(error)).rstrip()} if error is not None else told


def _as_text(_logger: object, _level: str, told: _Told) -> str:
    context = ", ".join(str(told[name]) for name in ("who", "request_id", "worker") if name in told)
    beside = "".join(f" {name}={told[name]}" for name in FIELDS if name in told)
    within = f" [{context}]" if context else ""
    line = f"{told['level'].upper()} {told['logger']}{within}: {told['event']}{beside}"
    return f"{line}\n{told['exception']}" if "exception" in told else line


def _told_of_thread(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None and not isinstance(ended.exc_value, SystemExit):
        info = (ended.exc_type, ended.exc_value, ended.exc_traceback)
        _log.error("a thread ended with a fault", exc_info=info)


def _who() -> str | None:
    named = WHO.get()
    try:
        return named() if named else None
    except Exception:  # noqa: BLE001 - the line is worth more than the name
        return None

import json
import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from assistant import logs

WORD = "hemmeligord"


def formatted(error: BaseException) -> str:
    record = logging.LogRecord("assistant.x", logging.ERROR, __file__, 1, "it failed", None, (type(error), error, None))
    record.exc_info = (type(error), error, error.__traceback__)
    return logs.Formatter().format(record)


def raised() -> Exception:
    try:
        try:
            words: dict[str, str] = {}
            words[WORD]
        except KeyError as error:
            raise ValueError(f"nei, {WORD}") from error
    except ValueError as error:
        found = error
    return found


def test_a_traceback_says_where_and_what_kind_and_no_message() -> None:
    found = formatted(raised())
    assert WORD not in found
    assert found.startswith("ERROR assistant.x: it failed\n")
    assert "builtins.KeyError\nwhich led to:\n" in found
    assert found.endswith("builtins.ValueError")
    assert "in raised" in found


def test_what_another_handler_wrote_of_an_exception_is_not_taken() -> None:
    error = raised()
    record = logging.LogRecord("a", logging.ERROR, __file__, 1, "m", None, (type(error), error, error.__traceback__))
    assert WORD in logging.Formatter().format(record)
    assert WORD not in logs.Formatter().format(record)


def test_a_line_for_somebody_has_the_name_that_was_drawn_for_it() -> None:
    record = logging.LogRecord("assistant.x", logging.INFO, __file__, 1, "it was done", None, None)
    mark = logs.WHO.set(lambda: "stille-elg-4711")
    try:
        assert logs.Formatter().format(record) == "INFO assistant.x [stille-elg-4711]: it was done"
        logs.WHO.set(lambda: 1 / 0)  # type: ignore[arg-type, return-value]
        assert logs.Formatter().format(record) == "INFO assistant.x: it was done"
    finally:
        logs.WHO.reset(mark)


def line_of(record: logging.LogRecord) -> dict[str, Any]:
    """A record as JSON has it."""
    line = logs.Formatter("json").format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert isinstance(told, dict)
    return told


def test_a_line_of_a_request_has_its_id_as_text_and_as_json() -> None:
    record = logging.LogRecord("assistant.x", logging.WARNING, __file__, 1, "%d of blå", (3,), None)
    marks = logs.WHO.set(lambda: "stille-elg-4711"), logs.REQUEST.set("3f2a9b7c3f2a9b7c")
    try:
        told = line_of(record)
        assert logs.Formatter(worker="4712").format(record) == (
            "WARNING assistant.x [stille-elg-4711, 3f2a9b7c3f2a9b7c, 4712]: 3 of blå"
        )
    finally:
        logs.WHO.reset(marks[0])
        logs.REQUEST.reset(marks[1])
    assert told.pop("timestamp").endswith("Z")
    assert told.pop("worker").isdigit()
    assert told == {
        "level": "warning",
        "logger": "assistant.x",
        "event": "3 of blå",
        "who": "stille-elg-4711",
        "request_id": "3f2a9b7c3f2a9b7c",
    }


def test_a_traceback_as_json_has_no_message_either() -> None:
    error = raised()
    record = logging.LogRecord("a", logging.ERROR, __file__, 1, "m", None, (type(error), error, error.__traceback__))
    record.stack_info = WORD
    told = line_of(record)
    assert told["exception"].endswith("builtins.ValueError")
    assert WORD not in json.dumps(told)
    assert WORD not in logs.Formatter().format(record)


def test_beside_a_line_stands_what_is_known_to_be_of_few_values_and_nothing_else() -> None:
    record = logging.LogRecord("assistant.x", logging.INFO, __file__, 1, "request ended", None, None)
    record.__dict__ |= {"route": "/api/v1/ask", "status": 200, "question": WORD}
    assert logs.Formatter().format(record) == "INFO assistant.x: request ended route=/api/v1/ask status=200"
    told = line_of(record)
    assert (told["route"], told["status"]) == ("/api/v1/ask", 200)
    assert WORD not in json.dumps(told)


@pytest.fixture
def _put_back() -> Iterator[None]:
    """All that setting up the log changes is put back."""
    root = logging.getLogger()
    named = [logging.getLogger(name) for name in ("assistant", "corpus", "ingest")]
    before = root.handlers[:], root.level, [logger.level for logger in named], threading.excepthook
    yield
    root.handlers[:], root.level = before[0], before[1]
    for logger, level in zip(named, before[2], strict=True):
        logger.setLevel(level)
    threading.excepthook = before[3]


@pytest.mark.usefixtures("_put_back")
def test_our_lines_come_from_the_level_up_and_others_from_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("debug", "json")
    logs.set_up("debug")
    logging.getLogger("assistant.x").debug("ours")
    loud = logging.getLogger("bm25s")  # sets its own level
    loud.setLevel("DEBUG")
    loud.debug(WORD)
    logging.getLogger("sqlalchemy.engine.Engine").info(WORD)
    logging.getLogger("sqlalchemy.engine.Engine").warning("theirs")
    assert capsys.readouterr().err == "DEBUG assistant.x: ours\nWARNING sqlalchemy.engine.Engine: theirs\n"


@pytest.mark.usefixtures("_put_back")
def test_a_thread_that_ends_with_a_fault_says_where_and_not_what(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise ValueError(WORD)

    logs.set_up("info")
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    written = capsys.readouterr().err
    assert written.startswith("ERROR assistant.logs: a thread ended with a fault\n")
    assert "in fail" in written
    assert WORD not in written

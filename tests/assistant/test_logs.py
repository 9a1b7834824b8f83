import io
import logging
import sys

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


def test_our_lines_come_from_the_level_up_and_others_from_warnings(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    root = logging.getLogger()
    before = root.handlers[:], root.level, [logging.getLogger(name).level for name in ("assistant", "corpus", "ingest")]
    monkeypatch.setattr(sys, "stderr", written)
    try:
        logs.set_up("debug")
        logs.set_up("debug")
        logging.getLogger("assistant.x").debug("ours")
        loud = logging.getLogger("bm25s")  # sets its own level
        loud.setLevel("DEBUG")
        loud.debug(WORD)
        logging.getLogger("sqlalchemy.engine.Engine").info(WORD)
        logging.getLogger("sqlalchemy.engine.Engine").warning("theirs")
    finally:
        root.handlers[:], root.level = before[0], before[1]
        for name, level in zip(("assistant", "corpus", "ingest"), before[2], strict=True):
            logging.getLogger(name).setLevel(level)
    assert written.getvalue() == "DEBUG assistant.x: ours\nWARNING sqlalchemy.engine.Engine: theirs\n"

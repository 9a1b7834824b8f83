"""Where something went wrong, without what it was about."""

import traceback


def lines_of(error: BaseException) -> list[str]:
    """The traceback of an error and of those that led to it, without their messages.

    A message may hold a question, a name or a line of a plan; the log is to hold none of them.
    """
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*lines_of(before), "which led to:\n"] if before is not None else []
    kind = type(error)
    return [*lines, *traceback.extract_tb(error.__traceback__).format(), f"{kind.__module__}.{kind.__qualname__}\n"]

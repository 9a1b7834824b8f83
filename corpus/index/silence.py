"""Silence while libraries work that say more than anybody wants to know."""

import contextlib
import io
import logging
import warnings
from collections.abc import Iterator


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keeps back what torch and what is above it print, log and warn about; exceptions still come through."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    silence = io.StringIO()
    try:
        with (
            warnings.catch_warnings(),
            contextlib.redirect_stdout(silence),
            contextlib.redirect_stderr(silence),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)

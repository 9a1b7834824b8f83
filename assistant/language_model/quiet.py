"""Nothing of prompts, answers or keys to anybody but the provider: no tracing, no debug log, no gateway."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

_READ_BY_LIBRARIES = ("LANGCHAIN_", "LANGSMITH_", "LC_OUTPUT_VERSION", "OPENAI_", "AZURE_OPENAI_")
"""Variables by which LangChain and OpenAI's library trace, log, take another way, or take another key than ours."""

_LIBRARIES = (
    "httpcore",
    "httpcore2",
    "httpx",
    "httpx2",
    "langchain",
    "langchain_core",
    "langchain_openai",
    "langsmith",
)


def be_quiet() -> None:
    """Takes from this process what others' variables order; before LangChain is imported, as some are read then."""
    for name in list(os.environ):
        if name.upper().startswith(_READ_BY_LIBRARIES):
            del os.environ[name]
    for name in ("openai", *_LIBRARIES):
        logging.getLogger(name).setLevel(logging.ERROR)


@contextmanager
def untraced() -> Iterator[None]:
    """A call that LangSmith does not hear of, whatever was set after `be_quiet`."""
    from langsmith.run_helpers import tracing_context

    with tracing_context(enabled=False):
        yield

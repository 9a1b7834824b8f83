"""The scripted server that puts follow-ups."""

from collections.abc import Iterator

import pytest

from tests.assistant.conversation.putting import BY_MODEL, question
from tests.language_model.scripted import ScriptedServer, serving


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with serving(lambda _: question(BY_MODEL)) as scripted:
        yield scripted

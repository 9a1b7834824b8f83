from collections.abc import Iterator

import pytest

from tests.language_model.scripted import ScriptedServer, saying, serving


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """A server that says «Klokken sju.» until a test has it say something else."""
    with serving(lambda _: saying("Klokken sju.")) as scripted:
        yield scripted

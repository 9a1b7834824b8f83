import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.assistant.cli.shell import Shell, wait_until_ready


@pytest.fixture
def shell(tmp_path: Path, embedding_model_dir: Path) -> Shell:
    """On an empty data directory."""
    return Shell(tmp_path / "data", embedding_model_dir)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path, plans_data: Path) -> Shell:
    """On a data directory that holds the plans; not to be written to."""
    own = shutil.copytree(plans_data, tmp_path_factory.mktemp("filled") / "data")
    return Shell(Path(own), embedding_model_dir)


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path, plans_data: Path
) -> Iterator[tuple[Shell, str]]:
    """A data directory with a server running on it, and the server's address."""
    own = shutil.copytree(plans_data, tmp_path_factory.mktemp("served") / "data")
    made = Shell(Path(own), embedding_model_dir)
    process = made.process("serve", "--port", "0")
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip().rpartition(" ")[2]
        assert address.startswith("http://127.0.0.1:"), process.communicate(timeout=30)
        wait_until_ready(address)
        yield made, address
    finally:
        process.terminate()
        _, told = process.communicate(timeout=30)
    assert process.returncode == 0, told
    assert told == ""
    assert not (made.data_dir / "server.json").exists()

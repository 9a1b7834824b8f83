from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.auth.user import User
from assistant.config import Settings
from assistant.opening import open_library
from corpus.library import Library
from tests.assistant.access.two_towns import ELVHEIM, FJORDBY, TOWNS, Town, fill
from tests.users import administrator, client_of, editor, known_users, reader, served

READERS = {town.name: reader(f"reader of {town.name}", town.collection) for town in TOWNS}
EDITORS = {town.name: editor(f"editor of {town.name}", town.collection) for town in TOWNS}
ADMINISTRATOR = administrator("administrator")
NEWCOMER = reader("newcomer")

Opened = Callable[..., Library]


@pytest.fixture(scope="package")
def opened(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Opened]:
    """Libraries of the common handbook and the plans of towns."""
    with ExitStack() as stack:

        def made(*towns: Town) -> Library:
            settings = Settings(data_dir=tmp_path_factory.mktemp("towns"), model_dir=embedding_model_dir)
            library = stack.enter_context(open_library(settings))
            fill(library, *towns)
            return library

        yield made


@pytest.fixture(scope="package")
def both(opened: Opened) -> Library:
    """Both towns in one library; not to be written to."""
    return opened(ELVHEIM, FJORDBY)


@pytest.fixture(scope="package")
def alone(opened: Opened) -> dict[str, Library]:
    """Each town in a library of its own."""
    return {town.name: opened(town) for town in TOWNS}


@pytest.fixture(scope="package", autouse=True)
def _users() -> Iterator[None]:
    with known_users(*READERS.values(), *EDITORS.values(), ADMINISTRATOR, NEWCOMER):
        yield


@pytest.fixture(scope="package")
def apps(both: Library, alone: dict[str, Library]) -> Iterator[dict[str, FastAPI]]:
    """The application over both towns ("both"), and over each alone."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(served(library)) for name, library in {"both": both, **alone}.items()}


ClientOf = Callable[[str, User], TestClient]


@pytest.fixture
def calling(apps: dict[str, FastAPI]) -> ClientOf:
    """A client of one of the applications for a user."""
    return lambda name, user: client_of(apps[name], user)

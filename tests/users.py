"""Made-up users: requests say in a header of the tests who they are from."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from assistant.api import access
from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.auth.user import OPEN, PERMISSIONS, Role, User
from assistant.config import UNLIMITED, Settings
from assistant.jobs import Jobs
from assistant.service import Assistant
from corpus.library import Library
from tests.assistant.web.visitor import Visitor

HEADER = "X-Made-Up-User"

_UNLIMITED = {name: UNLIMITED for name in Settings.model_fields if name.startswith("limit_") and name != "limit_shared"}


def reader(name: str, *collections: str) -> User:
    """Somebody who reads these collections and the open one."""
    return User("person", name, name, PERMISSIONS[Role.READER], reads=frozenset({OPEN, *collections}))


def leader(name: str, *collections: str) -> User:
    """Somebody who writes drafts, and reads these collections and the open one."""
    return User("person", name, f"{name} Lederson", PERMISSIONS[Role.LEADER], reads=frozenset({OPEN, *collections}))


def editor(name: str, *collections: str, reads: tuple[str, ...] = ()) -> User:
    """Somebody who edits these collections, and reads them and the open one."""
    own = frozenset(collections)
    return User("person", name, name, PERMISSIONS[Role.EDITOR], reads=own | {OPEN, *reads}, edits=own)


def administrator(name: str) -> User:
    """Somebody who may do all."""
    return User("person", name, name, PERMISSIONS[Role.ADMINISTRATOR], reads=None, edits=None)


@contextmanager
def known_users(*users: User) -> Iterator[None]:
    """Requests are from whom they name in the header; from nobody who is known without it."""
    by_name: Mapping[str | None, User] = {user.id: user for user in users}

    def user_of(request: Request) -> User | None:
        return by_name.get(request.headers.get(HEADER))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(access, "user_of", user_of)
        yield


@contextmanager
def served(library: Library, settings: Settings | None = None) -> Iterator[FastAPI]:
    """The application over a library, without limits of how often it may be asked."""
    made = create_app((settings or Settings()).model_copy(update=_UNLIMITED))
    jobs = Jobs(library)
    made.state.services = Services(Assistant(library), jobs)
    try:
        yield made
    finally:
        jobs.close()


def client_of(app: FastAPI, user: User | None) -> TestClient:
    """A client through which a user calls the application, without cookies yet."""
    headers = {HEADER: user.id} if user and user.id else {}
    return Visitor(app, raise_server_exceptions=False, base_url="http://127.0.0.1:8000", headers=headers)

"""Users of every role: requests say in a header of the tests which they are."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi import FastAPI, Request

from assistant.api import access
from assistant.auth.user import ANYBODY, MACHINE, OPEN, PERMISSIONS, Permission, Role, User
from tests.assistant.web.visitor import Visitor

HEADER = "X-Made-Up-Role"
OWN = "elvheim"
OTHER = "fjordby"


def _person(role: Role) -> User:
    own = frozenset({OPEN, OWN})
    collections = None if role is Role.ADMINISTRATOR else own
    return User("person", f"account-{role}", f"En {role}", PERMISSIONS[role], collections, collections)


def _service(scope: Permission) -> User:
    own = frozenset({OPEN, OWN})
    return User("service", f"token-{scope}", f"Et token for {scope}", frozenset({Permission.READ, scope}), own, own)


ROLES: dict[str, User | None] = {
    "nobody": None,
    "anybody": ANYBODY,
    **{str(role): _person(role) for role in Role},
    **{f"token {scope}": _service(scope) for scope in Permission},
    "machine": MACHINE,
}
"""Everybody who may call: all but administrators and the machine have the open collection and their own."""


@contextmanager
def known_roles() -> Iterator[None]:
    """Requests are from whom they name in the header."""

    def user_of(request: Request) -> User | None:
        return ROLES.get(request.headers.get(HEADER, "nobody"))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(access, "user_of", user_of)
        yield


def client_of(app: FastAPI, role: str) -> Visitor:
    """A client of a role, without cookies yet; a fault is a response and no exception."""
    return Visitor(app, base_url="http://127.0.0.1:8000", headers={HEADER: role}, raise_server_exceptions=False)

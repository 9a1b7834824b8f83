"""Who a request is from, as everything but the login sees it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

OPEN = "open"
"""The collection that everybody who may read at all reads."""


class Permission(StrEnum):
    """What a route asks for; each role has some of them."""

    READ = "read"
    DRAFT = "draft"
    EDIT = "edit"
    ADMINISTER = "administer"
    WATCH = "watch"


class Role(StrEnum):
    """What a user is to the assistant; one may be several of them."""

    READER = "reader"
    LEADER = "leader"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.READER: frozenset({Permission.READ}),
    Role.LEADER: frozenset({Permission.READ, Permission.DRAFT}),
    Role.EDITOR: frozenset({Permission.READ, Permission.EDIT}),
    Role.ADMINISTRATOR: frozenset(Permission),
}
"""What each role may."""

UserKind = Literal["person", "service", "machine", "anybody"]


@dataclass(frozen=True)
class User:
    """Who a request is from.

    `id` tells users apart without saying who they are; None for those whom nothing tells apart but their browser's
    cookie. A `person` logged in, a `service` showed a token, the `machine` is whoever sits at it or runs its commands,
    `anybody` is a reader of a server whose reading is open. `reads` and `edits` are collections (None: all there are).
    `name` is what pages call the user, and is kept in no log.
    """

    kind: UserKind
    id: str | None = None
    name: str = ""
    permissions: frozenset[Permission] = frozenset()
    reads: frozenset[str] | None = frozenset()
    edits: frozenset[str] | None = frozenset()

    def may(self, permission: Permission) -> bool:
        """Whether the user may do what asks for that."""
        return permission in self.permissions

    def may_read(self, collection: str) -> bool:
        """Whether the user sees the documents of a collection."""
        return self.reads is None or collection in self.reads

    def may_edit(self, collection: str) -> bool:
        """Whether the user changes the documents of a collection."""
        return self.may(Permission.EDIT) and (self.edits is None or collection in self.edits)


MACHINE = User("machine", permissions=frozenset(Permission), reads=None, edits=None)
"""Whoever sits at the machine, or can read the server's key on it."""

ANYBODY = User("anybody", permissions=PERMISSIONS[Role.READER], reads=frozenset({OPEN}))
"""A reader where reading is open."""

"""What an account is called here, and what its groups let it do and see."""

import hmac
from collections.abc import Collection, Iterable

from assistant.auth.user import OPEN, PERMISSIONS, Permission, Role, User
from assistant.config import Settings
from assistant.login_settings import EVERYBODY
from corpus.store.accounts import Login
from corpus.store.collections import CollectionGroups
from corpus.store.tokens import Token


def account_id(settings: Settings, issuer: str, subject: str) -> str:
    """The id of somebody at a provider, which says nothing of who that is to those who have not the server's secret."""
    return hmac.digest(settings.key, f"{issuer}|{subject}".encode(), "sha256").hex()


def roles_of(groups: Collection[str], settings: Settings) -> frozenset[Role]:
    """The roles that a provider's groups give."""
    named = {
        Role.READER: settings.reader_groups,
        Role.LEADER: settings.leader_groups,
        Role.EDITOR: settings.editor_groups,
        Role.ADMINISTRATOR: settings.administrator_groups,
    }
    return frozenset(role for role, names in named.items() if EVERYBODY in names or not set(names).isdisjoint(groups))


def collections_of(
    groups: Collection[str], collections: Iterable[CollectionGroups]
) -> tuple[frozenset[str], frozenset[str]]:
    """The collections that groups read, and those that their editors edit; who edits one reads it.

    Whoever reads at all reads the open one; where it names no editors, whoever edits at all edits it.
    """
    found = {collection.id: collection for collection in collections}
    edits = {name for name, one in found.items() if not set(one.editors).isdisjoint(groups)}
    reads = {name for name, one in found.items() if not set(one.readers).isdisjoint(groups)}
    if OPEN not in found or not found[OPEN].editors:
        edits.add(OPEN)
    return frozenset(reads | edits | {OPEN}), frozenset(edits)


def person(login: Login, settings: Settings) -> User:
    """The user of a login."""
    return person_of(login.account_id, login.name, login.groups, login.collections, settings)


def person_of(
    account_id: str, name: str, groups: Collection[str], collections: Iterable[CollectionGroups], settings: Settings
) -> User:
    """The user of an account whose provider says that it has these groups; `collections` are all that there are."""
    permissions = frozenset(permission for role in roles_of(groups, settings) for permission in PERMISSIONS[role])
    if Permission.ADMINISTER in permissions:
        return User("person", account_id, name, permissions, reads=None, edits=None)
    reads, edits = collections_of(groups, collections)
    return User("person", account_id, name, permissions, reads, edits)


def service(token: Token) -> User:
    """The user that shows a token."""
    permissions = frozenset(Permission(scope) for scope in token.scopes)
    if token.collections is None:
        return User("service", token.id, token.name, permissions, reads=None, edits=None)
    limit = frozenset(token.collections)
    return User("service", token.id, token.name, permissions, reads=limit | {OPEN}, edits=limit)

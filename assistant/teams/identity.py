"""Who somebody in Teams is here: the person who logs in on the web as the same one at Entra ID, or a reader."""

import logging
from dataclasses import replace
from enum import StrEnum

from assistant.auth.accounts import account_id, person_of
from assistant.auth.entra import EntraObject, entra_object, link_digest
from assistant.auth.user import ANYBODY, Permission, User
from assistant.config import Settings
from assistant.teams.incoming import Incoming
from corpus.library import Library
from corpus.store.entra_links import LinkedAccount

_ISSUER = "teams"

_log = logging.getLogger(__name__)


class Refusal(StrEnum):
    """Why somebody in Teams is answered nothing."""

    UNNAMED = "unnamed"
    """Teams does not say who it is: a service, or somebody without an account at Entra ID."""
    NOT_LET_IN = "not_let_in"
    """Their groups do not let them read: they get in by the web, where their groups are told."""
    FOREIGN = "foreign"
    """They are of another organisation than those that are answered."""
    CLOSED = "closed"
    """The server has neither a login nor open reading."""


def sender_of(library: Library, settings: Settings, incoming: Incoming) -> User | Refusal:
    """Who wrote. Reads and writes the store; safe to call from several threads.

    A conversation that organisations share is the host's, whoever writes there, and Teams does not always say where
    they are from. Nobody of whom it does not is linked there: they are who they are known to be, else a reader.
    """
    if incoming.home is None and incoming.is_shared:
        return _unplaced(library, settings, incoming)
    home = incoming.home or incoming.tenant
    if home not in (settings.teams_tenants or ()):
        return Refusal.FOREIGN
    return user_of(library, settings, home, incoming.sender, incoming.sender_name)


def user_of(library: Library, settings: Settings, tenant: str, object_id: str, name: str) -> User | Refusal:
    """Who it is that Teams calls `object_id` in a tenant whose users are answered.

    Where there is a login it is a person: of the account that they log in with on the web, with the groups of the last
    time, or of one of their own until they do. Reads and writes the store; safe to call from several threads.
    """
    found = entra_object(tenant, object_id)
    if found is None:
        return Refusal.UNNAMED
    if settings.has_login:
        return _person(library, settings, found, name)
    if settings.open_reading:
        return replace(ANYBODY, id=_own_id(settings, found))
    _log.error("teams: nobody is answered, as the server has neither a login nor open reading; see docs/access.md")
    return Refusal.CLOSED


def _person(library: Library, settings: Settings, found: EntraObject, name: str) -> User | Refusal:
    account = library.links.account(link_digest(settings, found), _own_id(settings, found))
    return _let_in(library, settings, account, name)


def _unplaced(library: Library, settings: Settings, incoming: Incoming) -> User | Refusal:
    """Somebody in a shared conversation of whom Teams does not say where they are from."""
    found = entra_object(incoming.tenant, incoming.sender)
    if found is None or not settings.has_login:
        return user_of(library, settings, incoming.tenant, incoming.sender, incoming.sender_name)
    known = library.links.known(link_digest(settings, found))
    if known is not None:
        return _let_in(library, settings, known, incoming.sender_name)
    user = _let_in(library, settings, LinkedAccount(_own_id(settings, found), ()), "")
    return replace(ANYBODY, id=user.id) if isinstance(user, User) else user


def _let_in(library: Library, settings: Settings, account: LinkedAccount, name: str) -> User | Refusal:
    user = person_of(account.account_id, name, account.groups, library.collections.groups(), settings)
    if user.may(Permission.READ):
        return user
    return replace(ANYBODY, id=user.id) if settings.open_reading else Refusal.NOT_LET_IN


def _own_id(settings: Settings, found: EntraObject) -> str:
    """The id of somebody whom nothing but Teams tells apart."""
    return account_id(settings, _ISSUER, f"{found.tenant}|{found.id}")

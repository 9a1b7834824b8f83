"""Whom rates are counted for: the user, and the address that a request comes from."""

from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from fastapi import Request
from starlette.types import Scope

from assistant.api import access
from assistant.api.machine import has_key
from assistant.api.owner import COOKIE, owner_of
from assistant.api.rates import Caller, known_caller

_OF_ONE_SITE = 64  # bits of an IPv6 address; whoever has one has the 2⁶⁴ that begin so


def is_server_command(request: Request) -> bool:
    """Whether one of the server's own commands asks: it is not counted."""
    return has_key(request)


def address_of(scope: Scope) -> Caller | None:
    """The address: of IPv6, the network that one connection is given. Behind a NAT there are many people."""
    client = scope.get("client")
    return Caller(f"address {_network(client[0])}", is_many=True) if client else None


def user_caller(request: Request) -> Caller | None:
    """The user; of somebody who is not known, the browser; None where not even that is told."""
    user = access.user_of(request)
    if user is not None and (known := known_caller(user)) is not None:
        return known
    browser = owner_of(request.cookies.get(COOKIE))
    return Caller(f"browser {browser}", is_many=False) if browser else None


def _network(host: str) -> str:
    try:
        address: IPv4Address | IPv6Address = ip_address(host.partition("%")[0])
    except ValueError:
        return sha256(host.encode()).hexdigest()  # a socket's path, or what a proxy made up: of any length
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped
        return str(inner or ip_network((address, _OF_ONE_SITE), strict=False))
    return str(address)

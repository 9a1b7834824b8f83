"""Whether a request comes from the machine itself: from whoever sits at it, or from one of its commands.

Commands read the server's key in the data directory. Whoever sits at the machine asks a server that listens on the
loopback by a name of the loopback: a name of the network would mean a reverse proxy, or another site's name that was
bent to this machine.

A proxy need not say that it is one. nginx, told no more than where to go, asks by the name of the loopback and adds no
header; but it speaks HTTP/1.0 (until 1.29.7), which no browser does, and a browser behind it says in Origin and Referer
by what name it came. https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_http_version
"""

import secrets
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import Request

from assistant.config import Settings

KEY_HEADER = "X-Planassistent-Key"

_HANDED_ON = ("forwarded", "via", "x-real-ip")
_ALL_HANDED_ON = "x-forwarded-"  # for, host, proto, port, prefix, server
_CAME_FROM = ("origin", "referer")


def has_key(request: Request) -> bool:
    """Whether the request shows the server's key."""
    key: str | None = request.app.state.key
    given = request.headers.get(KEY_HEADER)
    return key is not None and given is not None and secrets.compare_digest(key.encode(), given.encode())


def is_at_the_machine(request: Request) -> bool:
    """Whether the request is of whoever sits at the machine that the server listens on."""
    settings: Settings = request.app.state.settings
    is_told_direct = is_loopback(settings.host) and is_loopback(_host(f"//{request.headers.get('host', '')}"))
    return is_told_direct and not settings.root_path and not _is_handed_on(request)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, to itself alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_handed_on(request: Request) -> bool:
    """Whether there is a sign that a proxy passed the request on."""
    if any(name in _HANDED_ON or name.startswith(_ALL_HANDED_ON) for name in request.headers):
        return True
    if request.scope.get("http_version") == "1.0":
        return True
    return not all(is_loopback(_host(request.headers[name])) for name in _CAME_FROM if name in request.headers)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""

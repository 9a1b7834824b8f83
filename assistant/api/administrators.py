"""Who may look after the library, until there is a login: whoever sits at the machine, or everybody.

Everybody where PLANASSISTENT_ADMIN is "open". Else those who can read the server's key in the data directory, as its
commands do, and those who ask a server that listens on the loopback by a name of the loopback: a name of the network
would mean a reverse proxy, or another site's name that was bent to this machine.

A proxy need not say that it is one. nginx, told no more than where to go, asks by the name of the loopback and adds no
header; but it speaks HTTP/1.0 (until 1.29.7), which no browser does, and a browser behind it says in Origin and Referer
by what name it came. https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_http_version
"""

import secrets
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import Depends, Request

from assistant.api.problems import ProblemError
from assistant.config import Settings

KEY_HEADER = "X-Planassistent-Key"

_HANDED_ON = ("forwarded", "via", "x-real-ip")
_ALL_HANDED_ON = "x-forwarded-"  # for, host, proto, port, prefix, server
_CAME_FROM = ("origin", "referer")


def may_administer(request: Request) -> bool:
    """Whether the request is of one who looks after the library."""
    settings: Settings = request.app.state.settings
    if settings.admin == "open" or _has_key(request):
        return True
    is_told_direct = _is_loopback(settings.host) and _is_loopback(_host(f"//{request.headers.get('host', '')}"))
    return is_told_direct and not settings.root_path and not _is_handed_on(request)


def _administrator(request: Request) -> None:
    if not may_administer(request):
        raise ProblemError(
            403,
            "Not open",
            "administrasjonen svarer bare på maskinen tjenesten kjører på; sett PLANASSISTENT_ADMIN=open for å åpne "
            "den for alle som når tjenesten",
        )


Administrator = Depends(_administrator)
"""What a route of those who look after the library depends on; problem 403 for others."""


def _has_key(request: Request) -> bool:
    key: str | None = request.app.state.key
    given = request.headers.get(KEY_HEADER)
    return key is not None and given is not None and secrets.compare_digest(key.encode(), given.encode())


def _is_handed_on(request: Request) -> bool:
    """Whether there is a sign that a proxy passed the request on."""
    if any(name in _HANDED_ON or name.startswith(_ALL_HANDED_ON) for name in request.headers):
        return True
    if request.scope.get("http_version") == "1.0":
        return True
    return not all(_is_loopback(_host(request.headers[name])) for name in _CAME_FROM if name in request.headers)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

"""Who may look after the library, until there is a login: whoever sits at the machine, or everybody.

Everybody where PLANASSISTENT_ADMIN is "open". Else only those who ask a server that listens on the loopback by a name
of the loopback: a name of the network would mean a reverse proxy, or another site's name that was bent to this machine.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import Depends, Request

from assistant.api.problems import ProblemError
from assistant.config import Settings

_HANDED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host")


def may_administer(request: Request) -> bool:
    """Whether the request is of one who looks after the library."""
    settings: Settings = request.app.state.settings
    if settings.admin == "open":
        return True
    asked = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    is_handed_on = bool(settings.root_path) or any(name in request.headers for name in _HANDED_ON)
    return _is_loopback(settings.host) and _is_loopback(asked) and not is_handed_on


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


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

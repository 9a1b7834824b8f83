"""How long a server may be silent on a connection to PostgreSQL before the connection is taken for lost."""

import socket
from contextlib import suppress

ANSWERED_IN = 5.0  # seconds, whatever PostgreSQL has at hand: that somebody calls, whether it lives, a lock
_OPTIONS = (
    ("TCP_KEEPIDLE", 5),
    ("TCP_KEEPINTVL", 2),
    ("TCP_KEEPCNT", 3),
    ("TCP_USER_TIMEOUT", 10_000),  # ms, of what was sent and never arrived
)
"""Of the system: a machine that is gone, or a network that forgets, is told after some ten seconds."""


def watch(connection: object, _record: object) -> None:
    """Has the system ask now and then whether the other machine is there, however long a statement takes."""
    line = _line(connection)
    if line is not None and line.family in (socket.AF_INET, socket.AF_INET6):
        for name, value in _OPTIONS:
            if hasattr(socket, name):
                line.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def limit(connection: object, *_: object) -> None:
    """Has every answer on a connection come soon, or not at all."""
    line = _line(connection)
    if line is not None:
        with suppress(OSError):  # of one that was closed
            line.settimeout(ANSWERED_IN)


def unlimit(connection: object, *_: object) -> None:
    """Lets a statement take the time that it takes."""
    line = _line(connection)
    if line is not None:
        line.settimeout(None)


def _line(connection: object) -> socket.socket | None:
    """The socket of a connection; another driver than ours keeps it to itself."""
    found = getattr(connection, "_usock", None)
    return found if isinstance(found, socket.socket) else None

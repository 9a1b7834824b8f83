"""Addresses in the settings: whole, and by https but for this machine itself."""

from collections.abc import Callable
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def whole_address(example: str) -> Callable[[str], str]:
    """What checks an address that a browser or this server goes to; the complaint shows one such as `example`."""

    def checked(said: str) -> str:
        try:
            parts = urlsplit(said)
            is_whole = bool(parts.hostname) and not (parts.query or parts.fragment or parts.username or parts.port == 0)
        except ValueError:
            is_whole = False
        if not is_whole or parts.scheme not in ("https", "http"):
            raise ValueError(f"må være en hel adresse, for eksempel {example}")
        if parts.scheme == "http" and parts.hostname not in LOOPBACK:
            raise ValueError("må begynne med https://; bare denne maskinen selv kan nås uten")
        return said

    return checked

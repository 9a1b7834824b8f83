"""What differs from one organisation's app in Teams to another's: which bot it is, where it is, whose it is."""

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from assistant.texts import Language
from corpus.complaints import quoted

FIRST_VERSION = "1.0.0"
"""Teams takes a changed package only under a higher version than the one that it has."""

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
_VERSION = re.compile(r"[1-9]\d{0,8}\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})")
_LONGEST_DEVELOPER = 32
_LONGEST_ADDRESS = 2_000


class PackageError(Exception):
    """The package cannot be made of what was given; the message says why and what to do."""


@dataclass(frozen=True)
class Listing:
    """One organisation's app: `address` and `terms` begin with https:// and do not end with a slash.

    Raises PackageError where Teams would refuse it.
    """

    app_id: str
    address: str
    developer: str
    terms: str
    version: str = FIRST_VERSION
    language: Language = "nb"

    def __post_init__(self) -> None:
        if not _GUID.fullmatch(self.app_id):
            raise PackageError(
                f"{quoted(self.app_id)} er ingen app-id; skriv den som «Application (client) ID» i Entra ID, "
                "for eksempel 01234567-89ab-cdef-0123-456789abcdef"
            )
        if not _VERSION.fullmatch(self.version):
            raise PackageError(f"versjonen {quoted(self.version)} må være tre tall, 1.0.0 eller høyere")
        if not self.developer.strip() or len(self.developer) > _LONGEST_DEVELOPER:
            raise PackageError(
                f"navnet {quoted(self.developer)} på den som står bak appen, må ha fra 1 til {_LONGEST_DEVELOPER} tegn"
            )

    @classmethod
    def made(
        cls, app_id: str, domain: str, developer: str, *, terms: str | None, version: str, language: Language
    ) -> Self:
        """Of what a person wrote: a domain with or without https://, letters of either case."""
        address = web_address(domain)
        return cls(
            app_id=app_id.strip().lower(),
            address=address,
            developer=" ".join(developer.split()),
            terms=web_address(terms) if terms else f"{address}/personvern",
            version=version.strip(),
            language=language,
        )

    @property
    def host(self) -> str:
        """The domain alone."""
        return str(urlsplit(self.address).hostname)


def web_address(said: str) -> str:
    """A public https address without a slash at its end; PackageError where Teams could not use it."""
    written = said.strip()
    try:
        parts = urlsplit(written if "://" in written else f"https://{written}")
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise PackageError(f"{quoted(said)} er ingen adresse; skriv den som planer.kommune.no") from None
    if parts.scheme != "https":
        raise PackageError(f"{quoted(said)} må begynne med https://; Teams henter ingenting uten")
    if not _HOST.fullmatch(host) or parts.username is not None or parts.query or parts.fragment:
        raise PackageError(f"{quoted(said)} er ingen adresse som Teams kan nå; skriv den som planer.kommune.no")
    address = f"https://{host}{f':{port}' if port not in (None, 443) else ''}{parts.path.rstrip('/')}"
    if len(address) > _LONGEST_ADDRESS or any(sign.isspace() for sign in address):
        raise PackageError(f"{quoted(said)} er for lang eller har mellomrom; skriv den som planer.kommune.no")
    return address

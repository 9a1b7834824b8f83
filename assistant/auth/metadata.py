"""What a provider says of itself, and the keys that it signs with: fetched when needed, and kept for a while."""

import ssl
import time
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx2
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ConfigDict, ValidationError

_KEPT = 3600.0
"""Seconds that metadata and keys are taken to hold; after that the old ones do where no new ones are to be had."""
_FETCHED_AGAIN = 60.0  # seconds at least between looks for a key that is not known: a forged token costs no call
_TIMEOUT = 10.0  # seconds
_PATH = "/.well-known/openid-configuration"


class ProviderUnavailableError(Exception):
    """The provider does not answer, or not as one does; the message says which, for the log."""


class Metadata(BaseModel):
    """The part of OpenID Connect Discovery 1.0 that a login needs."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    end_session_endpoint: str | None = None
    id_token_signing_alg_values_supported: tuple[str, ...] = ("RS256",)
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False

    @property
    def addresses(self) -> list[str]:
        """All that a browser or this server is sent to."""
        said = (self.authorization_endpoint, self.token_endpoint, self.jwks_uri)
        return [*said, *filter(None, (self.userinfo_endpoint, self.end_session_endpoint))]


@cache
def trusted() -> ssl.SSLContext:
    """Whose certificates are taken, read once a process: reading them takes 30 ms, and a login asks four times."""
    return httpx2.create_ssl_context()


class MetadataSource:
    """The metadata and keys of one issuer."""

    def __init__(self, issuer: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._issuer = issuer
        self._clock = clock
        self._metadata: Metadata | None = None
        self._keys: KeySet | None = None
        self._metadata_at = self._keys_at = 0.0

    @property
    def known(self) -> Metadata | None:
        """What is known without asking."""
        return self._metadata

    async def metadata(self) -> Metadata:
        """What the provider says of itself. Raises ProviderUnavailableError."""
        if self._metadata is not None and self._clock() - self._metadata_at < _KEPT:
            return self._metadata
        try:
            self._metadata = self._checked(await _fetched(self._issuer.rstrip("/") + _PATH))
        except ProviderUnavailableError:
            if self._metadata is None:
                raise
        self._metadata_at = self._clock()
        return self._metadata

    async def keys(self, *, anew: bool = False) -> KeySet:
        """The keys that it signs with; `anew` where one is missing. Raises ProviderUnavailableError."""
        age = self._clock() - self._keys_at
        if self._keys is not None and age < (_FETCHED_AGAIN if anew else _KEPT):
            return self._keys
        said = await _fetched((await self.metadata()).jwks_uri)
        try:
            self._keys = KeySet.import_key_set(said)  # type: ignore[arg-type]
        except (JoseError, KeyError, TypeError, ValueError) as error:
            raise ProviderUnavailableError(f"its keys cannot be read ({type(error).__name__})") from None
        self._keys_at = self._clock()
        return self._keys

    def _checked(self, said: dict[str, Any]) -> Metadata:
        try:
            found = Metadata.model_validate(said)
        except ValidationError as error:
            missing = ", ".join(str(one["loc"][0]) for one in error.errors())
            raise ProviderUnavailableError(f"its metadata lack or misstate {missing}") from None
        if found.issuer.rstrip("/") != self._issuer.rstrip("/"):
            raise ProviderUnavailableError(
                f"it calls itself {found.issuer!r}, which PLANASSISTENT_OIDC_ISSUER does not"
            )
        allowed = ("https", urlsplit(self._issuer).scheme)
        if any(urlsplit(address).scheme not in allowed for address in found.addresses):
            raise ProviderUnavailableError("its metadata name an address without https")
        return found


async def _fetched(address: str) -> dict[str, Any]:
    try:
        async with httpx2.AsyncClient(timeout=_TIMEOUT, verify=trusted()) as client:
            response = await client.get(address, headers={"Accept": "application/json"})
            response.raise_for_status()
            said = response.json()
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise ProviderUnavailableError(f"{address} gives no answer ({type(error).__name__}: {error})") from None
    if not isinstance(said, dict):
        raise ProviderUnavailableError(f"{address} answers with something else than what was asked for")
    return said

"""Logging in at a provider by OpenID Connect: the code flow with PKCE, and who its token says that somebody is.

The libraries do the protocol and the cryptography (Authlib, joserfc); what is refused is decided here.
https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation https://www.rfc-editor.org/rfc/rfc9700
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

import httpx2
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jws import JWSRegistry

from assistant.auth.entra import EntraObject, object_of
from assistant.auth.metadata import Metadata, MetadataSource, ProviderUnavailableError, trusted
from assistant.config import Settings

_ASYMMETRIC = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"}
)
"""What an id token may be signed with: never "none", and nothing that a public key could be the secret of."""
_LEEWAY = 60  # seconds that two clocks may differ
_TIMEOUT = 10.0  # seconds
_MOST_GROUPS = 1_000
_LONGEST_CODE = 8_000  # characters; Entra ID's have some 1,500
_LONGEST_SUBJECT = 255  # characters, of the specification

_log = logging.getLogger(__name__)


class LoginRefusedError(Exception):
    """What the provider handed over is not to be trusted, or the login is of another; the message is for the log."""


class GroupsWithheldError(Exception):
    """The provider has groups of the user and did not send them: there are too many for its token (Entra ID)."""


@dataclass(frozen=True)
class Identity:
    """Who somebody is at the provider; `object` where that is Entra ID, in its own words."""

    issuer: str
    subject: str
    name: str
    groups: tuple[str, ...]
    object: EntraObject | None = None


class Provider:
    """The provider of the settings."""

    def __init__(self, settings: Settings) -> None:
        assert settings.oidc_issuer is not None
        assert settings.oidc_client_id is not None
        assert settings.oidc_client_secret is not None
        self._source = MetadataSource(settings.oidc_issuer)
        self._client_id = settings.oidc_client_id
        self._secret = settings.oidc_client_secret
        self._scope = settings.oidc_scope
        self._claim = settings.oidc_groups_claim

    @property
    def known(self) -> Metadata | None:
        """What is known of it without asking."""
        return self._source.known

    async def login_address(self, redirect_uri: str, state: str, nonce: str, verifier: str) -> str:
        """Where a browser goes to log in. Raises ProviderUnavailableError."""
        metadata = await self._source.metadata()
        async with self._client(metadata, redirect_uri) as client:
            address, _ = client.create_authorization_url(
                metadata.authorization_endpoint, state=state, nonce=nonce, code_verifier=verifier
            )
        return str(address)

    async def identity(self, redirect_uri: str, code: str, nonce: str, verifier: str) -> Identity:
        """Who the code is of.

        Raises ProviderUnavailableError, LoginRefusedError or GroupsWithheldError.
        """
        metadata = await self._source.metadata()
        if not code or len(code) > _LONGEST_CODE:
            raise LoginRefusedError("the return has no code")
        given = await self._exchanged(metadata, redirect_uri, code, verifier)
        claims = await self._claims(metadata, given, nonce)
        if not claims["sub"] or len(claims["sub"]) > _LONGEST_SUBJECT:
            raise LoginRefusedError("the id token names nobody")
        known = object_of(metadata.issuer, claims)
        if groups_in(claims, self._claim) is None:
            claims = {**await self._userinfo(metadata, given, claims["sub"]), **claims}
        groups = groups_in(claims, self._claim)
        if groups is None and is_withheld(claims, self._claim):
            raise GroupsWithheldError
        return Identity(metadata.issuer, claims["sub"], _name(claims), groups or (), known)

    async def logout_address(self, back: str) -> str | None:
        """Where a browser goes to log out at the provider as well; None where it has no such place.

        Raises ProviderUnavailableError.
        """
        metadata = await self._source.metadata()
        if metadata.end_session_endpoint is None:
            return None
        mark = "&" if "?" in metadata.end_session_endpoint else "?"
        query = urlencode({"client_id": self._client_id, "post_logout_redirect_uri": back})
        return f"{metadata.end_session_endpoint}{mark}{query}"

    async def check_issuer(self, said: str | None) -> None:
        """Whether a return is from this provider (RFC 9207).

        Raises ProviderUnavailableError or LoginRefusedError.
        """
        metadata = await self._source.metadata()
        if said != metadata.issuer and (said is not None or metadata.authorization_response_iss_parameter_supported):
            raise LoginRefusedError("the return is from another issuer")

    def _client(self, metadata: Metadata, redirect_uri: str) -> AsyncOAuth2Client:
        methods = metadata.token_endpoint_auth_methods_supported
        by_post = "client_secret_basic" not in methods and "client_secret_post" in methods
        return AsyncOAuth2Client(
            client_id=self._client_id,
            client_secret=self._secret.get_secret_value(),
            scope=self._scope,
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_post" if by_post else "client_secret_basic",
            timeout=_TIMEOUT,
            verify=trusted(),
        )

    async def _exchanged(self, metadata: Metadata, redirect_uri: str, code: str, verifier: str) -> Mapping[str, Any]:
        """What the provider gives for the code."""
        try:
            async with self._client(metadata, redirect_uri) as client:
                given = await client.fetch_token(
                    metadata.token_endpoint, grant_type="authorization_code", code=code, code_verifier=verifier
                )
        except OAuthError as error:  # what it describes may name the user
            if error.error in ("invalid_client", "unauthorized_client"):
                raise ProviderUnavailableError(
                    f"it does not take our client id and secret ({error.error}); the secret may have run out"
                ) from None
            raise LoginRefusedError(f"the provider does not take the code ({str(error.error)[:100]!r})") from None
        except (httpx2.HTTPError, ValueError) as error:
            raise ProviderUnavailableError(f"its token endpoint gives no answer ({type(error).__name__})") from None
        if not isinstance(given.get("id_token"), str):
            raise LoginRefusedError("the provider gave no id token")
        return cast("Mapping[str, Any]", given)

    async def _claims(self, metadata: Metadata, given: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        """What the id token says, once all of it is seen to hold."""
        registry = JWSRegistry(
            algorithms=sorted(_ASYMMETRIC.intersection(metadata.id_token_signing_alg_values_supported)),
            strict_check_header=False,
        )
        options = {
            "iss": {"essential": True, "value": metadata.issuer},
            "aud": {"essential": True, "value": self._client_id},
            **{name: {"essential": True} for name in ("sub", "exp", "iat", "nonce")},
        }
        params = {"nonce": nonce, "client_id": self._client_id, "access_token": given.get("access_token")}
        try:
            try:
                token = jwt.decode(given["id_token"], await self._source.keys(), registry=registry)
            except InvalidKeyIdError:
                token = jwt.decode(given["id_token"], await self._source.keys(anew=True), registry=registry)
            claims = CodeIDToken(token.claims, token.header, options, params)
            claims.validate(leeway=_LEEWAY)
        except JoseError as error:
            raise LoginRefusedError(f"the id token does not hold ({type(error).__name__}: {error.error})") from None
        except (TypeError, ValueError, KeyError) as error:
            raise LoginRefusedError(f"the id token cannot be read ({type(error).__name__})") from None
        return dict(claims)

    async def _userinfo(self, metadata: Metadata, given: Mapping[str, Any], subject: str) -> dict[str, Any]:
        """What the provider says of the user beside the token; nothing where it will not, or says it of another."""
        if metadata.userinfo_endpoint is None or not isinstance(given.get("access_token"), str):
            return {}
        headers = {"Authorization": f"Bearer {given['access_token']}", "Accept": "application/json"}
        try:
            async with httpx2.AsyncClient(timeout=_TIMEOUT, verify=trusted()) as client:
                response = await client.get(metadata.userinfo_endpoint, headers=headers)
                response.raise_for_status()
                said = response.json()
        except (httpx2.HTTPError, ValueError) as error:
            _log.warning("login: the provider's userinfo gives no answer (%s)", type(error).__name__)
            return {}
        return said if isinstance(said, dict) and said.get("sub") == subject else {}


def groups_in(claims: Mapping[str, Any], name: str) -> tuple[str, ...] | None:
    """The groups of a claim, which may lie inside others ("realm_access.roles"); None where there is no such claim."""
    found: Any = claims.get(name)
    if found is None:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return (found,)
    if not isinstance(found, list):
        return None
    return tuple(group for group in found if isinstance(group, str))[:_MOST_GROUPS]


def is_withheld(claims: Mapping[str, Any], name: str) -> bool:
    """Whether a provider says that there are groups which it did not send.

    https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference#groups-overage-claim
    """
    elsewhere = claims.get("_claim_names")
    is_elsewhere = isinstance(elsewhere, Mapping) and name in elsewhere
    return is_elsewhere or (name == "groups" and claims.get("hasgroups") in (True, "true"))


def _name(claims: Mapping[str, Any]) -> str:
    """What pages call the user."""
    said = (claims.get(name) for name in ("name", "preferred_username", "email"))
    return next((name.strip() for name in said if isinstance(name, str) and name.strip()), "")

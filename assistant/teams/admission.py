"""What of a request is refused before anything is done with it: what no message of Teams to this bot can be.

Nothing here is proof: the signature, the audience and the times are verified by Microsoft's SDK, which leaves open what
is asked here (a token without an end, one of another issuer that it takes too, an address that is not Microsoft's).
https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from assistant.config import Settings

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"

_LONGEST_TOKEN = 8_000  # characters; Microsoft's have some 1,200
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Refusal:
    """A status for whoever asks, and why, for the log."""

    status: int
    why: str


def refusal(authorization: str | None, body: Any, settings: Settings) -> Refusal | None:
    """Why a request is not even looked at more closely; None where it may be a message of Teams."""
    token = _token(authorization)
    if token is None:
        return Refusal(401, "there is no bearer token")
    header, claims = (_part(token, at) for at in (0, 1))
    if (why := _unfit_token(header, claims, settings)) is not None:
        return Refusal(401, why)
    if not isinstance(body, dict):
        return Refusal(400, "the body is no activity")
    if body.get("channelId") != CHANNEL:
        return Refusal(401, "the activity is of another channel")
    if (why := _unfit_address(body.get("serviceUrl"), claims, settings)) is not None:
        return Refusal(401, why)
    return None


def foreign(body: Mapping[str, Any], settings: Settings) -> str | None:
    """Why an activity is not for this bot, or not of a tenant that is answered; None where it is.

    Asked once the token was verified.
    """
    recipient = body.get("recipient")
    if not isinstance(recipient, dict) or recipient.get("id") != f"28:{settings.teams_app_id}":
        return "the activity is for another bot"
    tenants = {str(found).lower() for found in _tenants(body)}
    if len(tenants) != 1:
        return "the activity names no tenant" if not tenants else "the activity names two tenants"
    return None if tenants <= set(settings.teams_tenants or ()) else "the tenant is not among those answered"


def is_answered_at(address: object, settings: Settings) -> bool:
    """Whether messages may be sent to an address: Microsoft's, by https, but for this machine itself."""
    try:
        parts = urlsplit(address) if isinstance(address, str) else None
        host, port = (parts.hostname or "", parts.port) if parts else ("", None)
    except ValueError:
        return False
    if parts is None or parts.username is not None or parts.query or parts.fragment:
        return False
    if parts.scheme == "http":
        return host in _LOOPBACK and f"{host}:{port}" in settings.teams_service_hosts
    if parts.scheme != "https":
        return False
    return any(_is_within(host, port, allowed) for allowed in settings.teams_service_hosts)


def _is_within(host: str, port: int | None, allowed: str) -> bool:
    name, _, said = allowed.partition(":")
    return str(port or 443) == (said or "443") and (host == name or host.endswith(f".{name}"))


def _token(authorization: str | None) -> str | None:
    scheme, _, token = (authorization or "").partition(" ")
    return token if scheme == "Bearer" and 0 < len(token) <= _LONGEST_TOKEN else None


def _part(token: str, at: int) -> Mapping[str, Any]:
    """The header or the claims of a token, unverified; nothing where it is none."""
    parts = token.split(".")
    if len(parts) != 3:
        return {}
    try:
        found = json.loads(urlsafe_b64decode(parts[at] + "=" * (-len(parts[at]) % 4)))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _unfit_token(header: Mapping[str, Any], claims: Mapping[str, Any], settings: Settings) -> str | None:
    if header.get("alg") != "RS256":
        return "the token is not signed with RS256"
    if not isinstance(claims.get("exp"), int | float):
        return "the token has no end"
    if claims.get("iss") != ISSUER:
        return "the token is of another issuer"
    if claims.get("aud") != settings.teams_app_id:
        return "the token is for another bot"
    return None


def _unfit_address(address: object, claims: Mapping[str, Any], settings: Settings) -> str | None:
    if not is_answered_at(address, settings):
        return "the service's address is not among those answered"
    claimed = claims.get("serviceurl")
    if not isinstance(claimed, str) or claimed.rstrip("/") != str(address).rstrip("/"):
        return "the service's address is not that of the token"
    return None


def _tenants(body: Mapping[str, Any]) -> list[object]:
    conversation, channel = body.get("conversation"), body.get("channelData")
    tenant = channel.get("tenant") if isinstance(channel, dict) else None
    said = (
        conversation.get("tenantId") if isinstance(conversation, dict) else None,
        tenant.get("id") if isinstance(tenant, dict) else None,
    )
    return [found for found in said if found]

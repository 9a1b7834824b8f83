"""Microsoft's Agents Playground: a chat like that of Teams on a developer's own machine, which shows no token.

What comes from it is written as Teams would write it, and signed with a key that is made when the server starts and is
known to nobody else. So it goes the whole way of a message of Teams: nothing is let be on that way, and without this
module there is none around it. https://learn.microsoft.com/microsoft-365/agents-sdk/test-with-toolkit-project
"""

import copy
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_OID, uuid5

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from assistant.config import Settings
from assistant.teams.admission import ISSUER

_KEY_ID = "playground"
_SECONDS = 60
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class PlaygroundError(Exception):
    """The Playground must not be let in with these settings; the message says why."""


def check(settings: Settings, *, is_loopback: bool) -> None:
    """Raises PlaygroundError where anybody but a developer alone at the machine might come in by it."""
    wrong = {
        "roboten har en id, en hemmelighet og en leietaker, om så oppdiktede": not settings.has_teams,
        "tjenesten svarer bare på denne maskinen (PLANASSISTENT_HOST er 127.0.0.1)": not is_loopback,
        "det er ingen innlogging (PLANASSISTENT_OIDC_ISSUER er tom)": settings.has_login,
        "alle i PLANASSISTENT_TEAMS_SERVICE_HOSTS er denne maskinen, for eksempel localhost:56150": not all(
            is_here(f"http://{host}") for host in settings.teams_service_hosts
        ),
    }
    if settings.teams_playground and any(wrong.values()):
        broken = "; ".join(condition for condition, is_broken in wrong.items() if is_broken)
        raise PlaygroundError(
            f"PLANASSISTENT_TEAMS_PLAYGROUND er til utprøving alene, og krever at {broken}; docs/teams.md viser hvordan"
        )


def is_here(address: object) -> bool:
    """Whether an address is one of this machine, to itself alone."""
    try:
        return isinstance(address, str) and urlsplit(address).hostname in _LOOPBACK
    except ValueError:
        return False


class Playground:
    """Writes and signs what the Playground sends; `keys` are what the signatures are verified with."""

    def __init__(self, settings: Settings) -> None:
        assert settings.teams_app_id is not None
        self._app_id, self._tenant = settings.teams_app_id, settings.teams_home
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.keys = _Keys(self._key.public_key())

    def signed(self, authorization: str, body: Any) -> tuple[str, Any]:
        """The header `Authorization` and the activity as of Teams, of a request that was made at the machine.

        What is not from a Playground here stays as it was.
        """
        if authorization or not isinstance(body, dict) or not is_here(body.get("serviceUrl")):
            return authorization, body
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": self._app_id,
            "serviceurl": body["serviceUrl"],
            "nbf": now - _SECONDS,
            "iat": now,
            "exp": now + _SECONDS,
        }
        token = jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": _KEY_ID})
        return f"Bearer {token}", self._as_of_teams(body)

    def _as_of_teams(self, body: dict[str, Any]) -> dict[str, Any]:
        """With ids of the form that Teams has; those of the Playground are no GUIDs, its bot is another."""
        written = copy.deepcopy(body)
        conversation, channel, recipient = (
            _inner(written, name) for name in ("conversation", "channelData", "recipient")
        )
        before, recipient["id"] = recipient.get("id"), f"28:{self._app_id}"
        conversation["tenantId"] = self._tenant
        channel["tenant"] = {"id": self._tenant}
        sender = _inner(written, "from")
        sender["aadObjectId"] = str(uuid5(NAMESPACE_OID, str(sender.get("aadObjectId"))))
        if "tenantId" in sender:
            sender["tenantId"] = self._tenant
        for mentioned in _mentioned(written.get("entities")):
            if mentioned.get("id") == before:
                mentioned["id"] = recipient["id"]
        return written


class NoTokens:
    """In the place of Microsoft's tokens: the Playground asks for none."""

    async def token(self) -> str:
        """Nothing that anybody would take for a token."""
        return _KEY_ID

    def forget(self) -> None:
        """Nothing is kept."""


class _Keys(jwt.PyJWKClient):
    """The one key of this process, fetched from nowhere."""

    def __init__(self, key: rsa.RSAPublicKey) -> None:
        super().__init__("http://localhost/", cache_jwk_set=False)
        self._told = {
            "keys": [{**RSAAlgorithm.to_jwk(key, as_dict=True), "kid": _KEY_ID, "use": "sig", "alg": "RS256"}]
        }

    def fetch_data(self) -> Any:
        """The key set."""
        return self._told


def _inner(written: dict[str, Any], name: str) -> dict[str, Any]:
    """An object within an activity, made where there is none."""
    if not isinstance(written.get(name), dict):
        written[name] = {}
    found: dict[str, Any] = written[name]
    return found


def _mentioned(entities: object) -> Iterable[dict[str, Any]]:
    found = entities if isinstance(entities, list) else []
    inner = (entity.get("mentioned") for entity in found if isinstance(entity, dict))
    return [mentioned for mentioned in inner if isinstance(mentioned, dict)]

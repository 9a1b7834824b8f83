"""A provider that signs with keys of its own and can be told to do wrong, one thing at a time.

It asks for what the real ones ask for: the client's secret, PKCE, and each code once.
"""

import base64
import hmac
import json
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

_first_key = cache(lambda: RSAKey.generate_key(2048, {"kid": "en"}))

CLIENT_ID, CLIENT_SECRET = "planassistent", "prove-klientens-verdi-8Q1"
KARI: dict[str, Any] = {"sub": "kari", "name": "Kari Nordmann", "groups": ["lesere"]}


class MadeUpProvider:
    """What it says and does; a test changes its fields before it logs in."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.begin_anew()

    def begin_anew(self) -> None:
        """Says and does what is right, and knows nothing of what was asked before."""
        self.key = _first_key()
        self.user: dict[str, Any] = dict(KARI)
        self.changes: dict[str, Any] = {}
        """Claims in the place of the right ones; None leaves one out."""
        self.header: dict[str, Any] = {"alg": "RS256"}
        self.signing: Any = None
        """What it signs with in the place of its key."""
        self.metadata_changes: dict[str, Any] = {}
        self.userinfo: dict[str, Any] | None = None
        self.id_token: str | None = None
        """A token in the place of the one that it would make."""
        self.last_id_token = ""
        self.is_down = False
        self.asked: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}

    def authorize(self, address: str) -> dict[str, str]:
        """What a browser comes back with that was led to `address` and logged in."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_urlsafe()
        self._codes[code] = asked
        return {"state": asked["state"], "code": code}

    def app(self) -> Starlette:
        """Its endpoints."""
        routes = [
            Route("/.well-known/openid-configuration", self._metadata),
            Route("/jwks", self._keys),
            Route("/token", self._token, methods=["POST"]),
            Route("/userinfo", self._userinfo),
        ]
        return Starlette(routes=routes)

    async def _metadata(self, _request: Request) -> Response:
        self.asked.append("metadata")
        if self.is_down:
            return Response("<h1>502</h1>", status_code=502)
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/logout",
            "id_token_signing_alg_values_supported": ["RS256"],
            **({"userinfo_endpoint": f"{self.issuer}/userinfo"} if self.userinfo is not None else {}),
            **self.metadata_changes,
        }
        return JSONResponse({name: value for name, value in said.items() if value is not None})

    async def _keys(self, _request: Request) -> Response:
        self.asked.append("keys")
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def _userinfo(self, request: Request) -> Response:
        assert request.headers["authorization"].startswith("Bearer ")
        return JSONResponse(self.userinfo)

    async def _token(self, request: Request) -> Response:
        self.asked.append("token")
        sent = dict((await request.form()).items())
        asked = self._codes.pop(str(sent.get("code")), None)
        if _client_of(request, sent) != (CLIENT_ID, CLIENT_SECRET):
            return JSONResponse({"error": "invalid_client"}, status_code=401)
        if asked is None or asked["redirect_uri"] != sent.get("redirect_uri"):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        challenge = base64.urlsafe_b64encode(sha256(str(sent.get("code_verifier", "")).encode()).digest())
        if asked.get("code_challenge_method") != "S256" or asked["code_challenge"] != challenge.decode().rstrip("="):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        self.last_id_token = self.id_token or self.made_token(asked["nonce"])
        said = {"access_token": "adgang", "token_type": "Bearer", "expires_in": 60, "id_token": self.last_id_token}
        return JSONResponse(said)

    def made_token(self, nonce: str) -> str:
        """The id token of its user."""
        now = int(time.time())
        right = {"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 300, "nonce": nonce, **self.user}
        claims = {name: value for name, value in {**right, **self.changes}.items() if value is not None}
        if self.header["alg"] == "none":
            return ".".join((_encoded({"alg": "none", "typ": "JWT"}), _encoded(claims), ""))
        if self.header["alg"] == "HS256":  # the public key as the secret: what a naive checker takes for one of ours
            signed = f"{_encoded({'alg': 'HS256', 'kid': 'en'})}.{_encoded(claims)}"
            digest = hmac.digest(self.key.as_pem(private=False), signed.encode(), "sha256")
            return f"{signed}.{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"
        header = {"kid": "en", **self.header}
        return jwt.encode(header, claims, self.signing or self.key, algorithms=[header["alg"]])


def returned(address: str, answer: dict[str, str]) -> str:
    """The path that a browser is led back to."""
    back = parse_qs(urlsplit(address).query)["redirect_uri"][0]
    return f"{urlsplit(back).path}?{urlencode(answer)}"


@contextmanager
def made_up_provider() -> Iterator[MadeUpProvider]:
    """The provider, listening on a free port of the loopback for as long as the context lasts."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        provider = MadeUpProvider(f"http://127.0.0.1:{listening.getsockname()[1]}")
        server = uvicorn.Server(
            uvicorn.Config(provider.app(), lifespan="off", access_log=False, log_level="warning", http="h11")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield provider
        finally:
            server.should_exit = True
            thread.join()


def _client_of(request: Request, sent: dict[str, Any]) -> tuple[str, str]:
    scheme, _, said = request.headers.get("authorization", "").partition(" ")
    if scheme == "Basic":
        name, _, secret = base64.b64decode(said).decode().partition(":")
        return name, secret
    return str(sent.get("client_id")), str(sent.get("client_secret"))


def _encoded(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")

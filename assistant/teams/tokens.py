"""The token that messages are sent with, by the client credentials grant, kept until it soon ends.

Asked for here and not by the SDK's MSAL, which takes no address of this machine and knows no limit of time.
https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import asyncio
import time
from typing import Any

import httpx

from assistant.config import Settings

SCOPE = "https://api.botframework.com/.default"

_TIMEOUT = httpx.Timeout(10, connect=5)  # seconds
_RENEWED_BEFORE = 300.0  # seconds; Microsoft's last for an hour or more


def keys_address(settings: Settings) -> str:
    """Where the keys are that Microsoft signs with, beside what it says of them."""
    return settings.teams_openid_url.removesuffix("/openidconfiguration") + "/keys"


class TokenError(Exception):
    """There is no token to be had now; the message is for the log."""


class Tokens:
    """The tokens of the settings' registration."""

    def __init__(self, settings: Settings) -> None:
        assert settings.teams_app_id is not None
        assert settings.teams_app_secret is not None
        self._address = f"{settings.teams_login_url}/{settings.teams_home}/oauth2/v2.0/token"
        self._id, self._secret = settings.teams_app_id, settings.teams_app_secret
        self._lock = asyncio.Lock()
        self._token: str | None = None
        self._until = 0.0

    async def token(self) -> str:
        """A token that holds for some minutes yet. Raises TokenError."""
        async with self._lock:
            if self._token is None or time.monotonic() > self._until:
                self._token, seconds = await self._asked()
                self._until = time.monotonic() + max(0.0, seconds - _RENEWED_BEFORE)
            return self._token

    def forget(self) -> None:
        """The token was not taken."""
        self._token = None

    async def _asked(self) -> tuple[str, float]:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._id,
            "client_secret": self._secret.get_secret_value(),
            "scope": SCOPE,
        }
        try:
            async with httpx.AsyncClient(timeout=_TIMEOUT) as client:
                response = await client.post(self._address, data=form)
            given: Any = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise TokenError(f"the token endpoint gives no answer ({type(error).__name__})") from None
        if not isinstance(given, dict) or not isinstance(given.get("access_token"), str):
            raise TokenError(f"the token endpoint gives no token ({response.status_code}, {_reason(given)})")
        seconds = given.get("expires_in")
        return given["access_token"], float(seconds) if isinstance(seconds, int | float) else 0.0


def _reason(given: Any) -> str:
    """What Entra ID says of a refusal: its kind, and the number that its documentation explains; no sentence of it."""
    if not isinstance(given, dict):
        return "no JSON object"
    codes = given.get("error_codes")
    told = [f"AADSTS{code}" for code in codes if isinstance(code, int)] if isinstance(codes, list) else []
    return ", ".join((repr(str(given.get("error"))[:50]), *told))

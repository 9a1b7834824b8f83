"""Whether Teams can be answered: Microsoft's keys are to be had, and the registration gets a token."""

import asyncio

import httpx

from assistant.config import Settings
from assistant.teams.tokens import TokenError, Tokens, keys_address

_TIMEOUT = httpx.Timeout(10, connect=5)  # seconds


class ServicesError(Exception):
    """One of Microsoft's services does not do what it must; the message says which, and what to look at."""


def tried(settings: Settings) -> str:
    """What works, in a line. Raises ServicesError."""
    return asyncio.run(_tried(settings))


async def _tried(settings: Settings) -> str:
    keys = await _keys(settings)
    try:
        await Tokens(settings).token()
    except TokenError as error:
        raise ServicesError(
            f"{settings.teams_login_url} gir ikke noe token ({error}); se etter PLANASSISTENT_TEAMS_APP_ID, "
            "PLANASSISTENT_TEAMS_APP_TENANT og at hemmeligheten ikke er utløpt"
        ) from None
    told = f"nøkler ({keys}) og token er hentet; leietakere som får svar: {len(settings.teams_tenants or ())}"
    if not settings.is_secure:
        told += "; PLANASSISTENT_PUBLIC_URL er uten https, så bare programmer på denne maskinen når den"
    return told


async def _keys(settings: Settings) -> int:
    address = keys_address(settings)
    try:
        async with httpx.AsyncClient(timeout=_TIMEOUT) as client:
            response = await client.get(address)
            response.raise_for_status()
            found = response.json()
    except (httpx.HTTPError, ValueError) as error:
        raise ServicesError(
            f"nøklene på {address} kan ikke hentes ({type(error).__name__}); se etter nett, proxy og brannmur"
        ) from None
    keys = found.get("keys") if isinstance(found, dict) else None
    if not isinstance(keys, list) or not keys:
        raise ServicesError(f"det er ingen nøkler på {address}; se etter PLANASSISTENT_TEAMS_OPENID_URL")
    return len(keys)

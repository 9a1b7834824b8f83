"""Who somebody is in Entra ID, which Teams tells as well: so one person is one account, wherever they come from.

https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference
"""

import hmac
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from assistant.config import Settings

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HOSTS = ("login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn")
_ISSUERS = (*(f"https://{host}/{{tenant}}/v2.0" for host in _HOSTS), "https://sts.windows.net/{tenant}/")
"""What Entra ID calls itself in a tenant: in its worldwide cloud and the sovereign ones, and in its version 1."""


class EntraObject(NamedTuple):
    """Somebody in a tenant: the same for every application, never changed and never given to another."""

    tenant: str
    id: str


def entra_object(tenant: object, object_id: object) -> EntraObject | None:
    """Somebody in a tenant by the two ids, in whatever case they are written; None where one of them is none."""
    said = (str(tenant).lower(), str(object_id).lower())
    return EntraObject(*said) if all(_GUID.fullmatch(one) for one in said) else None


def object_of(issuer: str, claims: Mapping[str, Any]) -> EntraObject | None:
    """Who an id token of an issuer is of; None where that issuer is not Entra ID for the tenant that it names.

    Any other provider could call its users what it likes.
    """
    found = entra_object(claims.get("tid"), claims.get("oid"))
    is_its_own = found is not None and issuer.lower() in {form.format(tenant=found.tenant) for form in _ISSUERS}
    return found if is_its_own else None


def link_digest(settings: Settings, found: EntraObject) -> str:
    """What somebody in a tenant is called here, which says nothing to those who have not the server's secret."""
    return hmac.digest(settings.key, f"entra|{found.tenant}|{found.id}".encode(), "sha256").hex()

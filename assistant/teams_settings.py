"""Settings of Microsoft Teams: the bot's registration, whose users it answers, and where Microsoft's services are."""

import re
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode

from assistant.addresses import whole_address
from assistant.secret_files import named, variable, with_secrets

SECRETS = ("teams_app_secret",)
"""The settings whose values no message has; each may stand in a file that `…_file` names."""

_OWN = ("teams_app_id", "teams_app_secret", "teams_tenants")
_SHARED = ("public_url", "secret_key")
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?::\d{1,5})?")
_SHORTEST_SECRET = 8
_PLACEHOLDERS_BEGIN = ("<", "…", "...", "xxx", "your", "din", "sett", "secret", "hemmelig", "changeme", "example")
_SHOWN = "docs/teams.md viser en hel oppføring"


def _guid(said: str) -> str:
    """An id as Entra ID shows it; which case its letters have says nothing."""
    if not _GUID.fullmatch(said.strip().lower()):
        raise ValueError("må være en id som 01234567-89ab-cdef-0123-456789abcdef, slik Entra ID viser den")
    return said.strip().lower()


def _secret(said: SecretStr) -> SecretStr:
    written = said.get_secret_value()
    if len(written) < _SHORTEST_SECRET or written.lower().startswith(_PLACEHOLDERS_BEGIN):
        raise ValueError(
            "er et eksempel eller for kort; sett inn verdien som Entra ID viste da hemmeligheten ble laget («Value», "
            "ikke «Secret ID»)"
        )
    if _GUID.fullmatch(written.lower()):
        raise ValueError("er en id og ingen hemmelighet; Entra ID viser hemmeligheten som «Value», ikke «Secret ID»")
    return said


def _host(said: str) -> str:
    if not _HOST.fullmatch(said.lower()):
        raise ValueError("må være navn på maskiner med komma mellom, for eksempel smba.trafficmanager.net")
    return said.lower()


def _separated(said: object) -> object:
    """Names with commas between, or a list of them."""
    names = said.split(",") if isinstance(said, str) else said
    return tuple(name.strip() for name in names if name.strip()) if isinstance(names, list | tuple) else names


Guid = Annotated[str, AfterValidator(_guid)]
Address = Annotated[
    str,
    AfterValidator(whole_address("https://login.microsoftonline.com")),
    AfterValidator(lambda said: said.rstrip("/")),
]


class TeamsSettings(BaseSettings):
    """How the assistant is reached in Microsoft Teams; without an app id it is not."""

    teams_app_id: Guid | None = None
    teams_app_secret: Annotated[SecretStr, AfterValidator(_secret)] | None = None
    teams_app_secret_file: Path | None = None
    teams_tenants: Annotated[tuple[Guid, ...], NoDecode, BeforeValidator(_separated), Field(min_length=1)] | None = None
    teams_app_tenant: Guid | None = None
    teams_login_url: Address = "https://login.microsoftonline.com"
    teams_openid_url: Address = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    teams_service_hosts: Annotated[
        tuple[Annotated[str, AfterValidator(_host)], ...], NoDecode, BeforeValidator(_separated), Field(min_length=1)
    ] = ("smba.trafficmanager.net",)
    teams_playground: bool = False

    @model_validator(mode="before")
    @classmethod
    def _read_teams_secrets(cls, values: Any) -> Any:
        """The secret out of the file that holds it."""
        return with_secrets(SECRETS, values) if isinstance(values, dict) else values

    @model_validator(mode="after")
    def _is_a_whole_bot(self) -> Self:
        """All that a bot needs, or nothing of it."""
        begun = [name for name in (*_OWN, "teams_app_tenant") if getattr(self, name) is not None]
        missing = [name for name in (*_OWN, *_SHARED) if getattr(self, name, None) is None]
        if begun and missing:
            raise ValueError(f"Teams mangler {named(missing)}; {_SHOWN}")
        if begun and self.teams_app_tenant is None and len(self.teams_tenants or ()) > 1:
            raise ValueError(
                f"{variable('teams_tenants')} har flere leietakere: si hvilken registreringen hører til i "
                f"{variable('teams_app_tenant')}"
            )
        return self

    @property
    def has_teams(self) -> bool:
        """Whether the assistant answers in Teams."""
        return self.teams_app_id is not None

    @property
    def teams_home(self) -> str:
        """The tenant of the registration; only where the assistant answers in Teams."""
        assert self.teams_tenants
        return self.teams_app_tenant or self.teams_tenants[0]

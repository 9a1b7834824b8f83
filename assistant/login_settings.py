"""Settings of the login: a provider, what its groups may do here, and the secrets, which nothing shows."""

from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode

from assistant.addresses import whole_address
from assistant.secret_files import named, variable, with_secrets

SECRETS = ("secret_key", "oidc_client_secret")
"""The settings whose values no message has; each may stand in a file that `…_file` names."""

EVERYBODY = "*"
"""In the place of a group: all who log in."""

_NEEDED = ("oidc_issuer", "oidc_client_id", "oidc_client_secret", "secret_key", "public_url")
_SHORTEST_KEY = 32
_SHORTEST_CLIENT_SECRET = 8
_LETTERS_OF_A_RANDOM = 20  # 48 random bytes in base64 have more different ones, but for once in thousands of millions
_FEWEST_LETTERS = 8  # different ones in a key: 32 random hexadecimal digits have fewer once in two million
_SAID_IN_PLACEHOLDERS = (
    "changeme",
    "change-me",
    "change_me",
    "placeholder",
    "example",
    "eksempel",
    "password",
    "passord",
)
_PLACEHOLDERS_BEGIN = ("<", "…", "...", "xxx", "your", "din", "sett", "secret", "hemmelig", "replace", "dev-", "test-")
MAKE_A_KEY = "lag en med `python3 -c 'import secrets; print(secrets.token_urlsafe(48))'`"
_SHARED_TENANTS = ("/common/", "/organizations/", "/consumers/")  # Entra ID's: anybody's account, of no one issuer


def _groups(said: object) -> object:
    """Groups with commas between, or a list of them."""
    names = said.split(",") if isinstance(said, str) else said
    return tuple(name.strip() for name in names if name.strip()) if isinstance(names, list | tuple) else names


_web_address = whole_address("https://planer.kommune.no")


def _issuer(said: str) -> str:
    if any(shared in f"{said}/" for shared in _SHARED_TENANTS):
        raise ValueError("må nevne én leietaker: sett inn Directory (tenant) ID for common eller organizations")
    return _web_address(said)


GroupNames = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_groups)]
WebAddress = Annotated[str, AfterValidator(_web_address)]


class LoginSettings(BaseSettings):
    """How users log in; without an issuer nobody does."""

    oidc_issuer: Annotated[str, AfterValidator(_issuer)] | None = None
    oidc_client_id: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    oidc_client_secret: SecretStr | None = None
    oidc_client_secret_file: Path | None = None
    oidc_scope: str = "openid profile"
    oidc_groups_claim: str = Field(default="groups", min_length=1)
    secret_key: SecretStr | None = None
    secret_key_file: Path | None = None
    public_url: WebAddress | None = None
    session_hours: float = Field(default=12, gt=0, le=24 * 30)
    reader_groups: GroupNames = (EVERYBODY,)
    leader_groups: GroupNames = ()
    editor_groups: GroupNames = ()
    administrator_groups: GroupNames = ()

    @model_validator(mode="before")
    @classmethod
    def _read_secrets(cls, values: Any) -> Any:
        """Secrets out of the files that hold them."""
        return with_secrets(SECRETS, values) if isinstance(values, dict) else values

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """All of a login, or nothing of it, and no secret that somebody could guess."""
        missing = [name for name in _NEEDED if getattr(self, name) is None]
        if self._is_begun and missing:
            raise ValueError(f"innlogging mangler {named(missing)}; docs/access.md viser en hel oppføring")
        if self.secret_key is not None:
            _check_key(self.secret_key.get_secret_value())
        if self.oidc_client_secret is not None:
            _check_client_secret(self.oidc_client_secret.get_secret_value())
        if "openid" not in self.oidc_scope.split():
            raise ValueError(f"{variable('oidc_scope')} må ha «openid» med")
        self._check_path()
        return self

    @property
    def has_login(self) -> bool:
        """Whether users can log in."""
        return self.oidc_issuer is not None

    @property
    def is_secure(self) -> bool:
        """Whether browsers come by https: whether cookies are for that alone."""
        return self.public_url is not None and self.public_url.startswith("https:")

    @property
    def key(self) -> bytes:
        """The secret that identities and logins under way are signed with; only where there is a login."""
        assert self.secret_key is not None
        return self.secret_key.get_secret_value().encode()

    @property
    def _is_begun(self) -> bool:
        return any(getattr(self, name) is not None for name in _NEEDED if name not in ("secret_key", "public_url"))

    def _check_path(self) -> None:
        """Browsers come by the path that the application is told to stand under."""
        path = urlsplit(self.public_url).path.rstrip("/") if self.public_url else None
        root = str(getattr(self, "root_path", ""))
        if path is not None and path != root:
            raise ValueError(
                f"{variable('public_url')} har stien «{path or '/'}» og {variable('root_path')} «{root or '/'}»; "
                "de må være den samme"
            )


def _check_key(key: str) -> None:
    name = variable("secret_key")
    if _is_placeholder(key):
        raise ValueError(f"{name} er et eksempel og ingen hemmelighet; {MAKE_A_KEY}")
    if len(key) < _SHORTEST_KEY or len(set(key)) < _FEWEST_LETTERS:
        raise ValueError(f"{name} er lett å gjette (minst {_SHORTEST_KEY} tilfeldige tegn); {MAKE_A_KEY}")


def _check_client_secret(secret: str) -> None:
    if _is_placeholder(secret) or len(secret) < _SHORTEST_CLIENT_SECRET:
        raise ValueError(
            f"{variable('oidc_client_secret')} er et eksempel eller for kort; sett inn verdien som leverandøren viste "
            "da hemmeligheten ble laget (i Entra ID «Value», ikke «Secret ID»)"
        )


def _is_placeholder(secret: str) -> bool:
    """Whether a text stands where a secret is to be put: random ones hold such words once in a thousand million."""
    said = secret.lower()
    return any(word in said for word in _SAID_IN_PLACEHOLDERS) or (
        said.startswith(_PLACEHOLDERS_BEGIN) and len(set(said)) < _LETTERS_OF_A_RANDOM
    )

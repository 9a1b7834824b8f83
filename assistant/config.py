"""Settings: from PLANASSISTENT_* environment variables, then planassistent.toml in the working directory."""

import os
import re
import tomllib
from collections.abc import Iterable
from datetime import time
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import limits
from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource
from rapidfuzz import process

from assistant import llm_settings, login_settings, teams_settings
from assistant.llm_settings import ModelSettings
from assistant.login_settings import MAKE_A_KEY, LoginSettings
from assistant.secret_files import with_secrets
from assistant.teams_settings import TeamsSettings
from corpus.complaints import quoted, validation_complaint

PREFIX = "PLANASSISTENT_"
TOML_FILE = Path("planassistent.toml")

UNLIMITED = "off"

UNSHARED = (
    "flere prosesser (PLANASSISTENT_WORKERS) trenger lagre som de kan dele: sett PLANASSISTENT_DATABASE_URL til "
    "PostgreSQL og PLANASSISTENT_CHROMA_URL til en Chroma-tjeneste"
)

_UNTOLD = (*login_settings.SECRETS, *llm_settings.UNTOLD, *teams_settings.SECRETS)
_NEAR_ENOUGH = 60  # of 100; CORPUS (50 to the nearest) gets no suggestion, DATADIR (93) does

_ROOT_PATH = re.compile(r"(?:/[\w.~-]+)*")

_LONGEST_KEPT = 3_650

Days = Annotated[int, Field(ge=1, le=_LONGEST_KEPT)]
"""How long something is kept: from a day to ten years. Nothing is kept for ever, so 0 is refused."""

UserPath = Annotated[Path, AfterValidator(Path.expanduser)]


class ConfigurationError(Exception):
    """A setting is unknown or of the wrong form; the message names it and the mend."""


def _database_in(values: dict[str, Any]) -> str:
    return f"sqlite:///{values.get('data_dir', Path()) / 'catalogue.sqlite3'}"


def _models_in(values: dict[str, Any]) -> Path:
    return Path(values.get("data_dir", Path())) / "models"


def _checked_root(path: str) -> str:
    """The path that a reverse proxy serves the application under, without a slash at its end."""
    root = path.rstrip("/")
    if not _ROOT_PATH.fullmatch(root):
        raise ValueError("må være en sti som begynner med «/», for eksempel /planassistent")
    return root


def _checked_rate(rate: str) -> str:
    """How often something may be done, as the library `limits` writes it; or that it may be done without limit."""
    if rate == UNLIMITED:
        return rate
    try:
        amount = limits.parse(rate).amount
    except ValueError:
        amount = 0
    if not amount:
        raise ValueError(f"må være «{UNLIMITED}» eller et antall per tid, for eksempel 30/minute")
    return rate


def _checked_networks(networks: str) -> str:
    """Addresses and networks with commas between."""
    for network in filter(None, map(str.strip, networks.split(","))):
        try:
            ip_network(network)
        except ValueError as error:
            raise ValueError(
                "må være adresser eller nett med komma mellom, for eksempel 10.0.0.5,10.1.0.0/16"
            ) from error
    return networks.strip()


Rate = Annotated[str, AfterValidator(_checked_rate)]


def _checked_clock(clock: time) -> time:
    """A time of day on the machine's own clock."""
    if clock.tzinfo is not None:
        raise ValueError("må være et klokkeslett uten tidssone, for eksempel 03:00")
    return clock


class Settings(LoginSettings, ModelSettings, TeamsSettings):
    """What the application is started with; relative paths are relative to the working directory."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        toml_file=TOML_FILE,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    data_dir: UserPath = Path("planassistent-data")
    database_url: str = Field(default_factory=_database_in)
    database_url_file: UserPath | None = None
    chroma_url: str | None = None
    embedding_model: str = Field(default="multilingual-e5-small", min_length=1)
    model_dir: UserPath = Field(default_factory=_models_in)
    reranker: UserPath | None = None
    workers: int = Field(default=1, ge=1, le=64)
    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8000, ge=0, le=65535)
    root_path: Annotated[str, AfterValidator(_checked_root)] = ""
    max_file_mb: int = Field(default=100, gt=0)
    max_pages: int = Field(default=5_000, gt=0)
    read_seconds: float = Field(default=600, gt=0)
    read_memory_mb: int = Field(default=2_048, ge=256)
    open_reading: bool = False
    trusted_proxies: Annotated[str, AfterValidator(_checked_networks)] = ""
    limit_ask: Rate = "30/minute"
    limit_upload: Rate = "60/minute"
    limit_login: Rate = "20/minute"
    limit_export: Rate = "30/minute"
    limit_other: Rate = "600/minute"
    limit_shared: int = Field(default=10, ge=1)
    evaluation_dir: UserPath = Path("evaluation")
    conversation_days: Days = 30
    draft_days: Days = 730
    audit_days: Days = 365
    token_days: Days = 30
    account_days: Days = 400
    tidy_at: Annotated[time, AfterValidator(_checked_clock)] = time(3)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"

    @model_validator(mode="before")
    @classmethod
    def _read_database_url(cls, values: Any) -> Any:
        """The address of the database out of the file that holds it, for the password in it."""
        return with_secrets(("database_url",), values) if isinstance(values, dict) else values

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment before the file; no dotenv, no secrets directory."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @model_validator(mode="after")
    def _is_shareable(self) -> Self:
        """What several processes need to be one service."""
        if self.is_shared and self.secret_key is None:
            raise ValueError(
                "med PostgreSQL og en Chroma-tjeneste kan flere prosesser dele lagrene; da må alle ha den samme "
                f"PLANASSISTENT_SECRET_KEY; {MAKE_A_KEY}"
            )
        if self.workers > 1 and not self.is_shared:
            raise ValueError(UNSHARED)
        return self

    @property
    def is_shared(self) -> bool:
        """Whether several processes, on one machine or many, may use the stores at once."""
        return self.database_url.startswith("postgresql") and self.chroma_url is not None

    @property
    def chroma_dir(self) -> Path:
        """Where the embedded index lives."""
        return self.data_dir / "chroma"

    @property
    def templates_dir(self) -> Path:
        """Where the templates of one's own are."""
        return self.data_dir / "templates"

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the server."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - compared, not bound
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def told_address(self) -> str:
        """What links in files that are taken along begin with: as people type it, or as this machine finds the server.

        Never as somebody happened to ask: the same file says the same to whoever takes it.
        """
        return (self.public_url or f"{self.address}{self.root_path}").rstrip("/")


def load_settings() -> Settings:
    """The settings of this process.

    Raises ConfigurationError for an unknown PLANASSISTENT_* variable or key, a value of the wrong form, or broken TOML.
    """
    _check_environment()
    _check_toml()
    try:
        return Settings()
    except ValidationError as error:
        raise ConfigurationError(_told(error.errors()[0])) from None  # the error itself has the values


def _told(error: ErrorDetails) -> str:
    """What is wrong with a setting, or with several together; the value of a secret is not said."""
    complaint = validation_complaint(error)
    if not error["loc"]:
        return complaint
    name = str(error["loc"][0])
    said = "" if name in _UNTOLD else f" = {quoted(error['input'])}"
    return f"{_source_of(name)}{said} {complaint}; rett verdien"


def _check_environment() -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise ConfigurationError(f"miljøvariabelen {name} er ukjent{_suggestion(name.upper(), known, PREFIX)}")


def _check_toml() -> None:
    if not TOML_FILE.exists():
        return
    try:
        keys = tomllib.loads(TOML_FILE.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{TOML_FILE} kan ikke leses ({error}); rett den, eller flytt den bort") from error
    for key in keys:
        if key not in Settings.model_fields:
            raise ConfigurationError(
                f"{TOML_FILE}: {quoted(key)} er ukjent{_suggestion(key, Settings.model_fields, '')}"
            )


def _suggestion(name: str, known: Iterable[str], prefix: str) -> str:
    """What may have been meant, or all there is; `prefix` is not compared."""
    names = {other: other.removeprefix(prefix) for other in known}
    nearest = process.extractOne(name.removeprefix(prefix), names, score_cutoff=_NEAR_ENOUGH, processor=str.lower)
    return f"; mente du {nearest[2]}?" if nearest else f"; de kjente er {', '.join(sorted(names))}"


def _source_of(name: str) -> str:
    variable = f"{PREFIX}{name.upper()}"
    return variable if any(other.upper() == variable for other in os.environ) else f"{TOML_FILE}: {name}"

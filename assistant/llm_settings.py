"""Settings of the language model: which, where, and how much it may cost; without one, answers are extractive."""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings

from assistant.secret_files import named, variable, with_secrets

SECRETS = ("llm_api_key",)
"""The settings whose values no message has; each may stand in a file that `…_file` names."""

UNTOLD = (*SECRETS, "llm_base_url")
"""Those and what may have a password in it, though it must not."""

COMPATIBLE = "compatible"
"""The provider of a model that is named without one: whoever answers at the base URL as OpenAI does."""

PROVIDERS = (
    "anthropic",
    "anthropic_bedrock",
    "azure_ai",
    "azure_openai",
    "baseten",
    "bedrock",
    "bedrock_converse",
    "bedrock_mantle_anthropic",
    "bedrock_mantle_openai",
    "cohere",
    "deepseek",
    "fireworks",
    "google_anthropic_vertex",
    "google_genai",
    "google_vertexai",
    "groq",
    "huggingface",
    "ibm",
    "litellm",
    "meta",
    "mistralai",
    "nvidia",
    "ollama",
    "openai",
    "openrouter",
    "perplexity",
    "together",
    "upstage",
    "xai",
)
"""What may stand before the colon: LangChain's providers, but for its own gateway, which would read the prompts too.

A model that is named `qwen2.5:7b`, as Ollama names them, has no provider before its colon.
"""

_NEEDED = {"openai": ("llm_api_key",), "azure_openai": ("llm_base_url", "llm_api_key", "llm_api_version")}
_SAID_OF_A_MODEL = ("llm_base_url", "llm_api_key", "llm_api_version")
_MOST_TOKENS = 1_000_000_000_000
_WITHIN_A_NET = (".local", ".internal", ".lan", ".home.arpa", ".localhost")


def _base_url(said: str) -> str:
    """The address of a service: https, but for this machine and the net that it stands in."""
    try:
        parts = urlsplit(said)
        is_whole = bool(parts.hostname) and not (parts.query or parts.fragment or parts.port == 0)
    except ValueError:
        is_whole = False
    if not is_whole or parts.scheme not in ("https", "http"):
        raise ValueError("må være en hel adresse, for eksempel http://127.0.0.1:8080/v1")
    if parts.username is not None or parts.password is not None:
        raise ValueError(f"kan ikke ha brukernavn eller passord; nøkkelen hører til i {variable('llm_api_key')}")
    if parts.scheme == "http" and not _is_near(str(parts.hostname)):
        raise ValueError("må begynne med https://; bare maskiner på eget nett kan nås uten")
    return said.rstrip("/")


def _key(said: SecretStr) -> SecretStr:
    """A key as it can stand in a header."""
    written = said.get_secret_value()
    if not (written.isascii() and written.isprintable()) or " " in written:
        raise ValueError("kan bare ha bokstaver, tall og tegn uten mellomrom og linjeskift; lim inn nøkkelen på nytt")
    return said


def _is_near(host: str) -> bool:
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith(_WITHIN_A_NET)


class ModelSettings(BaseSettings):
    """How a language model is reached, and how much it may cost; without a model none is."""

    llm_model: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    llm_base_url: Annotated[str, AfterValidator(_base_url)] | None = None
    llm_api_key: Annotated[SecretStr, AfterValidator(_key)] | None = None
    llm_api_key_file: Path | None = None
    llm_api_version: Annotated[str, Field(min_length=1, max_length=50)] | None = None
    llm_timeout: float = Field(default=30, gt=0, le=600)
    llm_retries: int = Field(default=2, ge=0, le=10)
    llm_max_tokens: int = Field(default=700, ge=16, le=32_000)
    llm_context_tokens: int = Field(default=6_000, ge=500, le=1_000_000)
    llm_temperature: float = Field(default=0, ge=0, le=2)
    llm_structured: Literal["auto", "on", "off"] = "auto"
    llm_pause_seconds: float = Field(default=30, ge=0, le=3_600)
    llm_pause_after: int = Field(default=1, ge=1, le=100)
    llm_tokens_per_user_day: int | None = Field(default=None, ge=1, le=_MOST_TOKENS)
    llm_tokens_per_day: int | None = Field(default=None, ge=1, le=_MOST_TOKENS)
    llm_cost_per_day: float | None = Field(default=None, gt=0, le=1_000_000)
    llm_price_in: float | None = Field(default=None, ge=0, le=10_000)
    llm_price_out: float | None = Field(default=None, ge=0, le=10_000)
    llm_currency: Annotated[str, Field(max_length=20)] = ""

    @model_validator(mode="before")
    @classmethod
    def _read_model_secrets(cls, values: Any) -> Any:
        """The key out of the file that holds it."""
        return with_secrets(SECRETS, values) if isinstance(values, dict) else values

    @model_validator(mode="after")
    def _names_a_whole_model(self) -> Self:
        """All that a provider needs, or no model at all."""
        said = [name for name in _SAID_OF_A_MODEL if getattr(self, name) is not None]
        if self.llm_model is None and said:
            raise ValueError(f"{named(said)} er satt uten {variable('llm_model')}; {_SHOWN}")
        if self.llm_model is not None:
            self._check_model()
        return self

    @model_validator(mode="after")
    def _names_its_prices(self) -> Self:
        """What replies cost is known where there is an end to it."""
        prices = ["llm_price_in", "llm_price_out"]
        if self.llm_cost_per_day is not None and not any(getattr(self, name) for name in prices):
            raise ValueError(
                f"{variable('llm_cost_per_day')} er satt uten {named(prices)}: prisen for en million tokens inn og ut; "
                f"{_SHOWN}"
            )
        if (self.llm_price_in is None) != (self.llm_price_out is None):
            raise ValueError(f"sett både {named(prices)}, eller ingen av dem; 0 er gratis; {_SHOWN}")
        return self

    def _check_model(self) -> None:
        provider, name = self.llm_provider
        if not name.strip():
            raise ValueError(f"{variable('llm_model')} mangler navnet etter kolonet; {_SHOWN}")
        if provider == COMPATIBLE and self.llm_base_url is None:
            raise ValueError(f"modellen mangler {variable('llm_base_url')}, eller leverandøren foran navnet; {_SHOWN}")
        if provider == "openai" and self.llm_base_url is not None:
            return
        if missing := [name for name in _NEEDED.get(provider, ()) if getattr(self, name) is None]:
            raise ValueError(f"modellen mangler {named(missing)}; {_SHOWN}")

    @property
    def has_model(self) -> bool:
        """Whether a language model writes answers."""
        return self.llm_model is not None

    @property
    def llm_provider(self) -> tuple[str, str]:
        """Who answers for the model, and what it is called there; only where there is one."""
        assert self.llm_model is not None
        before, colon, after = self.llm_model.partition(":")
        return (before, after) if colon and before in PROVIDERS else (COMPATIBLE, self.llm_model)


def host_of(settings: ModelSettings) -> str | None:
    """Where the model answers, as people are told: the machine's name, else the provider's; None without a model."""
    if not settings.has_model:
        return None
    return urlsplit(settings.llm_base_url or "").hostname or settings.llm_provider[0]


_SHOWN = "docs/language-model.md viser hele oppføringer"

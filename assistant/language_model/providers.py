"""From settings to LangChain's chat models: the only place that knows what each provider is called with."""

import re
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import httpx2
from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel

from assistant.config import ConfigurationError, Settings
from assistant.language_model.ways import Way
from assistant.llm_settings import COMPATIBLE
from assistant.secret_files import variable
from corpus.complaints import quoted

OPENAI = "https://api.openai.com/v1"

_NO_KEY = "none"
"""What is sent where no key is asked for: the library sends no request without any."""

_LIKE_OPENAI = ("openai", "azure_openai", COMPATIBLE)
_CONNECTING = 10.0  # seconds for the connection itself
_ONE_CONNECTION_EACH = httpx2.Limits(max_keepalive_connections=0)
"""A reply takes seconds, a handshake some hundredths; and connections that are kept break unseen behind firewalls."""

_PACKAGE = re.compile(r"pip install ([\w-]+)")


def ways_to(settings: Settings) -> list[Way]:
    """The ways of asking the model of the settings, the best first.

    Raises ConfigurationError where the provider's package is missing, or does not take the settings.
    """
    provider, _ = settings.llm_provider
    like_openai = provider in _LIKE_OPENAI
    given = _given(settings)
    whole = _chat(
        settings, given | {"temperature": settings.llm_temperature} | ({"stream_usage": True} if like_openai else {})
    )
    bare = _chat(settings, given | ({"stream_usage": False} if like_openai else {}))
    body = {"max_tokens": settings.llm_max_tokens} if provider == COMPATIBLE else {}
    takes_schema = (True, False) if like_openai else (False,)
    return [
        Way(chat, has_schema, body, says_its_end=like_openai, adds_usage=not like_openai)
        for chat in (whole, bare)
        for has_schema in takes_schema
    ]


def _chat(settings: Settings, given: dict[str, Any]) -> BaseChatModel:
    provider, name = settings.llm_provider
    called = "openai" if provider == COMPATIBLE else provider
    try:
        chat: BaseChatModel = init_chat_model(name, model_provider=called, **given)
    except ImportError as error:
        package = _PACKAGE.search(str(error))
        wanted = package[1] if package else f"langchain-{provider.replace('_', '-')}"
        raise ConfigurationError(
            f"{_model_of(settings)} trenger pakken {wanted}, som mangler; installer den med «pip install {wanted}» "
            "i miljøet til Planassistent"
        ) from error
    except (TypeError, ValueError) as error:  # its words may hold the key
        raise ConfigurationError(
            f"{_model_of(settings)} kan ikke brukes slik ({type(error).__name__}); se hva leverandøren trenger "
            "i docs/language-model.md"
        ) from None
    return chat


def _given(settings: Settings) -> dict[str, Any]:
    """What a chat model is made with, by LangChain's common names; retries and deadlines are ours."""
    provider, name = settings.llm_provider
    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
    base_url = settings.llm_base_url
    given: dict[str, Any] = {"max_retries": 0}
    if provider != COMPATIBLE:
        given["max_tokens"] = settings.llm_max_tokens
    if provider not in _LIKE_OPENAI:
        said = {"api_key": key, "base_url": base_url}
        return given | {"timeout": settings.llm_timeout} | {name: value for name, value in said.items() if value}
    given |= {"api_key": key or _NO_KEY, "use_responses_api": False, "stream_chunk_timeout": None, **_http(settings)}
    if provider == "azure_openai":
        return given | {"azure_endpoint": base_url, "azure_deployment": name, "api_version": settings.llm_api_version}
    return given | {"base_url": base_url or OPENAI}


def _http(settings: Settings) -> dict[str, Any]:
    """Clients that follow nobody elsewhere, and that reach this machine itself without the machine's proxy."""
    timeout = httpx2.Timeout(settings.llm_timeout, connect=min(_CONNECTING, settings.llm_timeout))
    trust_env = not _is_here(settings.llm_base_url)
    verify = httpx2.create_ssl_context(trust_env=trust_env)
    same: dict[str, Any] = {
        "timeout": timeout,
        "limits": _ONE_CONNECTION_EACH,
        "trust_env": trust_env,
        "verify": verify,
    }
    return {
        "timeout": timeout,
        "http_client": httpx2.Client(**same),
        "http_async_client": httpx2.AsyncClient(**same),
    }


def _is_here(base_url: str | None) -> bool:
    host = urlsplit(base_url or OPENAI).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _model_of(settings: Settings) -> str:
    return f"{variable('llm_model')} = {quoted(settings.llm_model)}"

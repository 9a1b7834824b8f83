from pathlib import Path

import pytest

from assistant.config import PREFIX, ConfigurationError, Settings, load_settings
from assistant.llm_settings import COMPATIBLE, PROVIDERS

KEY = "sk-Vb4Lw9RtXk8Qmn2"
URL = "http://127.0.0.1:8080/v1"
AZURE = {
    "LLM_MODEL": "azure_openai:gpt-4o-mini",
    "LLM_BASE_URL": "https://kommunen.openai.azure.com",
    "LLM_API_KEY": KEY,
    "LLM_API_VERSION": "2024-10-21",
}


@pytest.fixture(autouse=True)
def empty_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)


def loaded(monkeypatch: pytest.MonkeyPatch, said: dict[str, str]) -> Settings:
    for name, value in said.items():
        monkeypatch.setenv(f"{PREFIX}{name}", value)
    return load_settings()


def test_without_one_there_is_no_model() -> None:
    found = load_settings()
    assert not found.has_model
    assert (found.llm_timeout, found.llm_retries, found.llm_max_tokens, found.llm_context_tokens) == (30, 2, 700, 6_000)
    assert (found.llm_temperature, found.llm_structured, found.llm_pause_seconds) == (0, "auto", 30)


@pytest.mark.parametrize(
    ("said", "provider"),
    [
        ({"LLM_MODEL": "openai:gpt-4o-mini", "LLM_API_KEY": KEY}, ("openai", "gpt-4o-mini")),
        ({"LLM_MODEL": "openai:gpt-4o-mini", "LLM_BASE_URL": URL}, ("openai", "gpt-4o-mini")),
        ({"LLM_MODEL": "qwen2.5:7b", "LLM_BASE_URL": URL}, (COMPATIBLE, "qwen2.5:7b")),
        ({"LLM_MODEL": "org/modell", "LLM_BASE_URL": "http://vllm:8000/v1"}, (COMPATIBLE, "org/modell")),
        ({"LLM_MODEL": "anthropic:claude"}, ("anthropic", "claude")),
        (AZURE, ("azure_openai", "gpt-4o-mini")),
    ],
)
def test_a_whole_model_is_taken(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str], provider: tuple[str, str]
) -> None:
    found = loaded(monkeypatch, said)
    assert found.has_model
    assert found.llm_provider == provider


@pytest.mark.parametrize("missing", sorted(set(AZURE) - {"LLM_MODEL"}))
def test_half_of_azure_is_refused(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"mangler {PREFIX}{missing}; docs/language-model\.md viser"):
        loaded(monkeypatch, {name: value for name, value in AZURE.items() if name != missing})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"LLM_MODEL": "openai:gpt-4o-mini"}, "mangler PLANASSISTENT_LLM_API_KEY"),
        ({"LLM_MODEL": "gpt-4o-mini", "LLM_API_KEY": KEY}, "mangler PLANASSISTENT_LLM_BASE_URL, eller leverandøren"),
        ({"LLM_MODEL": "opnai:gpt-4o-mini", "LLM_API_KEY": KEY}, "eller leverandøren foran navnet"),
        ({"LLM_MODEL": "langsmith:gpt-4o-mini", "LLM_API_KEY": KEY}, "eller leverandøren foran navnet"),
        ({"LLM_MODEL": "openai:", "LLM_API_KEY": KEY}, "mangler navnet etter kolonet"),
        ({"LLM_API_KEY": KEY}, "PLANASSISTENT_LLM_API_KEY er satt uten PLANASSISTENT_LLM_MODEL"),
        ({"LLM_BASE_URL": URL, "LLM_API_KEY": KEY}, "LLM_BASE_URL og PLANASSISTENT_LLM_API_KEY er satt uten"),
        ({"LLM_MODEL": "a", "LLM_BASE_URL": "127.0.0.1:8080"}, "PLANASSISTENT_LLM_BASE_URL må være en hel adresse"),
        ({"LLM_MODEL": "a", "LLM_BASE_URL": "http://modell.example/v1"}, "https"),
        ({"LLM_MODEL": "a", "LLM_BASE_URL": f"https://kari:{KEY}@modell.example/v1"}, "brukernavn eller passord"),
        ({"LLM_MODEL": "a", "LLM_BASE_URL": f"https://modell.example/v1?key={KEY}"}, "må være en hel adresse"),
        ({"LLM_MODEL": "a", "LLM_BASE_URL": URL, "LLM_API_KEY": f"{KEY} {KEY}"}, "lim inn nøkkelen på nytt"),
        ({"LLM_MODEL": "a", "LLM_BASE_URL": URL, "LLM_API_KEY": f"{KEY}\n"}, "lim inn nøkkelen på nytt"),
        ({"LLM_MODEL": "a", "LLM_BASE_URL": URL, "LLM_API_KEY": f"«{KEY}»"}, "lim inn nøkkelen på nytt"),
        ({"LLM_TIMEOUT": "0"}, "PLANASSISTENT_LLM_TIMEOUT = «0» må være større enn 0"),
        ({"LLM_RETRIES": "-1"}, "må være minst 0"),
        ({"LLM_MAX_TOKENS": "1"}, "må være minst 16"),
        ({"LLM_CONTEXT_TOKENS": "10"}, "må være minst 500"),
        ({"LLM_TEMPERATURE": "3"}, "kan være høyst 2"),
        ({"LLM_STRUCTURED": "ja"}, "må være 'auto', 'on' eller 'off'"),
        ({"LLM_PAUSE_SECONDS": "x"}, "må være et tall"),
    ],
)
def test_what_cannot_be_used_is_refused_and_no_key_is_shown(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str], told: str
) -> None:
    with pytest.raises(ConfigurationError) as raised:
        loaded(monkeypatch, said)
    assert told in str(raised.value)
    assert KEY not in f"{raised.value!r} {raised.value.__cause__!r}"


@pytest.mark.parametrize(
    "url", ["http://10.0.0.5/v1", "http://[::1]:8080/v1", "http://gpu.internal/v1", "https://modell.example/v1/"]
)
def test_models_of_ones_own_net_are_reached_without_https(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    assert loaded(monkeypatch, {"LLM_MODEL": "a", "LLM_BASE_URL": url}).llm_base_url == url.rstrip("/")


def test_the_key_comes_from_a_file_and_from_one_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n", encoding="utf-8")
    said = {"LLM_MODEL": "openai:gpt-4o-mini", "LLM_API_KEY_FILE": str(file)}
    found = loaded(monkeypatch, said)
    assert found.llm_api_key is not None
    assert found.llm_api_key.get_secret_value() == KEY
    assert KEY not in repr(found)
    with pytest.raises(ConfigurationError, match="behold én av dem"):
        loaded(monkeypatch, {"LLM_API_KEY": KEY})


@pytest.mark.parametrize("held", ["", "\n"])
def test_an_empty_file_holds_no_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, held: str) -> None:
    (tmp_path / "key").write_text(held, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"LLM_API_KEY_FILE: .*key er tom"):
        loaded(monkeypatch, {"LLM_MODEL": "openai:a", "LLM_API_KEY_FILE": str(tmp_path / "key")})


def test_a_file_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError, match=r"LLM_API_KEY_FILE: /nowhere/key kan ikke leses \(den finnes ikke\)"):
        loaded(monkeypatch, {"LLM_MODEL": "openai:a", "LLM_API_KEY_FILE": "/nowhere/key"})


def test_the_providers_are_langchains_but_for_its_own_gateway() -> None:
    from langchain.chat_models import base

    assert set(PROVIDERS) == set(base._BUILTIN_PROVIDERS) - {"langsmith"}

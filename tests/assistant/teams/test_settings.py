from pathlib import Path

import pytest

from assistant.config import PREFIX, ConfigurationError, Settings, load_settings

APP = "11111111-2222-3333-4444-555555555555"
TENANT = "aaaaaaaa-0000-0000-0000-000000000001"
OTHER = "bbbbbbbb-0000-0000-0000-000000000002"
SECRET = "Q~8abc.DEF-ghiJKL"
WHOLE = {
    "TEAMS_APP_ID": APP,
    "TEAMS_APP_SECRET": SECRET,
    "TEAMS_TENANTS": TENANT,
    "PUBLIC_URL": "https://planer.kommune.no",
    "SECRET_KEY": "k3J9xQv7LmN2pR5tW8yZ1aB4cD6eF0gH",
}


@pytest.fixture(autouse=True)
def empty_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)


def loaded(monkeypatch: pytest.MonkeyPatch, **said: str) -> Settings:
    for name, value in said.items():
        monkeypatch.setenv(f"{PREFIX}{name}", value)
    return load_settings()


def test_without_an_app_id_nothing_is_in_teams() -> None:
    assert not load_settings().has_teams


def test_a_whole_bot_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    found = loaded(monkeypatch, **{**WHOLE, "TEAMS_APP_ID": APP.upper()})
    assert (found.has_teams, found.teams_app_id, found.teams_home) == (True, APP, TENANT)
    assert found.teams_service_hosts == ("smba.trafficmanager.net",)
    assert SECRET not in repr(found)


def test_the_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
    said = {name: value for name, value in WHOLE.items() if name != "TEAMS_APP_SECRET"}
    found = loaded(monkeypatch, **said, TEAMS_APP_SECRET_FILE=str(tmp_path / "secret"))
    assert found.teams_app_secret is not None
    assert found.teams_app_secret.get_secret_value() == SECRET


def test_of_several_tenants_the_one_of_the_registration_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {**WHOLE, "TEAMS_TENANTS": f"{TENANT}, {OTHER}"}
    with pytest.raises(ConfigurationError, match=f"{PREFIX}TEAMS_APP_TENANT"):
        loaded(monkeypatch, **said)
    found = loaded(monkeypatch, TEAMS_APP_TENANT=OTHER)
    assert (found.teams_tenants, found.teams_home) == ((TENANT, OTHER), OTHER)


@pytest.mark.parametrize("missing", sorted(WHOLE))
def test_half_a_bot_is_refused(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"Teams mangler {PREFIX}{missing}; docs/teams\.md"):
        loaded(monkeypatch, **{name: value for name, value in WHOLE.items() if name != missing})


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("TEAMS_APP_ID", "planassistent", "må være en id som"),
        ("TEAMS_TENANTS", "kommune.onmicrosoft.com", "må være en id som"),
        ("TEAMS_APP_SECRET", "<value>", "er et eksempel eller for kort"),
        ("TEAMS_APP_SECRET", APP, "er en id og ingen hemmelighet"),
        ("TEAMS_LOGIN_URL", "http://login.microsoftonline.com", "må begynne med https"),
        ("TEAMS_OPENID_URL", "login.botframework.com", "må være en hel adresse"),
        ("TEAMS_SERVICE_HOSTS", "https://smba.trafficmanager.net", "må være navn på maskiner"),
    ],
)
def test_what_cannot_be_is_said(monkeypatch: pytest.MonkeyPatch, name: str, value: str, complaint: str) -> None:
    with pytest.raises(ConfigurationError, match=complaint) as caught:
        loaded(monkeypatch, **{**WHOLE, name: value})
    assert PREFIX + name in str(caught.value)
    assert "SECRET" not in name or value not in str(caught.value)

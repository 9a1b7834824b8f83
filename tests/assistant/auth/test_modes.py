import secrets
from pathlib import Path

import pytest

from assistant.auth.modes import OpenToAllError, UnansweredTeamsError, check, warnings
from assistant.config import PREFIX, ConfigurationError, Settings, load_settings

KEY, CLIENT_SECRET = secrets.token_urlsafe(48), "Xk8Q~mn2Vb4Lw9Rt"
WHOLE = {
    "OIDC_ISSUER": "https://login.microsoftonline.com/0f5c/v2.0",
    "OIDC_CLIENT_ID": "planassistent",
    "OIDC_CLIENT_SECRET": CLIENT_SECRET,
    "SECRET_KEY": KEY,
    "PUBLIC_URL": "https://planer.kommune.no",
}


def loaded(monkeypatch: pytest.MonkeyPatch, folder: Path, said: dict[str, str]) -> Settings:
    """The settings of an environment that says this, in a folder without a file of settings."""
    monkeypatch.chdir(folder)
    for name, value in said.items():
        monkeypatch.setenv(f"{PREFIX}{name}", value)
    return load_settings()


def test_a_whole_login_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = loaded(monkeypatch, tmp_path, {**WHOLE, "EDITOR_GROUPS": "a, b,", "SESSION_HOURS": "8"})
    assert found.has_login
    assert (found.reader_groups, found.editor_groups, found.session_hours) == (("*",), ("a", "b"), 8)


@pytest.mark.parametrize("missing", sorted(WHOLE))
def test_half_a_login_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, missing: str) -> None:
    with pytest.raises(ConfigurationError, match=f"innlogging mangler {PREFIX}{missing}"):
        loaded(monkeypatch, tmp_path, {name: value for name, value in WHOLE.items() if name != missing})


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SECRET_KEY", "changeme", "er et eksempel"),
        ("SECRET_KEY", "secret" * 8, "er et eksempel"),
        ("SECRET_KEY", "<din hemmelighet som er lang nok her>", "er et eksempel"),
        ("SECRET_KEY", "kort8Q1", "lett å gjette"),
        ("SECRET_KEY", "ab" * 30, "lett å gjette"),
        ("OIDC_CLIENT_SECRET", "changeme", "er et eksempel"),
        ("OIDC_CLIENT_SECRET", "q8Q1", "for kort"),
        ("OIDC_ISSUER", "http://idp.kommune.no", "https"),
        ("OIDC_ISSUER", "https://login.microsoftonline.com/common/v2.0", "tenant"),
        ("PUBLIC_URL", "http://planer.kommune.no", "https"),
        ("PUBLIC_URL", "https://planer.kommune.no/annen", "ROOT_PATH"),
        ("OIDC_SCOPE", "profile", "openid"),
        ("SESSION_HOURS", "0", "større enn 0"),
    ],
)
def test_what_lets_others_in_is_refused_and_no_secret_is_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str, told: str
) -> None:
    with pytest.raises(ConfigurationError, match=told) as raised:
        loaded(monkeypatch, tmp_path, {**WHOLE, name: value})
    said = f"{raised.value!r} {raised.value.__cause__!r}"
    assert not any(secret in said for secret in (KEY, CLIENT_SECRET))
    assert name not in ("SECRET_KEY", "OIDC_CLIENT_SECRET") or value not in said


@pytest.mark.slow
def test_thousands_of_random_keys_are_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for _ in range(3_000):
        assert Settings(secret_key=secrets.token_urlsafe(48)).secret_key is not None
        assert Settings(secret_key=secrets.token_hex(32)).secret_key is not None


def test_secrets_come_from_files_and_from_one_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n", encoding="utf-8")
    rest = {name: value for name, value in WHOLE.items() if name != "SECRET_KEY"}
    assert loaded(monkeypatch, tmp_path, {**rest, "SECRET_KEY_FILE": str(file)}).key == KEY.encode()
    with pytest.raises(ConfigurationError, match="behold én av dem"):
        loaded(monkeypatch, tmp_path, {"SECRET_KEY": KEY})
    monkeypatch.delenv(f"{PREFIX}SECRET_KEY")
    with pytest.raises(ConfigurationError, match="kan ikke leses"):
        loaded(monkeypatch, tmp_path, {"SECRET_KEY_FILE": str(tmp_path / "borte")})


def test_a_server_that_others_reach_does_not_start_without_saying_whom_it_answers() -> None:
    with pytest.raises(OpenToAllError, match="PLANASSISTENT_OPEN_READING"):
        check(Settings(host="0.0.0.0"), is_loopback=False)
    check(Settings(), is_loopback=True)
    check(Settings(host="0.0.0.0", open_reading=True), is_loopback=False)


def test_open_reading_is_warned_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert any("ÅPEN LESING" in warning for warning in warnings(Settings(open_reading=True)))
    assert not list(warnings(Settings()))
    told = " ".join(warnings(loaded(monkeypatch, tmp_path, {**WHOLE, "EDITOR_GROUPS": "*"})))
    assert "ingen gruppe er administrator" in told
    assert "alle som logger inn kan endre planene" in told


def test_teams_is_not_begun_where_nobody_is_known(microsoft: dict[str, str]) -> None:
    settings = Settings(**microsoft)  # type: ignore[arg-type]
    with pytest.raises(UnansweredTeamsError, match="PLANASSISTENT_OPEN_READING"):
        check(settings, is_loopback=True)
    check(settings.model_copy(update={"open_reading": True}), is_loopback=True)


@pytest.fixture
def microsoft() -> dict[str, str]:
    """What sets Teams up."""
    guid = "aaaaaaaa-0000-0000-0000-000000000001"
    said = {"teams_app_id": guid, "teams_tenants": guid, "teams_app_secret": CLIENT_SECRET}
    return {**said, "public_url": WHOLE["PUBLIC_URL"], "secret_key": KEY}

from pathlib import Path

import pytest

from assistant.config import ConfigurationError, Settings, load_settings


@pytest.fixture(autouse=True)
def empty_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"PLANASSISTENT_{name.upper()}", raising=False)
    return tmp_path


def write_toml(text: str) -> None:
    Path("planassistent.toml").write_text(text, encoding="utf-8")


def test_defaults_keep_everything_in_one_folder_of_the_working_directory() -> None:
    settings = load_settings()
    assert settings.data_dir == Path("planassistent-data")
    assert settings.database_url == "sqlite:///planassistent-data/catalogue.sqlite3"
    assert settings.model_dir == Path("planassistent-data/models")
    assert settings.chroma_url is None
    assert settings.reranker is None
    assert settings.address == "http://127.0.0.1:8000"


def test_database_and_models_follow_the_data_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANASSISTENT_DATA_DIR", "/srv/planer")
    settings = load_settings()
    assert settings.database_url == "sqlite:////srv/planer/catalogue.sqlite3"
    assert settings.model_dir == Path("/srv/planer/models")


def test_the_address_of_the_database_may_stand_in_a_file_for_the_password_in_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "address").write_text("postgresql://planer:hemmelig@database/planer\n", encoding="utf-8")
    monkeypatch.setenv("PLANASSISTENT_DATABASE_URL_FILE", str(tmp_path / "address"))
    assert load_settings().database_url == "postgresql://planer:hemmelig@database/planer"
    monkeypatch.setenv("PLANASSISTENT_DATABASE_URL", "sqlite://")
    with pytest.raises(ConfigurationError, match="behold én av dem") as caught:
        load_settings()
    assert "hemmelig" not in str(caught.value)


def test_the_environment_comes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write_toml('port = 9000\nhost = "::1"\n')
    monkeypatch.setenv("PLANASSISTENT_PORT", "9001")
    assert load_settings().address == "http://[::1]:9001"


def test_files_that_are_taken_along_lead_to_the_address_that_people_type_else_to_this_machine() -> None:
    under = Settings(root_path="/plan", host="0.0.0.0")
    assert under.told_address == "http://127.0.0.1:8000/plan"
    typed = Settings(public_url="https://planer.kommune.no/plan/", root_path="/plan")
    assert typed.told_address == "https://planer.kommune.no/plan"


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANASSISTENT_PORT", "")
    assert load_settings().port == 8000


def test_a_home_directory_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/kari")
    monkeypatch.setenv("PLANASSISTENT_DATA_DIR", "~/planer")
    assert load_settings().data_dir == Path("/home/kari/planer")


@pytest.mark.parametrize(
    ("variable", "said"),
    [
        ("PLANASSISTENT_DATADIR", "mente du PLANASSISTENT_DATA_DIR?"),
        (
            "PLANASSISTENT_CORPUS",
            "PLANASSISTENT_CORPUS er ukjent; de kjente er PLANASSISTENT_ACCOUNT_DAYS, ",
        ),
        ("planassistent_prot", "mente du PLANASSISTENT_PORT?"),
    ],
)
def test_an_unknown_variable_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, said: str) -> None:
    monkeypatch.setenv(variable, "x")
    with pytest.raises(ConfigurationError) as raised:
        load_settings()
    assert variable in str(raised.value)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('data_dri = "x"', "«data_dri» er ukjent; mente du data_dir?"),
        ("[planassistent]\nport = 1", "«planassistent» er ukjent"),
        ("port = ", "kan ikke leses"),
        ("port = 70000", "planassistent.toml: port = «70000» kan være høyst 65535"),
        ('embedding_model = ""', "planassistent.toml: embedding_model = «» må ha minst 1 tegn"),
    ],
)
def test_a_broken_file_is_told_by_key(text: str, said: str) -> None:
    write_toml(text)
    with pytest.raises(ConfigurationError, match=r"planassistent\.toml") as raised:
        load_settings()
    assert said in str(raised.value)


def test_a_file_that_is_not_utf_8_is_told() -> None:
    Path("planassistent.toml").write_bytes('host = "å"'.encode("latin-1"))
    with pytest.raises(ConfigurationError, match="kan ikke leses"):
        load_settings()


def test_a_value_of_the_wrong_form_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANASSISTENT_PORT", "åtte")
    with pytest.raises(ConfigurationError, match="PLANASSISTENT_PORT = «åtte» må være et helt tall"):
        load_settings()


@pytest.mark.parametrize("name", ["CONVERSATION_DAYS", "AUDIT_DAYS", "TOKEN_DAYS", "ACCOUNT_DAYS"])
@pytest.mark.parametrize("days", ["0", "-1", "3651", "1.5", "aldri"])
def test_nothing_is_kept_for_ever_or_for_no_time(monkeypatch: pytest.MonkeyPatch, name: str, days: str) -> None:
    monkeypatch.setenv(f"PLANASSISTENT_{name}", days)
    with pytest.raises(ConfigurationError, match=f"PLANASSISTENT_{name}"):
        load_settings()


def test_how_long_things_are_kept_by_default_and_where_the_variable_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANASSISTENT_CONVERSATION_DAYS", "")
    found = load_settings()
    assert (found.conversation_days, found.audit_days, found.token_days, found.account_days) == (30, 365, 30, 400)
    assert found.draft_days == 730
    assert found.tidy_at.isoformat() == "03:00:00"


@pytest.mark.parametrize("clock", ["25:00", "03:00Z", "nei"])
def test_a_time_of_day_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, clock: str) -> None:
    monkeypatch.setenv("PLANASSISTENT_TIDY_AT", clock)
    with pytest.raises(ConfigurationError, match="PLANASSISTENT_TIDY_AT"):
        load_settings()

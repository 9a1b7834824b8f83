import pytest

from assistant.config import Settings
from assistant.teams.doctor import ServicesError, tried
from tests.assistant.teams.wire.connector import Connector, Step


def test_what_works_is_told(connector: Connector) -> None:
    told = tried(Settings(**connector.settings()))
    assert told.startswith("nøkler (1) og token er hentet; leietakere som får svar: 1")
    assert "uten https" in told


@pytest.mark.parametrize(("service", "words"), [("keys", "nøklene på"), ("token", "gir ikke noe token")])
def test_what_does_not_is_told_with_what_to_look_at(connector: Connector, service: str, words: str) -> None:
    setattr(connector, service, Step(401))
    with pytest.raises(ServicesError, match=words) as caught:
        tried(Settings(**connector.settings()))
    assert connector.settings()["teams_app_secret"] not in str(caught.value)

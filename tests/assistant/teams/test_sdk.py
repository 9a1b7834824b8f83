"""What is relied on of Microsoft's SDK and of PyJWT that they do not promise: each by its name, for an upgrade.

Where one of these fails, assistant/teams/bot.py or keys.py has to find another way.
"""

import asyncio
import inspect
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from assistant.teams.bot import Bot
from assistant.teams.keys import Keys
from assistant.teams.playground import Playground
from tests.assistant.teams.test_playground import settings


@pytest.fixture
def started() -> Bot:
    said = settings()
    bot = Bot(said, lambda _: None, invokes=None, keys=Playground(said).keys)  # type: ignore[arg-type]
    asyncio.run(bot.start())
    return bot


@pytest.mark.parametrize("of_sdk", ["_app.server", "_app.server._token_validator._service_validator._jwks_client"])
def test_where_the_keys_of_the_sdk_are_kept(started: Bot, of_sdk: str) -> None:
    found: Any = started
    for name in of_sdk.split("."):
        assert hasattr(found, name), f"{type(found).__name__} of the SDK has no {name} any more"
        found = getattr(found, name)
    assert of_sdk.endswith("server") or found is started._keys


def test_the_sdk_verifies_by_the_client_that_it_is_given() -> None:
    from microsoft_teams.apps.auth import TokenValidator

    source = inspect.getsource(inspect.getmodule(TokenValidator) or TokenValidator)
    assert "self._jwks_client.get_signing_key_from_jwt" in source
    validator = TokenValidator.for_service("11111111-2222-3333-4444-555555555555")
    assert isinstance(validator._jwks_client, jwt.PyJWKClient)


def test_what_the_sdk_has_verified_goes_by_on_request(started: Bot) -> None:
    server = started._app.server
    assert server.on_request == started._processed
    assert inspect.iscoroutinefunction(server.handle_request)
    assert list(inspect.signature(server.handle_request).parameters) == ["request"]


def test_how_a_key_tells_what_else_it_says() -> None:
    public = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    told = {**RSAAlgorithm.to_jwk(public, as_dict=True), "endorsements": ["msteams"]}
    assert jwt.PyJWK(told)._jwk_data["endorsements"] == ["msteams"]
    assert "self.get_signing_keys(" in inspect.getsource(Keys.get_signing_key)

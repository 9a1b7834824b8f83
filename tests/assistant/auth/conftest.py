import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.auth.oidc import Provider
from assistant.config import Settings
from assistant.jobs import Jobs
from assistant.service import Assistant
from corpus.library import Library
from tests.assistant.auth.made_up_provider import CLIENT_ID, CLIENT_SECRET, MadeUpProvider, made_up_provider, returned
from tests.assistant.web.visitor import Visitor

HERE = "http://127.0.0.1:8000"


@pytest.fixture(scope="package")
def listening_provider() -> Iterator[MadeUpProvider]:
    """The provider, for all tests; each begins anew."""
    with made_up_provider() as opened:
        yield opened


@pytest.fixture
def provider(listening_provider: MadeUpProvider) -> MadeUpProvider:
    """A provider that nobody has asked anything yet and that does right."""
    listening_provider.begin_anew()
    return listening_provider


@pytest.fixture
def login_settings(settings: Settings, provider: MadeUpProvider) -> Settings:
    """Settings with a login at the made-up provider."""
    return with_login(settings, provider.issuer)


@pytest.fixture(scope="package")
def made_app(listening_provider: MadeUpProvider) -> FastAPI:
    """An application with a login, made once: its routes take half a second."""
    return create_app(with_login(Settings(), listening_provider.issuer))


@pytest.fixture
def login_app(made_app: FastAPI, login_settings: Settings, shelf: Library) -> FastAPI:
    """An application with a login, over a library of its own; nothing is left in it of the test before."""
    made_app.middleware_stack = None  # built again by the next request, with nobody's requests counted
    made_app.state.settings, made_app.state.provider = login_settings, Provider(login_settings)
    made_app.state.services = Services(Assistant(shelf), Jobs(shelf))
    return made_app


@pytest.fixture
def visitor(login_app: FastAPI) -> Visitor:
    """A browser that nobody has logged in with yet."""
    return browser(login_app)


def with_login(settings: Settings, issuer: str, **changes: Any) -> Settings:
    """The settings with a login at an issuer."""
    said: dict[str, Any] = {
        "data_dir": settings.data_dir,
        "model_dir": settings.model_dir,
        "oidc_issuer": issuer,
        "oidc_client_id": CLIENT_ID,
        "oidc_client_secret": SecretStr(CLIENT_SECRET),
        "secret_key": SecretStr(secrets.token_urlsafe(48)),
        "public_url": HERE,
        "leader_groups": "ledere",
        "editor_groups": "redaktører",
        "administrator_groups": "drift",
    }
    return Settings(**{**said, **changes})


def over(settings: Settings, library: Library) -> FastAPI:
    """An application over a library that is open already."""
    made = create_app(settings)
    made.state.services = Services(Assistant(library), Jobs(library))
    return made


def browser(app: FastAPI, base_url: str = HERE) -> Visitor:
    """A browser that follows nothing by itself."""
    return Visitor(app, base_url=base_url, follow_redirects=False, raise_server_exceptions=False)


def led_to(visitor: Visitor, back: str = "/") -> str:
    """Where the login leads a browser."""
    response = visitor.get("/logg-inn", params={"tilbake": back})
    assert response.status_code == 303, response.text
    return str(response.headers["location"])


def logged_in(visitor: Visitor, provider: MadeUpProvider, back: str = "/", **user: Any) -> Any:
    """The response that ends a login of the provider's user, with what is said of that one beside."""
    provider.user |= user
    address = led_to(visitor, back)
    return visitor.get(returned(address, provider.authorize(address)))

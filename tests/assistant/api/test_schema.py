"""The interface is as its description says, whoever calls it: no fault, and no status, type or form without a name."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.types import Receive, Scope, Send

from assistant.api.dependencies import Services
from assistant.app import API, create_app
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_paths
from assistant.jobs import Jobs
from assistant.opening import open_library
from assistant.service import Assistant
from tests.conftest import PLAN_ID, write_plans
from tests.roles import HEADER, ROLES, known_roles

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
UNLIMITED = {f"limit_{budget}": "off" for budget in ("ask", "upload", "login", "export", "other")}
FEW, MANY = 5, 60
"""Requests of each operation and role, in `make test` and in `make test-all`; as many again for things there are."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Any) -> Iterator[FastAPI]:
    """An application over plans of its own, which may be written to."""
    folder = tmp_path_factory.mktemp("schema")
    chosen = Settings(data_dir=folder / "data", model_dir=embedding_model_dir, **UNLIMITED)  # type: ignore[arg-type]
    with open_library(chosen) as library, known_roles():
        (folder / "plans").mkdir()
        ingest_paths(library, [write_plans(folder / "plans")])
        made, jobs = create_app(chosen), Jobs(library)
        made.state.services = Services(Assistant(library), jobs)
        yield made
        jobs.close()


@pytest.fixture(scope="module")
def operations(app: FastAPI) -> list[APIOperation[Any, Any, Any, Any]]:
    """All that the description has."""

    async def opened(scope: Scope, receive: Receive, send: Send) -> None:
        """The application, which the fixture opened."""
        if scope["type"] == "lifespan":
            for phase in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{phase}.complete"})
            return
        await app(scope, receive, send)

    schema = schemathesis.openapi.from_asgi(f"{API}/openapi.json", opened)
    return [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]


@pytest.fixture(scope="module")
def things(app: FastAPI) -> dict[str, object]:
    """What there is, by the name that paths have for it."""
    assistant = app.state.services.assistant
    snapshot = assistant.library.snapshot
    answer = assistant.ask("Hvem har ansvar for bibliotekkasse?")
    return {
        "document_id": PLAN_ID,
        "other": PLAN_ID,
        "number": 3,
        "measure_id": next(row.id for row in snapshot.measures if row.document_id == PLAN_ID),
        "duty_id": next(row.id for row in snapshot.duties if row.document_id == PLAN_ID),
        "conversation_id": answer.conversation_id,
    }


@pytest.mark.parametrize("role", ROLES)
def test_the_interface_is_as_described(
    operations: list[APIOperation[Any, Any, Any, Any]], things: dict[str, object], role: str
) -> None:
    assert len(operations) > 40
    told = [complaint for one in operations for complaint in complaints(one, role, things, FEW)]
    assert not told, "\n".join(told)


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_the_interface_is_as_described_however_it_is_called(
    operations: list[APIOperation[Any, Any, Any, Any]], things: dict[str, object], role: str
) -> None:
    told = [complaint for one in operations for complaint in complaints(one, role, things, MANY)]
    assert not told, "\n".join(told)


def complaints(
    operation: APIOperation[Any, Any, Any, Any], role: str, things: dict[str, object], examples: int
) -> list[str]:
    """What is wrong with the answers to so many requests."""
    there = {name: things[name] for name in things if f"{{{name}}}" in operation.path}
    strategy: Any = operation.as_strategy()

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def called(case: Any) -> None:
        _called(case, role)
        if there and operation.method != "delete":
            case.path_parameters = {**(case.path_parameters or {}), **there}
            _called(case, role)

    try:
        called()
    except (Exception, FailureGroup) as error:  # noqa: BLE001 - each is told
        found = error.exceptions if isinstance(error, FailureGroup) else [error]
        return [f"{role}: {operation.label}: {one!r} {one}" for one in found]
    return []


def _called(case: Any, role: str) -> None:
    response = case.call(base_url="http://127.0.0.1:8000", headers={HEADER: role})
    case.validate_response(response, checks=CHECKS)

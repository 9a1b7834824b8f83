"""The interface is as its description says, whoever calls it: no fault, and no status, type or form without a name."""

from collections.abc import Iterator
from typing import Any, NamedTuple

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


class Request(NamedTuple):
    """A case, and what it fills the operation's path with."""

    case: Any
    path: dict[str, object]


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


@pytest.fixture(scope="module")
def few(operations: list[APIOperation[Any, Any, Any, Any]], things: dict[str, object]) -> list[Request]:
    """A few of each operation."""
    assert len(operations) > 40
    return [request for one in operations for request in requests(one, things, FEW)]


@pytest.fixture(scope="module")
def many(operations: list[APIOperation[Any, Any, Any, Any]], things: dict[str, object]) -> list[Request]:
    """Many of each operation."""
    return [request for one in operations for request in requests(one, things, MANY)]


@pytest.mark.parametrize("role", ROLES)
def test_the_interface_is_as_described(few: list[Request], role: str) -> None:
    told = [complaint for request in few for complaint in complaints(request, role)]
    assert not told, "\n".join(told)


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_the_interface_is_as_described_however_it_is_called(many: list[Request], role: str) -> None:
    told = [complaint for request in many for complaint in complaints(request, role)]
    assert not told, "\n".join(told)


def requests(operation: APIOperation[Any, Any, Any, Any], things: dict[str, object], examples: int) -> list[Request]:
    """So many of an operation, each once more for things there are: made up once, and sent as each role."""
    there = {name: things[name] for name in things if f"{{{name}}}" in operation.path}
    is_sent_again = bool(there) and operation.method != "delete"
    strategy: Any = operation.as_strategy()
    made: list[Request] = []

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def drawn(case: Any) -> None:
        made.append(Request(case, case.path_parameters))
        if is_sent_again:
            made.append(Request(case, {**(case.path_parameters or {}), **there}))

    drawn()
    return made


def complaints(request: Request, role: str) -> list[str]:
    """What is wrong with the answer."""
    case = request.case
    case.path_parameters = request.path
    try:
        response = case.call(base_url="http://127.0.0.1:8000", headers={HEADER: role})
        case.validate_response(response, checks=CHECKS)
    except (Exception, FailureGroup) as error:  # noqa: BLE001 - each is told
        found = error.exceptions if isinstance(error, FailureGroup) else [error]
        return [f"{role}: {case.operation.label}: {one!r} {one}" for one in found]
    return []

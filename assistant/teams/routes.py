"""POST /api/messages: where Teams delivers what users write, by the protocol of the Bot Framework."""

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Any, Protocol

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from assistant.api.access import Public
from assistant.api.machine import is_at_the_machine
from assistant.api.problems import ProblemError, described
from assistant.config import Settings
from assistant.teams.admission import refusal

if TYPE_CHECKING:
    from assistant.teams.playground import Playground

PATH = "/api/messages"
MOST = 256 * 2**10
"""Bytes of an activity; Teams' own limit on a message is 28 KB of text, and its entities come beside it."""

router = APIRouter(tags=["teams"])

_ANSWERED_WITHIN = 10.0  # seconds; Teams delivers again after 15
_NOT_NOW = (500, 503)
_REFUSED = {
    400: ("Not an activity", "meldingen har ikke formen som Bot Framework sender"),
    401: ("Not from Teams", "meldingen har ikke bevis på at den kommer fra Teams til denne roboten"),
    403: ("Not allowed", "leietakeren er ikke blant dem som tjenesten svarer"),
}

_REASONS = {
    400: "the SDK does not take it",
    401: "the token does not hold",
    403: "the line before says why",
}

_log = logging.getLogger(__name__)


class Delivered(Protocol):
    """What became of an activity: a status, and what Teams is told at once, as JSON."""

    @property
    def status(self) -> int:
        """As of HTTP."""

    @property
    def body(self) -> Any:
        """None where nothing is told."""


class Bot(Protocol):
    """Who takes activities."""

    async def deliver(self, headers: dict[str, str], body: dict[str, Any]) -> Delivered:
        """Verifies an activity and takes it. Raises TimeoutError where Microsoft's keys are not to be had."""


@router.post(
    PATH,
    dependencies=[Public],
    responses={**described(400, 401, 403, 408, 413, 429, 503), 200: {"description": "Taken; answered later"}},
    openapi_extra={"requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}, "required": True}},
)
async def messages(request: Request) -> Response:
    """Takes an activity of the Bot Framework from Teams, with Microsoft's token; the answer is sent on its own."""
    bot: Bot | None = getattr(request.app.state, "teams", None)
    if bot is None:
        raise ProblemError(503, "Not ready", "tjenesten er ikke i gang ennå; prøv igjen om noen sekunder")
    body = await _body(request)
    settings: Settings = request.app.state.settings
    headers = dict(request.headers)
    playground: Playground | None = request.app.state.teams_playground
    if playground is not None and is_at_the_machine(request):
        headers["authorization"], body = playground.signed(headers.get("authorization", ""), body)
    refused = refusal(headers.get("authorization"), body, settings)
    if refused is not None:
        raise _refused(refused.status, refused.why)
    try:
        async with asyncio.timeout(_ANSWERED_WITHIN):
            delivered = await bot.deliver(headers, body)
    except TimeoutError:
        raise _not_now() from None
    if delivered.status in _NOT_NOW:
        raise _not_now()
    if delivered.status in _REFUSED:
        raise _refused(delivered.status, _REASONS[delivered.status])
    if delivered.body is None:
        return Response(status_code=delivered.status)
    return JSONResponse(delivered.body, status_code=delivered.status)


async def _body(request: Request) -> Any:
    try:
        return json.loads(await request.body())
    except (ValueError, RecursionError):
        return None


def _not_now() -> ProblemError:
    """Microsoft's keys or our store are not to be had: it is to be delivered again."""
    detail = "meldingen kan ikke tas imot akkurat nå; send den igjen"
    return ProblemError(503, "Not taken", detail, {"Retry-After": "10"})


def _refused(status: int, why: str) -> ProblemError:
    _log.warning("teams: an activity was refused: %s", why)
    title, detail = _REFUSED[status]
    return ProblemError(status, title, detail)

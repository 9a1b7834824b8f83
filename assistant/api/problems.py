"""Errors as problem details (RFC 9457)."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Literal

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from corpus.complaints import quoted, validation_complaint
from corpus.store.database import CatalogueError

Handler = Callable[[Request, Exception], Awaitable[Response]]

MEDIA_TYPE = "application/problem+json"
_SCHEMAS = "#/components/schemas/{model}"

Thing = Literal[
    "document",
    "page",
    "job",
    "conversation",
    "message",
    "measure",
    "duty",
    "feedback",
    "correction",
    "collection",
    "token",
    "draft",
    "template",
    "field",
    "version",
    "comment",
]
_THINGS: dict[Thing, str] = {
    "document": "dokumentet",
    "page": "siden",
    "job": "jobben",
    "conversation": "samtalen",
    "measure": "tiltaket",
    "duty": "plikten",
    "message": "meldingen",
    "feedback": "tilbakemeldingen",
    "correction": "rettelsen",
    "collection": "samlingen",
    "token": "tokenet",
    "draft": "utkastet",
    "template": "malen",
    "field": "feltet",
    "version": "versjonen",
    "comment": "kommentaren",
}
_DETAILS = {
    400: "forespørselen kan ikke leses; se etter at den er hel og av typen den sier",
    404: "det er ingenting på denne adressen",
    408: "forespørselen kom ikke fram i tide; prøv igjen med bedre nett",
    405: "adressen finnes, men ikke med denne metoden",
    413: "forespørselen er for stor; en fil kan være så stor som PLANASSISTENT_MAX_FILE_MB sier",
}
_TEXT_FOR_FILE = "Value error, Expected UploadFile"  # FastAPI's words
_NO_STORE = (
    "tjenesten får ikke lest eller lagret akkurat nå, og ingenting er halvveis lagret; prøv igjen om litt, og si fra "
    "til den som drifter den hvis det varer (loggen sier hvorfor)"
)
STORE_AWAY_SECONDS = 10
_FAULT = "noe gikk galt i tjenesten; si fra til den som drifter den (loggen sier hva)"

_log = logging.getLogger(__name__)


class FieldError(BaseModel):
    """What is wrong with one field of a request."""

    field: str
    message: str


class Problem(BaseModel):
    """Problem details; `type` is about:blank, so that `title` says the kind, for machines, and `detail` the case.

    `detail` and the errors' messages are read by people: they are in bokmål.
    """

    model_config = ConfigDict(frozen=True)

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    errors: tuple[FieldError, ...] = ()


class ProblemError(Exception):
    """Ends a request with problem details; `further` are members of the case beside them (JSON)."""

    def __init__(
        self,
        status: int,
        title: str,
        detail: str,
        headers: Mapping[str, str] | None = None,
        further: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.title = title
        self.detail = detail
        self.headers = headers
        self.further = further or {}


def missing(what: Thing, name: object) -> ProblemError:
    """A 404 for a thing that is addressed and not there."""
    return ProblemError(404, f"No such {what}", f"{_THINGS[what]} {quoted(name)} finnes ikke")


def too_many(seconds: int) -> ProblemError:
    """A 429 for who has to wait so long."""
    detail = f"for mange forespørsler på kort tid; prøv igjen om {seconds} sekunder"
    return ProblemError(429, "Too many requests", detail, {"Retry-After": str(seconds)})


def invalid(field: str, message: str) -> ProblemError:
    """A 422 for a field that is of the right form and still cannot be taken."""
    return ProblemError(422, "Invalid request", f"{field}: {message}")


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI descriptions of the problems a route answers with; a body that may be too long may be too slow.

    They name the record and are not of it (`model`): six of each route took most of an application's start to make.
    """
    statuses = (*statuses, 408) if 413 in statuses else statuses
    content = {MEDIA_TYPE: {"schema": {"$ref": _SCHEMAS.format(model=Problem.__name__)}}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


def schemas() -> dict[str, dict[str, Any]]:
    """What the descriptions name, by name."""
    schema = Problem.model_json_schema(mode="serialization", ref_template=_SCHEMAS)
    return {**schema.pop("$defs"), Problem.__name__: schema}


async def problem_error(request: Request, error: Exception) -> JSONResponse:
    """The answer to a ProblemError."""
    assert isinstance(error, ProblemError)
    challenge = {"WWW-Authenticate": "Bearer"} if error.status == HTTPStatus.UNAUTHORIZED else {}
    headers = {**challenge, **(error.headers or {})}
    return _response(request, error.status, error.title, error.detail, headers=headers, further=error.further)


async def closed_error(request: Request, error: Exception) -> JSONResponse:
    """The answer to who would write in a draft that is adopted."""
    return _response(request, 409, "Draft is adopted", str(error))


async def http_error(request: Request, error: Exception) -> JSONResponse:
    """The answer to what the framework refuses: an unknown path, a method that is not allowed."""
    assert isinstance(error, HTTPException)
    title = HTTPStatus(error.status_code).phrase
    detail = _DETAILS.get(error.status_code, str(error.detail))
    return _response(request, error.status_code, title, detail, headers=error.headers)


async def validation_error(request: Request, error: Exception) -> JSONResponse:
    """The answer to a request of the wrong form; `detail` names the first field, `errors` all."""
    assert isinstance(error, RequestValidationError)
    errors = field_errors(error.errors())
    detail = "; ".join(f"{found.field}: {found.message}" for found in errors)
    return _response(request, 422, "Invalid request", detail, errors=errors)


async def storage_error(request: Request, error: Exception) -> JSONResponse:
    """The answer while the catalogue or the disk cannot be read or written; why stands in the log."""
    assert isinstance(error, CatalogueError | OSError)
    _log.error("the store cannot be read or written: %s", error)
    return _response(request, 503, "Storage unavailable", _NO_STORE, headers={"Retry-After": str(STORE_AWAY_SECONDS)})


def told_late(error: BaseException) -> dict[str, Any]:
    """What is told of an error where the answer has begun already: `title`, `status` and `detail` of the problem."""
    if isinstance(error, CatalogueError | OSError):
        return {"title": "Storage unavailable", "status": 503, "detail": _NO_STORE}
    return {"title": "Internal error", "status": 500, "detail": "noe gikk galt i tjenesten; spør på nytt"}


async def unexpected_error(request: Request, _error: Exception) -> JSONResponse:
    """The answer to a fault of ours; the server logs the traceback."""
    return _response(request, 500, "Internal error", _FAULT)


def field_errors(errors: Sequence[Mapping[str, Any]]) -> tuple[FieldError, ...]:
    """Pydantic's errors in bokmål, each with the dotted name of its field."""
    return tuple(FieldError(field=_field(error["loc"]), message=_message(error)) for error in errors)


def _message(error: Mapping[str, Any]) -> str:
    if str(error["msg"]).startswith(_TEXT_FOR_FILE):
        return "må være en fil"
    return validation_complaint(error)


def _field(loc: Sequence[str | int]) -> str:
    """ "body.filters.limit" is "filters.limit" to who wrote the body."""
    inner = loc[1:] if loc and loc[0] in ("body", "query", "path") and len(loc) > 1 else loc
    return ".".join(map(str, inner)) or "body"


def _response(
    request: Request,
    status: int,
    title: str,
    detail: str,
    *,
    errors: tuple[FieldError, ...] = (),
    headers: Mapping[str, str] | None = None,
    further: Mapping[str, Any] | None = None,
) -> JSONResponse:
    problem = Problem(title=title, status=status, detail=detail, instance=request.url.path, errors=errors)
    content = problem.model_dump(mode="json", exclude=None if errors else {"errors"})
    return JSONResponse({**(further or {}), **content}, status_code=status, headers=headers, media_type=MEDIA_TYPE)

"""What became of a call, from what a provider's library raised: by LangChain's kinds of errors, or by the status."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from langchain_core import exceptions

from assistant.language_model.model import Trouble


class BrokenOffError(Exception):
    """A reply stopped without having said that it ends."""


PASSING = frozenset({Trouble.UNREACHABLE, Trouble.BUSY, Trouble.FAULT, Trouble.BROKEN_OFF})
"""What may be over when it is asked again."""

_BY_KIND: tuple[tuple[type[Exception], Trouble], ...] = (
    (exceptions.ContextOverflowError, Trouble.TOO_LONG),
    (exceptions.ModelAuthenticationError, Trouble.KEY),
    (exceptions.ModelPermissionDeniedError, Trouble.KEY),
    (exceptions.ModelNotFoundError, Trouble.UNKNOWN),
    (exceptions.ModelRateLimitError, Trouble.BUSY),
    (exceptions.ModelInvalidRequestError, Trouble.REFUSED),
    (exceptions.ModelAPIError, Trouble.FAULT),
    (exceptions.ModelTimeoutError, Trouble.TIMEOUT),
    (exceptions.ModelConnectionError, Trouble.UNREACHABLE),
    (BrokenOffError, Trouble.BROKEN_OFF),
    (TimeoutError, Trouble.TIMEOUT),
    (OSError, Trouble.UNREACHABLE),
)
_BY_STATUS = {401: Trouble.KEY, 403: Trouble.KEY, 404: Trouble.UNKNOWN, 408: Trouble.TIMEOUT, 429: Trouble.BUSY}
_USED_UP = frozenset({"insufficient_quota"})
_TOO_LONG = frozenset({"context_length_exceeded", "exceed_context_size_error"})


def trouble_of(error: BaseException) -> Trouble:
    """The kind of trouble; what neither a status nor a kind tells is unreadable."""
    if _TOO_LONG & _codes(error):
        return Trouble.TOO_LONG
    for kind, trouble in _BY_KIND:
        if isinstance(error, kind):
            return trouble
    status = _status(error)
    if status is not None and status >= 400:
        return _BY_STATUS.get(status) or (Trouble.FAULT if status >= 500 else Trouble.REFUSED)
    if _is_of_transport(error):
        return Trouble.BROKEN_OFF
    return Trouble.FAULT if _codes(error) else Trouble.UNREADABLE


def may_pass(error: BaseException, trouble: Trouble) -> bool:
    """Whether asking again may help: not where a quota is used up."""
    return trouble in PASSING and not _USED_UP & _codes(error)


def retry_after(error: BaseException) -> float | None:
    """For how many seconds the provider asks to be let alone, as its header says; None where it does not."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    said = headers.get("retry-after") if isinstance(headers, Mapping) else None
    if said is None:
        return None
    try:
        return max(float(said), 0)
    except ValueError:
        return _until(said)


def _until(said: str) -> float | None:
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - datetime.now(UTC)).total_seconds(), 0)


def _status(error: BaseException) -> int | None:
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int):
            return status
    return None


def _codes(error: BaseException) -> frozenset[str]:
    """What the provider calls the error, in the body of its answer."""
    body: Any = getattr(error, "body", None)
    inner = body.get("error", body) if isinstance(body, Mapping) else None
    found = (inner.get(key) for key in ("code", "type")) if isinstance(inner, Mapping) else ()
    return frozenset(str(code) for code in found if code)


def _is_of_transport(error: BaseException) -> bool:
    """Whether it is one of the errors of httpx or of what stands in its place, which share no class."""
    return any(kind.__name__ == "TransportError" for kind in type(error).__mro__)

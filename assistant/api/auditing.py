"""The audit log as requests fill it: one line for each action of a route, one for each document that answered.

What changes something is written before its answer is sent; what was only looked at waits, a second at most, so that no
reader waits for the disk.
"""

import asyncio
import logging
import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.actions import SAFE, Action, action_of
from assistant.auth import trail
from assistant.auth.trail import Trail
from assistant.auth.user import User
from assistant.jobs import Job
from assistant.logs import WHO
from corpus.library import Library
from corpus.store.audit import AuditLine

_log = logging.getLogger(__name__)

_FLUSHED_EVERY = 1.0  # seconds
_REFUSED, _FAULT = 403, 500
_KEYS_TO_THEMSELVES = ("conversation", "own_data")
"""Things whose ids are not written: who knows a conversation's may open it where it has no owner."""


class Audit:
    """Writes lines to a library's audit log: some at once, others within a second."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._waiting: dict[tuple[Any, ...], AuditLine] = {}
        self._lock = threading.Lock()

    def write(self, lines: Iterable[AuditLine]) -> None:
        """Writes lines now; what cannot be written is told in the log, and keeps nobody from anything."""
        told = list(lines)
        try:
            if told:
                self._library.audit.append(told)
        except Exception:  # noqa: BLE001 - see above
            _log.exception("%d lines of the audit log could not be written", len(told))

    def later(self, lines: Iterable[AuditLine]) -> None:
        """Has lines written with the next; the same one, looked at again meanwhile, once."""
        with self._lock:
            for line in lines:
                self._waiting.setdefault(tuple(line.model_dump(exclude={"at"}).values()), line)

    def flush(self) -> None:
        """Writes what waits."""
        with self._lock:
            lines, self._waiting = list(self._waiting.values()), {}
        self.write(lines)

    async def keep_flushing(self) -> None:
        """Writes what waits, every second."""
        while True:
            await asyncio.sleep(_FLUSHED_EVERY)
            if self._waiting:
                await asyncio.to_thread(self.flush)

    def answered(self, begun: Trail) -> None:
        """Has the lines of a question written, where one was put."""
        self.later(_answers(self, begun))

    def over(self, job: Job, begun: Trail) -> list[AuditLine]:
        """The line that tells what became of a file that somebody uploaded."""
        if job.kind != "upload" or job.report is None:
            return []
        name = job.report.id or ""
        outcome = "ok" if job.report.status != "refused" else "refused"
        return [self.line(begun, Action("read_in", "document"), name, outcome)]

    def line(self, begun: Trail | None, action: Action, thing_id: str, outcome: str) -> AuditLine:
        """One line, with the collection of the document that it is about."""
        user, actor = (begun.user, begun.actor) if begun else (None, None)
        return AuditLine(
            at=datetime.now(UTC),
            actor=actor or _actor(user),
            actor_kind=user.kind if user else "unknown",
            action=action.verb,
            thing=action.thing,
            thing_id=thing_id,
            collection=self._collection(thing_id) or (begun.collection if begun else None),
            outcome=outcome,
        )

    def collection_of(self, document_id: str) -> str | None:
        """The collection of a document that is there."""
        found = self._library.snapshot.documents.get(document_id)
        return found.collection if found else None

    def log_name(self, user: User) -> str | None:
        """What the log calls a person."""
        account = self._library.persons.account(user.id) if user.kind == "person" and user.id else None
        return account.log_name if account else None

    def _collection(self, thing_id: str) -> str | None:
        return self.collection_of(thing_id.partition("/")[0]) or self.collection_of(thing_id.partition("--")[0])


class Audited:
    """Writes what each request did."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and writes its lines."""
        audit: Audit | None = getattr(scope["app"].state, "audit", None) if scope["type"] == "http" else None
        if audit is None:
            await self._app(scope, receive, send)
            return
        begun = trail.begin()
        WHO.set(lambda: audit.log_name(begun.user) if begun.user else None)

        async def send_once_written(message: Message) -> None:
            if message["type"] == "http.response.start":
                await _write(audit, scope, begun, message["status"])
            await send(message)

        try:
            await self._app(scope, receive, send_once_written)
        finally:
            audit.answered(begun)


async def _write(audit: Audit, scope: Scope, begun: Trail, status: int) -> None:
    """Writes what the route did: at once where it changed something, or was refused."""
    route = scope.get("route")
    action = action_of(scope["method"], route.path) if route is not None and hasattr(route, "path") else None
    outcome = _outcome(status)
    if outcome is None or (begun.is_told and outcome == "ok") or (action is None and outcome != "refused"):
        return
    if action is not None and action.verb == "asked" and outcome != "refused":
        return
    told = action or Action("seen", "page")
    line = audit.line(begun, told, _thing_id(told, scope.get("path_params") or {}), outcome)
    if scope["method"] in SAFE and outcome == "ok":
        audit.later([line])
    else:
        await asyncio.to_thread(audit.write, [line])


def _answers(audit: Audit, begun: Trail) -> list[AuditLine]:
    """The documents that answered a question; a question that none did is told as one."""
    if not begun.is_question:
        return []
    documents = list(dict.fromkeys(begun.documents))
    if not documents:
        return [audit.line(begun, Action("asked", "question"), "", "ok")]
    return [audit.line(begun, Action("asked", "document"), name, "ok") for name in documents]


def _outcome(status: int) -> str | None:
    """What became of it; None where nothing did."""
    if status == _REFUSED:
        return "refused"
    if status >= _FAULT:
        return "failed"
    return "ok" if status < 400 else None


def _thing_id(action: Action, parameters: dict[str, Any]) -> str:
    if action.thing in _KEYS_TO_THEMSELVES:
        return ""
    return "/".join(str(value) for value in parameters.values())


def _actor(user: User | None) -> str:
    if user is None:
        return "unknown"
    return user.kind if user.kind == "anybody" else user.id or user.kind

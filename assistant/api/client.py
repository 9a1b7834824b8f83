"""The API from the other side: what a command uses while a server owns the data directory."""

import time
from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx
from pydantic import TypeAdapter

from assistant.answering.answer import Answer, DutyRow, MeasureRow
from assistant.api.collections import CollectionEntry
from assistant.api.documents import DocumentEntry
from assistant.api.health import Ready
from assistant.api.machine import KEY_HEADER
from assistant.api.tokens import CreatedToken
from assistant.auth.tokens import NewToken
from assistant.comparing.difference import Difference
from assistant.ingestion.found_files import FoundFile, UnreadableFileError, find_files, read_content
from assistant.ingestion.ingest import FileStep, WritingStoppedError
from assistant.ingestion.reports import FileReport, refused
from assistant.jobs import Job
from assistant.quality.findings import QualityReport
from assistant.readiness import Part, State
from assistant.register.conditions import Conditions
from assistant.search import SearchHit
from assistant.tidying import Tidied
from corpus.models import Metadata
from corpus.store.collections import Collection
from corpus.store.tokens import Token

_TIMEOUT = 120.0  # seconds
_POLL = 0.1  # seconds between looks at a job
_REFUSALS = (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY)

_HITS = TypeAdapter(list[SearchHit])
_ROWS = TypeAdapter(list[MeasureRow])
_DUTIES = TypeAdapter(list[DutyRow])
_COLLECTIONS = TypeAdapter(list[CollectionEntry])
_PARTS = TypeAdapter(dict[Part, State])
_TOKENS = TypeAdapter(list[Token])
_ENTRIES = TypeAdapter(list[DocumentEntry])


class ServerError(Exception):
    """The server did not do what was asked; the message says why, `status` what it answered, where it did."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class Client:
    """The assistant behind a server's address; raises ServerError where it says no or does not answer.

    With the server's `key` it may administer.
    """

    def __init__(self, address: str, key: str | None = None) -> None:
        self._address = address
        # A proxy of the environment has no business between two processes of one machine.
        headers = {KEY_HEADER: key} if key else {}
        self._http = httpx.Client(base_url=address, headers=headers, timeout=_TIMEOUT, trust_env=False)

    def __enter__(self) -> Self:
        """The client itself."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        """Closes the connections."""
        self._http.close()

    def ask(
        self,
        question: str,
        document_ids: Sequence[str] | None,
        language: str | None,
        conversation_id: str | None = None,
        scope: str | None = None,
    ) -> Answer:
        """The verified answer."""
        body = _stated(
            question=question,
            document_ids=document_ids,
            language=language,
            conversation_id=conversation_id,
            scope=scope,
        )
        return Answer.model_validate_json(self._call("POST", "/api/v1/ask", json=body).content)

    def search(self, query: str, limit: int, document_ids: Sequence[str] | None) -> list[SearchHit]:
        """The best passages, best first."""
        body = {"query": query, "limit": limit, "filters": _stated(document_ids=document_ids)}
        return _HITS.validate_json(self._call("POST", "/api/v1/search", json=body).content)

    def measures(self, conditions: Conditions) -> list[MeasureRow]:
        """All measures that meet the conditions."""
        return _ROWS.validate_json(self._call("GET", "/api/v1/measures", params=conditions.parameters()).content)

    def duties(self, conditions: Conditions) -> list[DutyRow]:
        """All duties that meet the conditions."""
        return _DUTIES.validate_json(self._call("GET", "/api/v1/duties", params=conditions.parameters()).content)

    def check(self, document_id: str, language: str) -> QualityReport:
        """What may be wrong in a document."""
        path = f"/api/v1/documents/{quote(document_id, safe='')}/check"
        return QualityReport.model_validate_json(self._call("GET", path, params={"language": language}).content)

    def documents(self) -> list[DocumentEntry]:
        """All documents."""
        return _ENTRIES.validate_json(self._call("GET", "/api/v1/documents").content)

    def diff(self, old: str, new: str) -> Difference:
        """The difference of two documents."""
        address = f"/api/v1/documents/{quote(old, safe='')}/diff/{quote(new, safe='')}"
        return Difference.model_validate_json(self._call("GET", address).content)

    def remove(self, document_id: str) -> bool:
        """Deletes a document; False where there is none."""
        if document_id not in {entry.id for entry in self.documents()}:
            return False
        self._call("DELETE", f"/api/v1/documents/{quote(document_id, safe='')}")
        return True

    def tidy(self, *, dry_run: bool) -> Tidied:
        """Deletes what is over its time, or counts it."""
        path = "/api/v1/tidy"
        return Tidied.model_validate_json(self._call("POST", path, params={"dry_run": dry_run}).content)

    def collections(self) -> list[CollectionEntry]:
        """All collections."""
        return _COLLECTIONS.validate_json(self._call("GET", "/api/v1/collections").content)

    def put_collection(self, collection: Collection) -> None:
        """Makes a collection, or has it be another."""
        body = collection.model_dump(mode="json", exclude={"id"})
        self._call("PUT", f"/api/v1/collections/{quote(collection.id, safe='')}", json=body)

    def remove_collection(self, collection_id: str) -> bool:
        """Deletes a collection; False where there is none."""
        if collection_id not in {entry.id for entry in self.collections()}:
            return False
        self._call("DELETE", f"/api/v1/collections/{quote(collection_id, safe='')}")
        return True

    def tokens(self) -> list[Token]:
        """The tokens of services."""
        return _TOKENS.validate_json(self._call("GET", "/api/v1/tokens").content)

    def make_token(self, new: NewToken) -> CreatedToken:
        """A new token, with its secret."""
        body = new.model_dump(mode="json")
        return CreatedToken.model_validate_json(self._call("POST", "/api/v1/tokens", json=body).content)

    def revoke_token(self, token_id: str) -> bool:
        """Revokes a token; False where there is none."""
        try:
            self._call("DELETE", f"/api/v1/tokens/{quote(token_id, safe='')}")
        except ServerError as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return False
            raise
        return True

    def readiness(self) -> Ready:
        """What the server's library holds."""
        return Ready.model_validate_json(self._call("GET", "/readyz").content)

    def parts(self) -> dict[Part, State]:
        """How the parts are that the server's answers need, whether it is ready or not; empty while nothing is open."""
        response = self._asked("GET", "/readyz")
        return _PARTS.validate_python(response.json().get("parts", {}))

    def ingest(
        self,
        paths: Iterable[Path],
        flags: Metadata,
        manifest: Path | None,
        on_step: FileStep,
        on_report: Callable[[FileReport], None],
        *,
        allow_personal_data: bool = False,
    ) -> None:
        """Uploads files, and the files of folders, and waits for each.

        Raises ManifestError, WritingStoppedError.
        """
        for found in find_files(paths, flags, manifest):
            on_report(found if isinstance(found, FileReport) else self._upload(found, on_step, allow_personal_data))

    def _upload(self, found: FoundFile, on_step: FileStep, allow_personal_data: bool) -> FileReport:
        try:
            content = read_content(found.path)
        except UnreadableFileError as error:
            return refused(found.path, str(error))
        on_step(found.path.name, "reading", 0, 1)
        try:
            accepted = self._call(
                "POST",
                "/api/v1/documents",
                files={"file": (found.path.name, content)},
                data={
                    "metadata": found.metadata.model_dump_json(exclude_none=True),
                    "allow_personal_data": str(allow_personal_data).lower(),
                },
            )
        except ServerError as error:
            if error.status in _REFUSALS:  # the server's limits may be other than ours
                return refused(found.path, str(error))
            raise
        job = self._finished(accepted.json()["url"])
        if job.report is None:
            gone_wrong = "jobben ble avbrutt" if job.status == "cancelled" else "jobben gikk galt"
            raise WritingStoppedError(job.error or f"{found.path}: {gone_wrong}")
        return job.report.model_copy(update={"file": str(found.path), "notes": (*found.notes, *job.report.notes)})

    def _finished(self, url: str) -> Job:
        while True:
            job = Job.model_validate_json(self._call("GET", url).content)
            if job.is_over:
                return job
            time.sleep(_POLL)

    def _call(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        response = self._asked(method, path, **arguments)
        if response.is_error:
            raise ServerError(_detail(response), response.status_code)
        return response

    def _asked(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        try:
            return self._http.request(method, path, **arguments)
        except httpx.HTTPError as error:
            raise ServerError(
                f"tjenesten på {self._address} bruker datamappen, men svarer ikke ({error}); "
                "se etter at den kjører, eller stopp den og prøv igjen"
            ) from error


def _stated(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _detail(response: httpx.Response) -> str:
    try:
        return str(response.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return f"tjenesten svarte {response.status_code} {response.reason_phrase}"

"""Uploaded files that wait for their metadata: each in a folder of the data directory, under a random name."""

import re
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

_ID = re.compile(r"[0-9a-f]{32}")
_KEPT = 24 * 3600  # seconds
_CONTENT, _RECORD = "content", "record.json"


class Upload(BaseModel):
    """A file that waits; `job_id` looks into it, and `replaces` is the document that it is to be read for.

    `owner` is the id of who sent it.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    file_name: str
    size: int
    job_id: str
    replaces: str | None = None
    owner: str | None = None

    @property
    def replaced_id(self) -> str:
        """The id of the document that it is read for; empty where it is a new one."""
        return self.replaces or ""


class Uploads:
    """The files that wait; what nobody confirmed in a day is deleted, and all of it at a start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(
        self, content: bytes, file_name: str, job_id: str, replaces: str | None = None, owner: str | None = None
    ) -> Upload:
        """Keeps a file. Raises OSError where it cannot be written."""
        self.forget_old()
        upload = Upload(
            id=secrets.token_hex(16),
            file_name=file_name,
            size=len(content),
            job_id=job_id,
            replaces=replaces,
            owner=owner,
        )
        place = self._folder / upload.id
        try:
            place.mkdir(parents=True)
            (place / _CONTENT).write_bytes(content)
            (place / _RECORD).write_text(upload.model_dump_json(), encoding="utf-8")
        except OSError:
            self.forget(upload)
            raise
        return upload

    def get(self, upload_id: str) -> Upload | None:
        """What is known of a file that waits; None where it does not."""
        if not _ID.fullmatch(upload_id):
            return None
        try:
            return Upload.model_validate_json((self._folder / upload_id / _RECORD).read_bytes())
        except (OSError, ValidationError):
            return None

    def content(self, upload: Upload) -> bytes:
        """Its bytes. Raises OSError."""
        return (self._folder / upload.id / _CONTENT).read_bytes()

    def forget(self, upload: Upload) -> None:
        """Deletes it."""
        shutil.rmtree(self._folder / upload.id, ignore_errors=True)

    def clear(self) -> None:
        """Deletes all."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def forget_old(self) -> None:
        """Deletes what has waited for more than a day."""
        if not self._folder.is_dir():
            return
        for place in self._folder.iterdir():
            with suppress(FileNotFoundError):  # another request has forgotten it meanwhile
                if time.time() - place.stat().st_mtime > _KEPT:
                    shutil.rmtree(place, ignore_errors=True)

"""What passes between the owner and a reading process: a task with the bytes of its file, and the outcome."""

import struct
from typing import IO

from pydantic import BaseModel, ConfigDict

from corpus.models import Metadata, Unit
from ingest.pipeline import Reading

_LENGTH = struct.Struct(">Q")


class Task(BaseModel):
    """A file to read, with what is known of it."""

    model_config = ConfigDict(frozen=True)

    file_name: str
    metadata: Metadata
    units: tuple[Unit, ...]


class Outcome(BaseModel):
    """The reading; else why the file is refused, or (`fault`) what went wrong in the reader with its traceback.

    `is_spent`: the process ran out of memory and must not be used again.
    """

    model_config = ConfigDict(frozen=True)

    reading: Reading | None = None
    refusal: str | None = None
    fault: str | None = None
    traceback: str = ""
    is_spent: bool = False


def send(stream: IO[bytes], *parts: bytes) -> None:
    """Writes parts, each after its length; raises EOFError where another thread closed the stream."""
    try:
        for part in parts:
            stream.write(_LENGTH.pack(len(part)))
            stream.write(part)
        stream.flush()
    except ValueError as error:
        raise EOFError from error


def receive(stream: IO[bytes]) -> bytes:
    """The next part; raises EOFError where the other side is gone, or another thread closed the stream."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    try:
        content = stream.read(length)
    except ValueError as error:
        raise EOFError from error
    if len(content) < length:
        raise EOFError
    return content

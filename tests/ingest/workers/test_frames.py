import os
from io import BytesIO

import pytest

from ingest.workers.frames import receive, send


def test_what_is_sent_is_received() -> None:
    stream = BytesIO()
    send(stream, b"plan", b"")
    stream.seek(0)
    assert [receive(stream), receive(stream)] == [b"plan", b""]
    with pytest.raises(EOFError):
        receive(stream)


def test_a_stream_that_another_thread_closed_has_ended() -> None:
    """As when the pool is closed while a process starts."""
    reading, writing = map(os.fdopen, os.pipe(), ("rb", "wb"))
    reading.close()
    writing.close()
    with pytest.raises(EOFError):
        receive(reading)
    with pytest.raises(EOFError):
        send(writing, b"plan")

"""The vector index goes under the running server."""

import shutil
import time

import httpx
import pytest

from tests.faults.conftest import Serve
from tests.faults.people import Writer
from tests.faults.scene import (
    assert_no_wrong_answer,
    assert_nothing_lost,
    assert_only_told_to_wait,
    scene,
)

pytestmark = pytest.mark.slow

READ_WITHIN = 60.0  # seconds


def test_the_index_s_folder_deleted_under_the_server_is_made_anew(serve: Serve) -> None:
    with serve() as served:
        found = scene(served, "index deleted, embedded", reads_all=True)
        writer = Writer(served)
        found.plays(lambda: shutil.rmtree(served.data / "chroma"), writer)
        assert_no_wrong_answer(found)
        assert_only_told_to_wait(found, writer)
        assert_nothing_lost(found, writer)
        assert_takes_and_forgets_a_document(writer)
        assert httpx.get(f"{served.address}/api/v1/index", timeout=60).json()["is_whole"]


def assert_takes_and_forgets_a_document(somebody: Writer) -> None:
    """A document comes in, and goes."""
    file = {"file": ("prove.txt", "Prøveplan\n\nBarnehagen skal ha tre turer i uka.\n".encode())}
    job = somebody.insists("POST", "/documents", files=file, data={"metadata": '{"title": "Prøve"}'}).json()["job_id"]
    until = time.monotonic() + READ_WITHIN
    while (told := somebody.insists("GET", f"/jobs/{job}").json())["status"] in ("queued", "running"):
        assert time.monotonic() < until, told
        time.sleep(0.2)
    assert told["status"] == "done", told
    assert somebody.insists("DELETE", f"/documents/{told['report']['id']}").is_success

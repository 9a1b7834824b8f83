"""A server that is killed while people ask, write and send."""

import time

import pytest

from tests.faults.conftest import Serve
from tests.faults.people import Sender, Writer
from tests.faults.scene import (
    assert_no_wrong_answer,
    assert_nothing_lost,
    assert_only_told_to_wait,
    scene,
)

pytestmark = pytest.mark.slow

_RESTART = 1.0  # seconds: what a service manager waits before it starts a service again


def test_a_server_that_is_killed_and_started_again_loses_nothing(serve: Serve) -> None:
    with serve() as served:
        found = scene(served, "server killed, started again")
        writer, sender = Writer(served), Sender(served)

        def fault() -> None:
            served.kill()
            time.sleep(_RESTART)
            served.start()

        found.plays(fault, writer, sender)
        assert_no_wrong_answer(found)
        assert_only_told_to_wait(found, writer, sender, may_break=True)
        assert_nothing_lost(found, writer, sender)

"""The clock jumps under a running server: ahead by more than anything is kept, back behind all there is, and right.

The clock is that of libfaketime (Debian's package `faketime`), which gives one process another time of day. What counts
seconds that pass goes on counting them.
"""

import time
from pathlib import Path

import httpx
import pytest

from tests.faults.conftest import Serve
from tests.faults.people import Sender, Writer
from tests.faults.scene import (
    assert_no_wrong_answer,
    assert_nothing_lost,
    assert_only_told_to_wait,
    scene,
)
from tests.faults.served import COMMAND

pytestmark = pytest.mark.slow

_LIBRARY = next(iter(Path("/usr/lib").glob("*/faketime/libfaketime.so.1")), None)
_SEEN_AFTER = 1  # seconds: libfaketime reads its file again
_STAYS = 5.0  # seconds at each time; the nights are looked at ten times in it
_TIDIES_OFTEN = f"import assistant.tidying; assistant.tidying._LOOKED_EVERY = 0.5; {COMMAND}"


@pytest.mark.skipif(_LIBRARY is None, reason="needs libfaketime: sudo apt-get install faketime")
def test_a_clock_that_jumps_deletes_nothing_and_holds_nobody_up(serve: Serve, tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    clock.write_text("+0d\n", encoding="ascii")
    faked = {
        "LD_PRELOAD": str(_LIBRARY),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_CACHE_DURATION": str(_SEEN_AFTER),
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DONT_RESET": "1",
        "FAKETIME_FORCE_MONOTONIC_FIX": "0",  # else threads that wait for each other spin, ten times as slow
        "NO_FAKE_STAT": "1",
    }
    limits = {"LIMIT_ASK": "100000/minute", "LIMIT_OTHER": "100000/minute"}
    with serve(code=_TIDIES_OFTEN, environment=faked, settings=limits) as served:
        found = scene(served, "clock jumped")
        writer, sender = Writer(served), Sender(served)
        made = writer.insists("POST", "/tokens", json={"name": "Klokke", "days": 30}).json()
        shown = {"Authorization": f"Bearer {made['secret']}"}
        let_in: list[int] = []

        def fault() -> None:
            for jump in ("+1000d", "-1000d", "+2h", "+0d"):
                clock.write_text(f"{jump}\n", encoding="ascii")
                time.sleep(_SEEN_AFTER + _STAYS)
                let_in.append(httpx.get(f"{served.address}/api/v1/documents", headers=shown, timeout=60).status_code)

        found.plays(fault, writer, sender)
        assert all(one.is_answered for one in found.asked)
        assert let_in == [401, 200, 200, 200]  # an end that has come, by the clock, and not been reached after all
        assert_no_wrong_answer(found)
        assert_only_told_to_wait(found, writer, sender)
        assert_nothing_lost(found, writer, sender)

"""Server processes that count together: whichever is asked shows the sum, also of one that was killed."""

import os
import subprocess
import sys
from pathlib import Path

from assistant.metrics.shared import VARIABLE, shared_metrics
from tests.assistant.metrics.reading import read, value
from tests.conftest import ROOT

COUNTING = """
import os, signal, sys
from pathlib import Path
from assistant.metrics.metrics import Metrics
from assistant.metrics.state import State
metrics = Metrics()
for _ in range(int(sys.argv[1])):
    metrics.request("GET", "/", 200, 0.1)
if sys.argv[1] == "2":
    os.kill(os.getpid(), signal.SIGKILL)
sys.stdout.write(metrics.exposed("", State("1", Path("."), None)).content.decode())
"""


def counting(times: int) -> str:
    """What a process says that counts so many requests."""
    done = subprocess.run(
        [sys.executable, "-c", COUNTING, str(times)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == (-9 if times == 2 else 0), done.stderr
    return done.stdout


def test_processes_of_one_server_count_together() -> None:
    with shared_metrics():
        folder = os.environ[VARIABLE]
        assert counting(2) == ""
        found = read(counting(3))
    assert value(found, "planassistent_requests_total", route="/", status="200") == 5
    assert value(found, "planassistent_request_seconds_sum", route="/") == 0.5
    assert value(found, "planassistent_info") == 1
    assert VARIABLE not in os.environ
    assert not Path(folder).exists()

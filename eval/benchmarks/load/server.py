"""A server in processes of its own, as `planassistent serve` starts it, and the memory that they hold."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assistant.config import PREFIX

_STOPPED_WITHIN = 60.0  # seconds
_ADDRESS = re.compile(r"http://\S+")


@contextmanager
def serving(settings: Mapping[str, str], workers: int = 1) -> Iterator[tuple[str, int]]:
    """The address and the process id of a server with these settings (without their prefix), of so many processes, once
    each of them answers; stopped at the end.

    Who asks is not held back: limits are off. Raises ChildProcessError where it does not start.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment |= {f"{PREFIX}{name}": value for name, value in {"LIMIT_ASK": "off", **settings}.items()}
    code = "from assistant.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--port", "0"]
    command += ["--workers", str(workers)] if workers > 1 else []
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        try:
            assert process.stdout is not None
            told = [_ADDRESS.search(process.stdout.readline()) for _ in range(workers)]
            if told[-1] is None:
                raise ChildProcessError("no server came up; what it said stands above")
            yield told[-1].group(), process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(_STOPPED_WITHIN)


def resident_mb(pid: int) -> float:
    """The memory of a process and of those that it started, in MB, as Linux counts what is resident."""
    return sum(_told(one, "status", "VmRSS:") for one in (pid, *_children(pid)))


def proportional_mb(pid: int) -> float:
    """The same, where what several processes share counts once among them."""
    return sum(_told(one, "smaps_rollup", "Pss:") for one in (pid, *_children(pid)))


def _told(pid: int, file: str, name: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0.0  # ended meanwhile
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            own = [int(child) for child in task.read_text(encoding="ascii").split()]
        except OSError:
            continue
        found += [one for child in own for one in (child, *_children(child))]
    return found

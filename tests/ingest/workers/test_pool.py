import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.models import Metadata
from corpus.units import shipped_units
from ingest.limits import MIB, Limits
from ingest.pipeline import Reading, read_document
from ingest.readers.base import UnreadableFileError
from ingest.workers import pool as pool_module
from ingest.workers.child import end_group
from ingest.workers.frames import Outcome
from ingest.workers.pool import OwnReader, Readers, ReadingPool, usable_cores
from tests.conftest import ACTION_PLAN
from tests.made_up_pdf import pdf

PLAN = ACTION_PLAN.encode()


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(Limits(seconds=60, memory=512 * MIB)) as opened:
        yield opened


def reading(readers: Readers, content: bytes, name: str = "plan.txt") -> Reading:
    return readers.submit(content, name, Metadata(), shipped_units()).result()


def refusal(readers: Readers, content: bytes, name: str = "plan.txt") -> str:
    with pytest.raises(UnreadableFileError) as refused:
        reading(readers, content, name)
    return str(refused.value)


def ended(pid: int) -> bool:
    """Whether a process is gone within ten seconds."""
    for _ in range(200):
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


@cache
def slow_pdf(pages: int = 800) -> bytes:
    """A file that takes a reader some seconds."""
    return pdf([[f"Linje {number} på side {page}" for number in range(30)] for page in range(pages)])


@pytest.mark.parametrize(("content", "name"), [(PLAN, "plan.txt"), (pdf(), "turplan.pdf")])
def test_a_reading_from_another_process_is_the_same(pool: ReadingPool, content: bytes, name: str) -> None:
    assert reading(pool, content, name) == read_document(content, name, Metadata(), shipped_units())
    assert reading(OwnReader(), content, name) == reading(pool, content, name)


def test_a_process_reads_many_files(pool: ReadingPool) -> None:
    reading(pool, PLAN)
    (first,) = pool.pids
    assert "er tom" in refusal(pool, b"")
    reading(pool, PLAN)
    assert pool.pids == (first,)


def test_no_process_is_started_before_a_file_needs_one() -> None:
    with ReadingPool(count=2) as fresh:
        assert fresh.pids == ()
        reading(fresh, PLAN)
        reading(fresh, PLAN)
        assert len(fresh.pids) == 1


def test_a_file_that_takes_too_long_is_stopped_and_the_next_is_read() -> None:
    with ReadingPool(Limits(seconds=2)) as hasty:
        reading(hasty, PLAN)
        started = time.monotonic()
        reason = refusal(hasty, slow_pdf(2_000), "treg.pdf")
        assert "mer enn 2 sekunder (PLANASSISTENT_READ_SECONDS)" in reason
        assert time.monotonic() - started < 10
        assert reading(hasty, PLAN).pages


def test_a_file_that_is_read_just_as_its_time_is_up_does_not_cost_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that is being ended when the answer comes is not given another file."""
    asked, kill = pool_module._asked, pool_module._kill
    is_late = threading.Event()

    def kill_slowly(running: "subprocess.Popen[bytes]") -> None:
        is_late.set()
        time.sleep(0.5)
        kill(running)

    def ask(running: "subprocess.Popen[bytes]", *given: Any) -> object:
        if is_late.is_set():
            time.sleep(1)  # by then, the process of the first file is gone
            return asked(running, *given)
        found = asked(running, *given)
        assert is_late.wait(10)
        return found

    monkeypatch.setattr(pool_module, "_kill", kill_slowly)
    monkeypatch.setattr(pool_module, "_asked", ask)
    with ReadingPool(Limits(seconds=2), 1) as own:
        for name in ("first.txt", "next.txt"):
            assert own.submit(ACTION_PLAN.encode(), name, Metadata(), shipped_units()).result().pages


def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_is_read() -> None:
    with ReadingPool(Limits(memory=256 * MIB)) as small:
        reason = refusal(small, b"Tur i skogen.\n" * (8 * MIB))
        assert "256 MB minne (PLANASSISTENT_READ_MEMORY_MB)" in reason
        assert reading(small, PLAN).pages


def test_a_process_that_ran_out_of_memory_and_lives_is_given_no_other_file(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = pool_module._asked

    def spent(running: "subprocess.Popen[bytes]", *given: Any) -> Outcome:
        return asked(running, *given).model_copy(
            update={"reading": None, "refusal": "for lite minne", "is_spent": True}
        )

    with ReadingPool() as own:
        reading(own, PLAN)
        (pid,) = own.pids
        monkeypatch.setattr(pool_module, "_asked", spent)
        assert refusal(own, PLAN) == "for lite minne"
        assert ended(pid)
        assert own.pids == ()


@pytest.mark.parametrize("ending", [signal.SIGSEGV, signal.SIGKILL])
def test_a_reader_that_is_brought_down_costs_its_file(pool: ReadingPool, ending: signal.Signals) -> None:
    reading(pool, PLAN)
    (pid,) = pool.pids
    under_way = pool.submit(slow_pdf(), "plan.pdf", Metadata(), shipped_units())
    time.sleep(0.3)
    os.kill(pid, ending)
    with pytest.raises(UnreadableFileError, match=f"lesingen brøt sammen \\({ending.name}\\)"):
        under_way.result()
    assert reading(pool, PLAN).pages
    assert pool.pids != (pid,)


def test_a_file_of_too_many_pages_is_refused() -> None:
    with ReadingPool(Limits(pages=1)) as short:
        for content, name in ((PLAN, "plan.txt"), (pdf(), "plan.pdf")):
            assert "sider, og høyst 1 er tillatt (PLANASSISTENT_MAX_PAGES)" in refusal(short, content, name)


def test_closing_ends_what_is_under_way() -> None:
    pool = ReadingPool(count=2)
    waiting = [pool.submit(slow_pdf(), "plan.pdf", Metadata(), shipped_units()) for _ in range(2)]
    while len(pool.pids) < 2:
        time.sleep(0.01)
    pids = pool.pids
    pool.close()
    assert all(ended(pid) for pid in pids)
    for future in waiting:
        with pytest.raises(UnreadableFileError):
            future.result()


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_no_process_outlives_an_owner_that_is_killed() -> None:
    script = """
import time
from corpus.models import Metadata
from ingest.workers.pool import ReadingPool
pool = ReadingPool()
pool.submit(b"Tur", "tur.txt", Metadata(), ()).result()
print(*pool.pids, flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as owner:
        assert owner.stdout is not None
        (pid,) = map(int, owner.stdout.readline().split())
        owner.kill()
    assert ended(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_reader_is_ended_with_the_programs_that_it_started() -> None:
    """As Tesseract is, where a scan takes too long."""
    script = """
import subprocess, time
print(subprocess.Popen(["sleep", "60"]).pid, flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, start_new_session=True) as reader:
        assert reader.stdout is not None
        started = int(reader.stdout.readline())
        end_group(reader.pid)
    assert ended(started)


def test_there_is_a_core_to_use() -> None:
    assert 1 <= usable_cores() <= (os.cpu_count() or 1)

"""A disk that is full: a file system in memory of the server's own, filled to the last byte and emptied again."""

import shutil
import subprocess
import time
from pathlib import Path

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

_ROOM = "200m"
_FULL_FOR = 6.0  # seconds
# Its own mounts and its own root, which takes no rights: what is mounted is seen by the server alone, and goes with it.
_APART = ("unshare", "-rm", "sh", "-c")
_MOUNT = 'mount -t tmpfs -o size="$ROOM" tmpfs "$PLACE" && cp -a "$FROM"/. "$PLACE" && exec "$@"'


def test_a_full_disk_refuses_what_it_cannot_keep_and_loses_nothing(serve: Serve, tmp_path: Path) -> None:
    if not has_mounts():
        pytest.skip("needs a system that gives a process mounts of its own (unshare -rm)")
    place, kept = tmp_path / "data", tmp_path / "kept"
    environment = {"ROOM": _ROOM, "PLACE": str(place), "FROM": str(kept)}
    made = serve(within=(*_APART, _MOUNT, "sh"), environment=environment)
    place.rename(kept)
    place.mkdir()
    with made as served:
        found = scene(served, "disk full")
        writer, sender = Writer(served), Sender(served)

        def fault() -> None:
            filler = served.data / "filler"
            fill(filler)
            time.sleep(_FULL_FOR)
            filler.unlink()

        found.plays(fault, writer, sender)
        assert writer.refusals, "the disk was not full"
        assert {one.kept for one in found.asked} == {"yes", "later"}
        assert_no_wrong_answer(found)
        assert_only_told_to_wait(found, writer, sender)
        assert_nothing_lost(found, writer, sender)


def has_mounts() -> bool:
    """Whether a process can be given mounts of its own here."""
    probe = [*_APART, "mount -t tmpfs tmpfs /mnt"]
    return shutil.which("unshare") is not None and subprocess.run(probe, check=False).returncode == 0


def fill(file: Path) -> None:
    """Writes until there is no room for a byte more, and again what is let go of meanwhile."""
    until = time.monotonic() + 1
    with file.open("ab", buffering=0) as filler:
        for size in (2**20, 4096, 1):
            try:
                while True:
                    filler.write(bytes(size))
            except OSError:
                pass
        while time.monotonic() < until:
            try:
                filler.write(bytes(4096))
            except OSError:
                time.sleep(0.05)

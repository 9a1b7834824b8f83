"""Commands that are cut off from the network, and find no program but those that are named."""

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path


@cache
def apart() -> tuple[str, ...]:
    """What a command begins with to have no network; empty where this machine has or allows nothing of the kind."""
    unshare = shutil.which("unshare")
    for flags in ("-n", "-rn"):
        if unshare and subprocess.run([unshare, flags, "true"], capture_output=True, check=False).returncode == 0:
            return (unshare, flags)
    return ()


def programs(folder: Path, names: Sequence[str]) -> Path:
    """A folder with links to these programs and no other."""
    folder.mkdir()
    for name in names:
        found = shutil.which(name)
        assert found is not None, name
        (folder / name).symlink_to(found)
    return folder


def run_apart(command: Sequence[object], folder: Path, path: Path, **environment: str) -> str:
    """What a command prints that has no network, an empty home, and an environment of its own; it must succeed."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        [*apart(), *map(str, command)],
        cwd=home,
        env={"PATH": str(path), "HOME": str(home), "LANG": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr

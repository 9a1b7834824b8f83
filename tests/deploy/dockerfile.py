"""The Dockerfile, read: its instructions, and what they set."""

import re
import shlex
from collections.abc import Iterator
from typing import NamedTuple

from tests.conftest import ROOT

TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
_JOINED = re.compile(r"\s*\\\n(?:\s*#.*\n)*\s*")


class Instruction(NamedTuple):
    """One of them, in the stage that it belongs to (0 before the first FROM)."""

    stage: int
    name: str
    said: str


def instructions() -> Iterator[Instruction]:
    """All of them in order, continued lines joined, comments left out."""
    stage = 0
    for line in _JOINED.sub(" ", TEXT).splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, said = line.partition(" ")
            stage += name == "FROM"
            yield Instruction(stage, name, said.strip())


def said_in(name: str) -> dict[str, str]:
    """What the instructions ENV or ARG of the last stage set."""
    found = list(instructions())
    last = [one.said for one in found if one.name == name and one.stage == found[-1].stage]
    return dict(word.split("=", 1) for said in last for word in shlex.split(said))

"""Load: what 1, 10, 50 and 100 users at once wait for an answer, and whether memory stays as it is.

Run as `make bench-load`, or `python -m eval.benchmarks.load [--users 1,10,50,100] [--seconds 60] [--memory 10000]`.
A server is started over the shipped plans as an administrator starts it, warm; everybody asks, thinks five seconds on
the average and asks again, and no question is asked twice: there is no cache of answers to hit. Then `--memory`
questions are put by eight users without a thought, and the memory of the server is read as they go. With
PLANASSISTENT_DATABASE_URL and PLANASSISTENT_CHROMA_URL set (empty stores), the plans are kept there, and `--workers`
many processes answer.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

import corpus.documents as shipped
from assistant.config import PREFIX, Settings, load_settings
from assistant.opening import open_library
from eval.benchmarks.ask import prepared
from eval.benchmarks.load.crowd import Crowd
from eval.benchmarks.load.figures import FLAT_MB, P95_OF_ONE, Level, Memory
from eval.benchmarks.load.questions import distinct
from eval.benchmarks.load.server import resident_mb, serving

_WARMING = 200  # questions before anything counts
_LEAST = 40  # questions of a level, so that a single user has a slowest twentieth
_LONGEST = 5.0  # times the seconds of a level, at the most
_READ_EACH = 250  # questions between two looks at the memory
_HURRIED = 8  # users who do not think
_SHARED = ("DATABASE_URL", "CHROMA_URL", "SECRET_KEY")


def settings_of(folder: Path) -> dict[str, str]:
    """What the server is told: a data directory of its own, the model of here, and shared stores where they are set."""
    shared = {name: os.environ[f"{PREFIX}{name}"] for name in _SHARED if f"{PREFIX}{name}" in os.environ}
    return {"DATA_DIR": str(folder), "MODEL_DIR": str(load_settings().model_dir.resolve()), **shared}


def filled(settings: Settings, most: int) -> list[str]:
    """The shipped plans read in, and so many questions on them."""
    prepared(settings, Path(shipped.__path__[0]))
    with open_library(settings) as library:
        return distinct(library.snapshot, most)


def levels(address: str, questions: Iterator[str], users: Sequence[int], seconds: float) -> Iterator[Level]:
    """What each number of users at once met."""
    for number in users:
        crowd = Crowd(address, questions, number, seed=number)
        asked = asyncio.run(crowd.ask(seconds, least=_LEAST, most_seconds=_LONGEST * seconds))
        yield Level(number, tuple(asked))


def memory(address: str, pid: int, questions: Iterator[str], number: int) -> Memory:
    """What the server holds while so many questions are put without a thought."""
    counts, megabytes = [0], [resident_mb(pid)]
    while counts[-1] < number:
        each = Crowd(address, questions, _HURRIED, thought=0)
        asked = asyncio.run(each.ask(0, least=min(_READ_EACH, number - counts[-1]), most_seconds=600))
        if failed := [one.fault for one in asked if not one.is_answered]:
            sys.exit(f"a question was not answered: {failed[0]}")
        counts.append(counts[-1] + len(asked))
        megabytes.append(resident_mb(pid))
    return Memory(tuple(counts), tuple(megabytes))


def level_table(found: Sequence[Level]) -> Table:
    """One line a number of users; the ratio is to the first line's."""
    shown = Table("users", "questions", "a second", "p50 ms", "p95 ms", "p99 ms", "p95, of one user's", "errors", "")
    for level in found:
        ratio = level.seconds(0.95) / found[0].seconds(0.95)
        is_held = not level.faults and ratio <= P95_OF_ONE
        times = (f"{level.seconds(share) * 1000:.0f}" for share in (0.5, 0.95, 0.99))
        errors = ", ".join(f"{number} × {fault}" for fault, number in level.faults.items()) or "none"
        shown.add_row(
            str(level.users),
            str(len(level.asked)),
            f"{level.throughput:.1f}",
            *times,
            f"{ratio:.2f}",
            errors,
            "met" if is_held else "MISSED",
        )
    return shown


def main(arguments: Sequence[str]) -> None:
    """Prints both."""
    parser = argparse.ArgumentParser(prog="python -m eval.benchmarks.load")
    parser.add_argument("--users", default="1,10,50,100", help="how many at once, with commas between")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long each number of users asks")
    parser.add_argument("--memory", type=int, default=10_000, help="questions to watch the memory over, or 0")
    parser.add_argument("--workers", type=int, default=1, help="processes, with shared stores")
    options = parser.parse_args(arguments)
    users = [int(number) for number in options.users.split(",")]
    most = int(_WARMING + options.memory * 2 + sum(users) * options.seconds * _LONGEST)
    console = Console(width=140)
    with tempfile.TemporaryDirectory(prefix="planassistent-load-") as folder:
        settings = settings_of(Path(folder))
        os.environ |= {f"{PREFIX}{name}": value for name, value in settings.items()}
        questions = iter(filled(load_settings(), most))
        with serving(settings, options.workers) as (address, pid):
            asyncio.run(Crowd(address, questions, 2, thought=0).ask(0, least=_WARMING, most_seconds=600))
            found = list(levels(address, questions, users, options.seconds))
            console.print(f"{options.workers} process(es), thoughts of five seconds on the average", highlight=False)
            console.print(level_table(found))
            if options.memory:
                held = memory(address, pid, questions, options.memory)
                console.print(
                    f"memory over {held.questions[-1]} questions: {held.megabytes[0]:.0f} MB at first, "
                    f"{held.megabytes[-1]:.0f} MB at last, {held.slope():+.2f} MB a thousand over the second half "
                    f"(at most {FLAT_MB}: {'met' if held.is_steady else 'MISSED'})",
                    highlight=False,
                )
                console.print(f"MB after so many questions: {held.curve()}", highlight=False)


if __name__ == "__main__":
    main(sys.argv[1:])

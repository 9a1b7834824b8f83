"""Size: what a question, a start, a further document, memory and disk cost as the documents become more.

Run as `make bench-size`, or `python -m eval.benchmarks.size [--passages 1000,10000,100000] [--questions 100]`: beside
the shipped plans made-up municipalities are written, each with the plans in other words, and at each size the same
golden questions are asked, by somebody who reads all, half of it or one municipality. The vectors of made-up texts are
moved real ones. Ratios are to the first size of the same run: other work on the machine makes all of them slower.
With PLANASSISTENT_DATABASE_URL and PLANASSISTENT_CHROMA_URL set (empty stores), the documents are kept there.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console

from assistant.config import Settings, load_settings
from eval.benchmarks.ask import questions
from eval.benchmarks.load.crowd import Crowd
from eval.benchmarks.load.server import proportional_mb, resident_mb, serving
from eval.benchmarks.size.growing import Growing
from eval.benchmarks.size.measuring import measured
from eval.benchmarks.size.point import Point
from eval.benchmarks.size.tables import tables
from eval.benchmarks.stocking import settings_in
from ingest.pipeline import Reading

_PASSAGES = "1000,10000,100000"
_QUESTIONS = 100
_USERS = 2  # who ask the server until its memory is read


def sampled(asked: Sequence[str], number: int) -> list[str]:
    """So many of the questions, evenly spread."""
    return list(asked[:: max(1, len(asked) // number)][:number])


def point(settings: Settings, asked: Sequence[str], municipalities: int, further: Reading) -> Point:
    """What a library costs, measured in a process of its own, and what a server over it does."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        found = apart.submit(measured, settings, asked, municipalities, further).result()
    started = time.perf_counter()
    with serving(_told(settings)) as (address, pid):
        seconds = {**found.seconds, "a server started": time.perf_counter() - started}
        held = {"resident, started": resident_mb(pid)}
        crowd = Crowd(address, iter(asked), _USERS, thought=0)
        asyncio.run(crowd.ask(0, least=len(asked) - _USERS, most_seconds=600))
        held |= {"resident, asked": resident_mb(pid), "its own share, asked": proportional_mb(pid)}
    return found.model_copy(update={"seconds": seconds, "megabytes": held})


def _settings(folder: Path) -> Settings:
    """A data directory of its own, and shared stores where they are set."""
    own = load_settings()
    return own.model_copy(update={"data_dir": folder}) if own.is_shared else settings_in(folder)


def _told(settings: Settings) -> dict[str, str]:
    """What the server is told of where everything is."""
    told = {
        "DATA_DIR": str(settings.data_dir.resolve()),
        "MODEL_DIR": str(settings.model_dir.resolve()),
        "DATABASE_URL": settings.database_url,
        "CHROMA_URL": settings.chroma_url,
        "SECRET_KEY": settings.secret_key.get_secret_value() if settings.secret_key else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def points(settings: Settings, sizes: Sequence[int], asked: Sequence[str], console: Console) -> list[Point]:
    """Each size, smallest first; told on the way, as it takes long."""
    growing, found = Growing(settings), []
    for size in sorted(sizes):
        started = time.perf_counter()
        growing.grow(size)
        console.print(f"{growing.passages} passages after {time.perf_counter() - started:.0f} s", highlight=False)
        found.append(point(settings, asked, growing.municipalities, growing.one_more()))
    return found


def main(arguments: Sequence[str]) -> None:
    """Prints what each size costs."""
    parser = argparse.ArgumentParser(prog="python -m eval.benchmarks.size")
    parser.add_argument("--passages", default=_PASSAGES, help="sizes, with commas between")
    parser.add_argument("--questions", type=int, default=_QUESTIONS, help="how many golden questions are asked")
    options = parser.parse_args(arguments)
    console = Console(width=160)
    with tempfile.TemporaryDirectory(prefix="planassistent-size-") as folder:
        sizes = [int(size) for size in options.passages.split(",")]
        found = points(_settings(Path(folder)), sizes, sampled(questions(), options.questions), console)
    for table in tables(found):
        console.print(table)


if __name__ == "__main__":
    main(sys.argv[1:])

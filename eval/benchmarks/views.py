"""Asking where one reads some of what is there: whether one notices how much there is that one does not.

Run as `python -m eval.benchmarks.views [--passages N]`: the golden questions are put to the shipped plans, by somebody
who reads the open collection, alone and then with N made-up passages of another collection beside them. Everything is
warm; what the first question after a start waits for, the view being made, is told apart.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console

import corpus.documents as shipped
from assistant.config import Settings
from assistant.opening import open_library
from corpus.store.collections import OPEN
from eval.benchmarks.ask import Times, measure, prepared, questions
from eval.benchmarks.made_up_text import DrawnVectors, made_up_readings
from eval.benchmarks.stocking import settings_in, stock
from eval.latency.score import percentile

_OTHERS = "andres"
_MINE = frozenset({OPEN})
_ROUNDS = 3
_AT_MOST = 1.25  # times as long: what nobody notices


def add_others(settings: Settings, passages: int) -> None:
    """Puts so many made-up passages of another collection beside what is there."""
    with open_library(settings) as library:
        drawn = DrawnVectors(library.embedding, library.snapshot.centre)
    moved = (
        replace(reading, document=reading.document.model_copy(update={"collection": _OTHERS}))
        for reading in made_up_readings(passages)
    )
    stock(settings, moved, drawn)


def first_view_ms(settings: Settings) -> float:
    """How long the view takes to be made, in milliseconds."""
    with open_library(settings) as library:
        started = time.perf_counter()
        assert library.view(_MINE).snapshot.passages
        return (time.perf_counter() - started) * 1000


def shown(alone: Times, beside: Times, first: tuple[float, float]) -> list[str]:
    """The ratios, a line each."""
    found = []
    for share in (0.5, 0.95):
        one, other = percentile(alone.ask, share), percentile(beside.ask, share)
        told = "met" if other / one <= _AT_MOST else "MISSED"
        found.append(f"ask p{share * 100:.0f}: {one:.1f} ms, {other:.1f} ms, {other / one:.2f} (≤ {_AT_MOST}, {told})")
    return [*found, f"the view made: {first[0]:.0f} ms, {first[1]:.0f} ms"]


def main(arguments: Sequence[str]) -> None:
    """Prints what asking takes without and with others' passages, and the ratio."""
    parser = argparse.ArgumentParser(prog=f"python -m {__spec__.name}")
    parser.add_argument("--passages", type=int, default=10_000, help="made-up ones of another collection")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="times that each question is asked")
    options = parser.parse_args(arguments)
    asked = questions()
    with tempfile.TemporaryDirectory(prefix="planassistent-views-") as folder:
        settings = settings_in(Path(folder))
        prepared(settings, Path(shipped.__path__[0]))
        alone, first = measure(settings, asked, options.rounds, _MINE), first_view_ms(settings)
        add_others(settings, options.passages)
        beside, second = measure(settings, asked, options.rounds, _MINE), first_view_ms(settings)
    console = Console(width=140)
    console.print(
        f"Asking {len(asked)} golden questions: alone, beside {options.passages} passages, ratio", highlight=False
    )
    for line in shown(alone, beside, (first, second)):
        console.print(line, highlight=False)


if __name__ == "__main__":
    main(sys.argv[1:])

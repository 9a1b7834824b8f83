"""Asking: how long an answer takes beside the embedding of its question alone, stage by stage.

Run as `make bench`, or `python -m eval.benchmarks.ask [--passages N]`: the golden questions are put to the shipped
plans, then to the same with N made-up passages beside them (0 leaves that out). Everything is warm: the vectors of all
sentences are made, and each question was asked before. The made-up passages are Norwegian words drawn in their
frequencies, and their vectors are drawn too, around the mean of the plans' own.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

import corpus.documents as shipped
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_paths
from assistant.opening import open_library
from assistant.service import Assistant
from eval.benchmarks.made_up_text import DrawnVectors, made_up_readings
from eval.benchmarks.stocking import settings_in, stock
from eval.golden import load
from eval.latency.score import percentile

ASK, EMBEDDING = "ask", "the question embedded alone"
BESIDE = "beside these"
P50_OF_EMBEDDING, P95_OF_EMBEDDING, P50_OF_PLANS = 4.0, 10.0, 2.5
_PREPARED_AT_ONCE = 64
_ROUNDS = 3


@dataclass(frozen=True)
class Times:
    """Milliseconds, one a question and round: of whole answers, of embedding the question alone, of each stage, and
    what all processors together worked on the answer.
    """

    ask: tuple[float, ...]
    embedding: tuple[float, ...]
    stages: dict[str, tuple[float, ...]]
    processors: tuple[float, ...] = ()

    def of_embedding(self, share: float) -> float:
        """That percentile of the answers' times as a ratio to the median of the embeddings'."""
        return percentile(self.ask, share) / percentile(self.embedding, 0.5)

    def rows(self) -> dict[str, tuple[float, ...]]:
        """Everything by the name it is shown under; what a whole answer takes beside its stages too."""
        known = [sum(parts) for parts in zip(*self.stages.values(), strict=True)]
        rest = tuple(whole - part for whole, part in zip(self.ask, known, strict=True))
        return {EMBEDDING: self.embedding, ASK: self.ask, **self.stages, BESIDE: rest}


def prepared(settings: Settings, folder: Path) -> None:
    """Ingests a folder, and makes the vectors of all sentences as a server does in the background."""
    with open_library(settings) as library:
        refused = [report.reason for report in ingest_paths(library, [folder]) if report.status == "refused"]
        if refused:
            sys.exit(f"refused: {refused[0]}")
        start = 0
        while library.prepare(start, _PREPARED_AT_ONCE):
            start += _PREPARED_AT_ONCE


def add_made_up(settings: Settings, passages: int) -> None:
    """Puts so many made-up passages beside what is there."""
    with open_library(settings) as library:
        drawn = DrawnVectors(library.embedding, library.snapshot.centre)
    stock(settings, made_up_readings(passages), drawn)


def measure(
    settings: Settings, questions: Sequence[str], rounds: int = _ROUNDS, collections: frozenset[str] | None = None
) -> Times:
    """The times of asking every question so many times, in turn with embedding it, after once that does not count.

    With `collections`, as somebody asks who reads only those.
    """
    with open_library(settings) as library:
        return timed(Assistant(library.view(collections)), questions, rounds)


def timed(assistant: Assistant, questions: Sequence[str], rounds: int = _ROUNDS) -> Times:
    """The times of asking an assistant every question so many times, after once that does not count."""
    for question in questions:
        assistant.ask(question)
    ask: list[float] = []
    embedding: list[float] = []
    processors: list[float] = []
    stages: list[dict[str, float]] = []
    for question in [*questions] * rounds:
        embedding.append(assistant.embed_query_ms(question))
        started, worked = time.perf_counter(), time.process_time()
        answer = assistant.ask(question)
        ask.append((time.perf_counter() - started) * 1000)
        processors.append((time.process_time() - worked) * 1000)
        stages.append({name: value for name, value in answer.timings_ms.items() if name != "total"})
    names = dict.fromkeys(name for one in stages for name in one)
    by_stage = {name: tuple(one.get(name, 0.0) for one in stages) for name in names}
    return Times(tuple(ask), tuple(embedding), by_stage, tuple(processors))


def questions() -> list[str]:
    """The golden questions that stand by themselves."""
    return [question.question for question in load() if not question.before]


def table(plans: Times, large: Times | None, passages: int) -> Table:
    """One line a stage, p50 and p95 in milliseconds."""
    runs = [plans] if large is None else [plans, large]
    heads = ("the shipped plans", f"with {passages} made-up passages")[: len(runs)]
    shown = Table("milliseconds", *(f"{head}: {share}" for head in heads for share in ("p50", "p95")))
    rows = [run.rows() for run in runs]
    for name in rows[0]:
        shown.add_row(name, *(f"{percentile(row[name], share):.2f}" for row in rows for share in (0.5, 0.95)))
    return shown


def ratios(plans: Times, large: Times | None) -> Table:
    """The ratios that the project aims at, each with its aim."""
    shown = Table("ratio", "measured", "aim", "")
    found = [
        ("ask p50 to the question embedded alone", plans.of_embedding(0.5), P50_OF_EMBEDDING),
        ("ask p95 to the question embedded alone", plans.of_embedding(0.95), P95_OF_EMBEDDING),
    ]
    if large is not None:
        ratio = percentile(large.ask, 0.5) / percentile(plans.ask, 0.5)
        found.append(("ask p50 with the made-up passages to that without", ratio, P50_OF_PLANS))
    for name, value, aim in found:
        shown.add_row(name, f"{value:.2f}", f"≤ {aim:.1f}", "met" if value <= aim else "MISSED")
    return shown


def main(arguments: Sequence[str]) -> None:
    """Prints what each stage takes, and the ratios."""
    parser = argparse.ArgumentParser(prog=f"python -m {__spec__.name}")
    parser.add_argument(
        "--passages", type=int, default=100_000, help="made-up ones beside the plans; 0 leaves them out"
    )
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="times that each question is asked")
    options = parser.parse_args(arguments)
    asked = questions()
    with tempfile.TemporaryDirectory(prefix="planassistent-ask-") as folder:
        settings = settings_in(Path(folder))
        prepared(settings, Path(shipped.__path__[0]))
        plans, large = measure(settings, asked, options.rounds), None
        if options.passages:
            add_made_up(settings, options.passages)
            large = measure(settings, asked, options.rounds)
    console = Console(width=140)
    console.print(f"Asking: {len(asked)} golden questions, {options.rounds} times each, warm", highlight=False)
    console.print(table(plans, large, options.passages))
    console.print(ratios(plans, large))


if __name__ == "__main__":
    main(sys.argv[1:])

"""The two indexes alone, at sizes that are too large for a whole library on a small machine.

Run as `python -m eval.benchmarks.size.indexes [--passages 100000,1000000]`: vectors are moved real ones, index terms
those of the shipped plans in other words. What building takes, what is held and how long a search takes are told; and
what share of the exactly nearest Chroma finds.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path

import numpy as np
from rich.console import Console

from assistant.opening import open_library
from corpus.index.arrays import Vectors
from corpus.index.dense import DenseIndex
from corpus.index.embedding import EmbeddingModel
from corpus.index.lexical import LexicalIndex
from corpus.words.analysis import terms
from eval.benchmarks.ask import questions
from eval.benchmarks.load.server import resident_mb
from eval.benchmarks.size.growing import Growing
from eval.benchmarks.size.wordings import Wordings
from eval.benchmarks.stocking import settings_in
from eval.latency.score import percentile

_SIZES = "100000,1000000"
_AT_ONCE = 20_000
_PASSAGES_A_WORDING = 60  # as many as a plan has
_ASKED = 50
_NEAREST = 60  # of how many recall is told: what the dense side gives the fusion
_ROUNDED = 1e-5  # of similarities that Chroma works out in another order


def dense(folder: Path, model: EmbeddingModel, size: int, asked: Sequence[str]) -> dict[str, float]:
    """What Chroma costs with so many vectors."""
    queries = np.stack([model.embed_query_array(question) for question in asked])
    best = np.zeros((len(asked), 0), dtype=np.float32)
    before, started = resident_mb(os.getpid()), time.perf_counter()
    with closing(DenseIndex.embedded(folder)) as index:
        for start in range(0, size, _AT_ONCE):
            numbers = range(start, min(start + _AT_ONCE, size))
            vectors = model.embed_documents_array([f"tekst {number}" for number in numbers])
            best = _best(np.concatenate([best, queries @ vectors.T], axis=1))
            index.add([f"p{number}" for number in numbers], vectors)
        built = time.perf_counter() - started
        times, found = _searched(index, queries)
        held = resident_mb(os.getpid()) - before
    least = best.min(axis=1) - _ROUNDED
    shares = [np.mean([score >= last for score in own]) for own, last in zip(found, least, strict=True)]
    disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    return {
        "seconds to build": built,
        "MB of memory": held,
        "MB on the disk": disk,
        "ms p50": percentile(times, 0.5),
        "ms p95": percentile(times, 0.95),
        f"of the {_NEAREST} nearest": float(np.mean(shares)),
    }


def _best(scores: Vectors) -> Vectors:
    kept: Vectors = np.sort(scores, axis=1)[:, -_NEAREST:]
    return kept


def _searched(index: DenseIndex, queries: Vectors) -> tuple[list[float], list[list[float]]]:
    times: list[float] = []
    found: list[list[float]] = []
    for query in queries:
        index.nearest(query, _NEAREST)
        started = time.perf_counter()
        hits = index.nearest(query, _NEAREST)
        times.append((time.perf_counter() - started) * 1000)
        found.append([score for _, score in hits])
    return times, found


def lexical(rows: Sequence[str], size: int, asked: Sequence[str]) -> dict[str, float]:
    """What BM25 over words costs with so many passages; `rows` are the index terms of real ones, space between."""
    before = resident_mb(os.getpid())
    made = [row.split() for row in islice(_reworded(rows), size)]
    started = time.perf_counter()
    index = LexicalIndex(made)
    built = time.perf_counter() - started
    del made
    times: list[float] = []
    for question in asked:
        started = time.perf_counter()
        index.scores(terms(question))
        times.append((time.perf_counter() - started) * 1000)
    return {
        "seconds to build": built,
        "MB of memory": resident_mb(os.getpid()) - before,
        "ms p50": percentile(times, 0.5),
        "ms p95": percentile(times, 0.95),
    }


def _reworded(rows: Sequence[str]) -> Iterator[str]:
    wordings, every = Wordings(rows, ()), cycle(rows)
    number = 0
    while True:
        wording = wordings.wording(number)
        yield from (wording.of(row) for row in islice(every, _PASSAGES_A_WORDING))
        number += 1


def main(arguments: Sequence[str]) -> None:
    """Prints what each index costs at each size."""
    parser = argparse.ArgumentParser(prog="python -m eval.benchmarks.size.indexes")
    parser.add_argument("--passages", default=_SIZES, help="sizes, with commas between")
    options = parser.parse_args(arguments)
    asked = questions()[:: max(1, len(questions()) // _ASKED)][:_ASKED]
    console = Console(width=160)
    with tempfile.TemporaryDirectory(prefix="planassistent-indexes-") as folder:
        settings = settings_in(Path(folder) / "plans")
        model = Growing(settings).embedding
        with open_library(settings) as library:
            rows = [" ".join(sorted(own)) for own in library.snapshot.terms]
        for size in (int(size) for size in options.passages.split(",")):
            for name, found in (
                ("words", lexical(rows, size, asked)),
                ("vectors", dense(Path(folder) / str(size), model, size, asked)),
            ):
                told = ", ".join(f"{what} {value:,.{2 if value < 10 else 0}f}" for what, value in found.items())
                console.print(f"{size:,} passages, {name}: {told}", highlight=False)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Ranking: which page each way of ranking puts first, and what it takes.

Run as `make bench` (`PLANS=folder` for the plans that the golden questions are about), or
`python -m eval.benchmarks.rerank [FOLDER]`: the answerable development questions that stand by themselves, to BM25
alone, the dense side alone, both by unweighted reciprocal rank fusion, our learnt combination, and that with the
cross-encoder of `PLANASSISTENT_RERANKER` where it is set. The register has no part in it. Everything is warm.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import fmean

from rich.console import Console
from rich.table import Table

import corpus.documents as shipped
from assistant.opening import open_library
from assistant.question.question import Question
from assistant.question.understand import understand
from assistant.retrieval.hybrid import HybridRetrieval, RankedPassage, Side
from assistant.retrieval.rerank import Reranker, load_reranker
from corpus.library import Library
from corpus.snapshot import Snapshot
from eval.benchmarks.ask import prepared
from eval.benchmarks.stocking import settings_in
from eval.errors import EvaluationError
from eval.golden import load, select
from eval.latency.score import percentile
from eval.manifest import documents
from eval.originals import READERS, Originals
from eval.record import PageRef
from eval.retellings import retold_places
from eval.retrieval.ranking import ndcg

CUTOFF = 10
_HITS = 60  # so many that ten pages are left
_DAMPING = 60  # of reciprocal rank fusion: Cormack, Clarke and Büttcher 2009

Pages = Sequence[PageRef]
Ranking = Callable[[Question], Pages]
"""Takes a question as it is understood; gives distinct pages, best first."""


@dataclass(frozen=True)
class Asked:
    """A question, and the pages that each answer it."""

    text: str
    right: frozenset[PageRef]


@dataclass(frozen=True)
class Figures:
    """Means over the questions, and the milliseconds that each took."""

    hit_1: float
    ndcg_10: float
    times: tuple[float, ...]


def asked_of(folder: Path) -> list[Asked]:
    """The answerable development questions that stand by themselves, with their pages in the plans of a folder.

    Raises EvaluationError where the plans cannot be read.
    """
    originals = Originals.read(documents(folder, READERS), READERS, retold_places(folder))
    chosen = [question for question in select(load(), "dev") if question.answerable and not question.before]
    found = [Asked(question.question, originals.evidence_pages(question.evidence)) for question in chosen]
    return [asked for asked in found if asked.right]


def rankings(library: Library, reranker: Reranker | None) -> dict[str, Ranking]:
    """Every way of ranking, by its name."""
    plain = HybridRetrieval(library)
    alone = partial(_alone, snapshot=library.snapshot)
    bm25, dense = alone(plain, "bm25"), alone(plain, "dense")
    found = {
        "BM25 alone": bm25,
        "dense alone": dense,
        "reciprocal rank fusion": lambda question: fused_by_rank([bm25(question), dense(question)]),
        "the learnt combination": alone(plain, "hybrid"),
    }
    if reranker is not None:
        found[f"+ {reranker.folder.name}"] = alone(HybridRetrieval(library, reranker=reranker), "hybrid")
    return found


def fused_by_rank(orders: Sequence[Pages]) -> Pages:
    """The pages of all orders by the sum of their reciprocal ranks, unweighted; of equals, the first seen first."""
    sums: dict[PageRef, float] = {}
    for order in orders:
        for rank, page in enumerate(order, 1):
            sums[page] = sums.get(page, 0.0) + 1 / (_DAMPING + rank)
    return sorted(sums, key=lambda page: -sums[page])


def measure(library: Library, ranking: Ranking, questions: Sequence[Asked]) -> Figures:
    """The figures of at least one question; each is ranked once before, which does not count."""
    understood = [understand(asked.text, library.snapshot) for asked in questions]
    for question in understood:
        ranking(question)
    orders: list[Pages] = []
    times: list[float] = []
    for question in understood:
        started = time.perf_counter()
        orders.append(ranking(question))
        times.append((time.perf_counter() - started) * 1000)
    pairs = list(zip(orders, questions, strict=True))
    return Figures(
        hit_1=fmean(order[0] in asked.right if order else False for order, asked in pairs),
        ndcg_10=fmean(ndcg(order, asked.right, CUTOFF) for order, asked in pairs),
        times=tuple(times),
    )


def table(figures: Mapping[str, Figures]) -> Table:
    """One line a way of ranking."""
    shown = Table("ranking", "page-hit@1", f"nDCG@{CUTOFF}", "ms a question, p50", "p95")
    for name, found in figures.items():
        times = (f"{percentile(found.times, share):.1f}" for share in (0.5, 0.95))
        shown.add_row(name, f"{found.hit_1:.3f}", f"{found.ndcg_10:.3f}", *times)
    return shown


def main(arguments: Sequence[str]) -> None:
    """Prints the table, and whether a cross-encoder was set."""
    parser = argparse.ArgumentParser(prog=f"python -m {__spec__.name}")
    parser.add_argument("folder", type=Path, nargs="?", help="the plans with their manifest; else the shipped ones")
    folder = parser.parse_args(arguments).folder or Path(shipped.__path__[0])
    try:
        questions = asked_of(folder)
    except EvaluationError as error:
        sys.exit(f"Ranking cannot be measured: {error}")
    if not questions:
        print("Ranking: skipped, the golden questions are about other plans")
        return
    with tempfile.TemporaryDirectory(prefix="planassistent-rerank-") as data:
        settings = settings_in(Path(data))
        reranker = load_reranker(settings.reranker)
        prepared(settings, folder)
        with open_library(settings) as library:
            ways = rankings(library, reranker).items()
            figures = {name: measure(library, ranking, questions) for name, ranking in ways}
    console = Console(width=140)
    console.print(f"Ranking: {len(questions)} answerable development questions, warm", highlight=False)
    console.print(table(figures))
    if reranker is None:
        console.print("No cross-encoder: PLANASSISTENT_RERANKER is not set.", highlight=False)


def _alone(retrieval: HybridRetrieval, side: Side, snapshot: Snapshot) -> Ranking:
    return lambda question: _pages(retrieval.rank(question, snapshot, _HITS, side=side))


def _pages(ranked: Sequence[RankedPassage]) -> Pages:
    places = (PageRef(document=found.passage.document_id, page=found.passage.first_page) for found in ranked)
    return tuple(dict.fromkeys(places))


if __name__ == "__main__":
    main(sys.argv[1:])

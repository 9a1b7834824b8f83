"""Bearing: how long it takes to hold one sentence against its evidence.

Run as `python -m eval.benchmarks.bearing`: each sentence of the shipped plans is held against the three sentences of
its passage around it, once with every word new (cold, but for the lists of words) and once again (warm).
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

import corpus.documents as shipped
from assistant.answering.bearing import Evidence, evidence_for, fault_of
from assistant.opening import open_library
from corpus.models import PassageKind
from corpus.snapshot import Snapshot
from corpus.text.sentences import passage_sentences
from eval.benchmarks.ask import prepared
from eval.benchmarks.stocking import settings_in
from eval.latency.score import percentile

MOST_P95 = 20.0  # milliseconds a sentence: the promise of the language-model path
_AROUND = 1
_MOST_SENTENCES = 400


def sentences(snapshot: Snapshot) -> Iterator[tuple[str, list[Evidence]]]:
    """Each sentence of the prose with the evidence that it and those beside it are."""
    for passage in snapshot.passages:
        if passage.kind is not PassageKind.PROSE:
            continue
        whole = passage_sentences(passage)
        for at, sentence in enumerate(whole):
            near = whole[max(0, at - _AROUND) : at + _AROUND + 1]
            found = [one for text in near if (one := evidence_for(text, passage, sentence)) is not None]
            if found:
                yield sentence, found


def times(cases: Sequence[tuple[str, list[Evidence]]], snapshot: Snapshot) -> list[float]:
    """Milliseconds that each sentence takes."""
    found: list[float] = []
    for sentence, evidence in cases:
        start = time.perf_counter()
        fault_of(sentence, evidence, snapshot, "nb")
        found.append((time.perf_counter() - start) * 1000)
    return found


def main() -> None:
    """Measures and shows: how many sentences, the median and the 95th percentile."""
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_in(Path(folder))
        prepared(settings, Path(next(iter(shipped.__path__))))
        with open_library(settings) as library:
            snapshot = library.snapshot
            cases = list(islice(sentences(snapshot), _MOST_SENTENCES))
            fault_of(*cases[0], snapshot, "nb")
            table = Table("", "sentences", "p50 ms", "p95 ms", title=f"Bearing (p95 at most {MOST_P95:g} ms)")
            for name in ("cold", "warm"):
                measured = times(cases, snapshot)
                row = (percentile(measured, share) for share in (0.5, 0.95))
                table.add_row(name, str(len(measured)), *(f"{value:.1f}" for value in row))
            Console().print(table)


if __name__ == "__main__":
    main()

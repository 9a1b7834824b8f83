"""Pages: how long the server takes to make each of them, warm, over the shipped plans.

Run as `make bench`, or `python -m eval.benchmarks.pages [--rounds N]`. Each page is asked for as a browser does, in the
process itself, so that no network and no drawing counts; what its answer or its rows take is in it.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote_plus

from fastapi.testclient import TestClient
from rich.console import Console
from rich.table import Table

import corpus.documents as shipped
from assistant.app import create_app
from assistant.config import Settings
from assistant.links import duty_url, measure_url
from assistant.opening import open_library
from corpus.snapshot import Snapshot
from eval.benchmarks.ask import prepared
from eval.benchmarks.stocking import settings_in
from eval.latency.score import percentile

MOST_P50 = 50.0
"""Milliseconds that the median of a page may take."""
_ROUNDS = 20
_QUESTIONS = {
    "an answer": "Hvem har ansvar for boklesing og leselyst?",
    "a list": "Hvilke tiltak har bydelene ansvar for?",
}


def addresses(snapshot: Snapshot) -> dict[str, str]:
    """A page of each sort by what it shows, over the document with the most measures."""
    document = max(snapshot.documents, key=lambda key: sum(row.document_id == key for row in snapshot.measures))
    other = next(key for key in snapshot.documents if key != document)
    measure = next(row for row in snapshot.measures if row.document_id == document)
    duty = next(row for row in snapshot.duties if row.document_id == document)
    return {
        "the front page": "/",
        **{name: f"/?q={quote_plus(question)}" for name, question in _QUESTIONS.items()},
        "conversations": "/samtaler",
        "measures": "/tiltak",
        "measures, filtered and grouped": "/tiltak?year=2026&group=responsible",
        "the timeline": "/tiltak?view=timeline",
        "a measure": measure_url(measure.id),
        "duties": "/plikter",
        "a duty": duty_url(duty.id),
        "documents": "/dokumenter",
        "a document": f"/dokumenter/{document}",
        "words in a document": f"/dokumenter/{document}?sok=samarbeid",
        "a page of a document": f"/documents/{document}/pages/{snapshot.documents[document].pages}",
        "two documents compared": f"/documents/{document}/diff/{other}",
        "uploading": "/admin/opplasting",
        "feedback": "/admin/tilbakemeldinger",
        "about": "/tilgjengelighet",
    }


def measure(settings: Settings, rounds: int = _ROUNDS) -> dict[str, tuple[float, ...]]:
    """Milliseconds of each page, one a round, after once that does not count; exits where one is not made."""
    with open_library(settings) as library:
        wanted = addresses(library.snapshot)
    app = create_app(settings.model_copy(update={"admin": "open"}))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        return {name: tuple(_timed(client, address, rounds)) for name, address in wanted.items()}


def _timed(client: TestClient, address: str, rounds: int) -> list[float]:
    found: list[float] = []
    for _ in range(rounds + 1):
        started = time.perf_counter()
        response = client.get(address)
        found.append((time.perf_counter() - started) * 1000)
        if response.status_code != 200:
            sys.exit(f"{address}: {response.status_code}")
    return found[1:]


def table(times: Mapping[str, Sequence[float]]) -> Table:
    """One line a page, the slowest first, with what it may take."""
    shown = Table("page", "p50 ms", "p95 ms", f"p50 ≤ {MOST_P50:.0f}")
    for name, found in sorted(times.items(), key=lambda item: -percentile(item[1], 0.5)):
        p50, p95 = percentile(found, 0.5), percentile(found, 0.95)
        shown.add_row(name, f"{p50:.1f}", f"{p95:.1f}", "met" if p50 <= MOST_P50 else "MISSED")
    return shown


def main(arguments: Sequence[str]) -> None:
    """Prints what each page takes."""
    parser = argparse.ArgumentParser(prog=f"python -m {__spec__.name}")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="times that each page is asked for")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="planassistent-pages-") as folder:
        settings = settings_in(Path(folder))
        prepared(settings, Path(shipped.__path__[0]))
        found = measure(settings, options.rounds)
    console = Console(width=120)
    console.print(f"Pages over the shipped plans, {options.rounds} times each, warm", highlight=False)
    console.print(table(found))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Measuring a library of one size, in a process of its own."""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from sqlalchemy import create_engine, text

from assistant.config import Settings
from assistant.opening import open_library
from assistant.register.conditions import Conditions
from assistant.service import Assistant
from corpus.index.arrays import Vectors
from corpus.library import Library
from corpus.store.collections import OPEN
from corpus.vectors import vectored_texts
from eval.benchmarks.ask import ASK, EMBEDDING, Times, timed
from eval.benchmarks.size.municipalities import collection
from eval.benchmarks.size.point import Point, Spread
from eval.latency.score import percentile
from ingest.pipeline import Reading

_Made = TypeVar("_Made")

PROCESSORS = "processor time of an answer"
ONE, HALF = "ask, reading one municipality of all", "ask, reading half of all"
_LISTS = {
    "ask for a list": "Hvilke tiltak har PPT ansvar for?",
    "ask for a count": "Hvor mange tiltak skal bydelene gjennomføre i 2026?",
}
_ROWS = Conditions(responsible=("ppt",), year=2026)
_TIMES = 5  # that what is no question is done
_RECALLED = (10, 60)  # of how many: what a reader sees, and what one retriever gives the fusion


def measured(settings: Settings, questions: Sequence[str], municipalities: int, further: Reading | None) -> Point:
    """What one size costs, asked the same `questions`; a `further` document is published and removed at the end."""
    started = time.perf_counter()
    with open_library(settings) as library:
        opened = time.perf_counter() - started
        snapshot = library.snapshot
        counts = {
            "documents": len(snapshot.documents),
            "collections": len({document.collection for document in snapshot.documents.values()}),
            "measures": len(snapshot.measures),
            "duties": len(snapshot.duties),
        }
        assistant = Assistant(library)
        whole = timed(assistant, questions, rounds=1)
        times = {**_stages(whole), **_register(assistant)}
        seconds = {"opened": opened}
        for name, own in (ONE, {collection(0), OPEN}), (HALF, {collection(at) for at in range(0, municipalities, 2)}):
            view = library.view(frozenset(own))
            seconds[f"first view: {name}"] = _seconds(lambda: view.snapshot.passages)[0]  # noqa: B023 - at once
            times[name] = _spread(timed(Assistant(view), questions, rounds=1).ask)
        recall = _recall(library, questions)
        if further is not None:
            seconds |= _published(library, further)
    return Point(
        passages=len(snapshot.passages),
        counts=counts,
        times=times,
        seconds=seconds,
        disk=_disk(settings),
        recall=recall,
    )


def _stages(found: Times) -> dict[str, Spread]:
    own = {EMBEDDING: found.embedding, ASK: found.ask, PROCESSORS: found.processors, **found.stages}
    return {name: _spread(times) for name, times in own.items()}


def _register(assistant: Assistant) -> dict[str, Spread]:
    """The register: asked for in words, and as its page does."""
    asked: dict[str, Callable[[], object]] = {
        name: lambda question=question: assistant.ask(question)  # type: ignore[misc]
        for name, question in _LISTS.items()
    }
    asked["rows of one unit and year"] = lambda: assistant.measures(_ROWS)
    asked["choices beside them, counted"] = lambda: assistant.facets("measures", _ROWS)
    return {name: _spread([_seconds(call)[0] * 1000 for _ in range(_TIMES)]) for name, call in asked.items()}


def _recall(library: Library, questions: Sequence[str]) -> dict[int, float]:
    """The share of the nearest, found by comparing all, that the index finds."""
    snapshot = library.snapshot
    texts = [passage.embedded_text(snapshot.document_of(passage).title) for passage in snapshot.passages]
    vectors = library.text_vectors(texts)
    asked = [library.embedding.embed_query_array(question) for question in questions]
    return {
        most: float(np.mean([_found(library, vectors, one, most) for one in asked]))
        for most in _RECALLED
        if most <= len(texts)
    }


def _found(library: Library, vectors: Vectors, vector: Vectors, most: int) -> float:
    scores = vectors @ vector
    last = np.sort(scores)[-most]
    found = library.nearest(vector, most, library.snapshot)
    return sum(bool(scores[position] >= last) for position, _ in found) / most


def _published(library: Library, further: Reading) -> dict[str, float]:
    """Seconds of publishing a document whose vectors are made already, and of removing it."""
    library.text_vectors(vectored_texts(further.passages, further.document.title))
    published, _ = _seconds(lambda: library.publish(further, b"made up"))
    removed, _ = _seconds(lambda: library.remove(further.document.id))
    return {"one more published": published, "one removed": removed}


def _disk(settings: Settings) -> dict[str, float]:
    """Megabytes on the disk, by store; those of a Chroma server are its own to tell."""
    if settings.database_url.startswith("sqlite"):
        found = {"SQLite": _megabytes(settings.data_dir.glob("catalogue.sqlite3*"))}
    else:
        with create_engine(settings.database_url).connect() as connection:
            size = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
        found = {"PostgreSQL": size / 1e6}
    if settings.chroma_url is None:
        found["Chroma"] = _megabytes(settings.chroma_dir.rglob("*"))
    return found


def _megabytes(files: Iterable[Path]) -> float:
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def _seconds(call: Callable[[], _Made]) -> tuple[float, _Made]:
    started = time.perf_counter()
    made = call()
    return time.perf_counter() - started, made


def _spread(times: Sequence[float]) -> Spread:
    return Spread(p50=percentile(times, 0.5), p95=percentile(times, 0.95))

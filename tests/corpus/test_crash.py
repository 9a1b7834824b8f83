"""Ingestion killed (SIGKILL) at every step: the edition before it, or the whole one after it, and nothing between.

Run as a module it is the process that is killed: once a point, each time in a fork of its own.
"""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from corpus import vectors as vectors_module
from corpus.index import dense as dense_module
from corpus.index.dense import DenseIndex
from corpus.index.embedding import MODEL_NAME, EmbeddingModel
from corpus.index.onnx_embedding import OnnxEmbedding
from corpus.library import Library
from corpus.store.catalogue import Catalogue
from corpus.store.originals import Originals
from tests.ingest.made_up import HEADER, content_of, read

ROWS = ("Skitur", "Skogstur", "Fjelltur", "Strandtur", "Bytur", "Natt i telt", "Fisketur", "Bærtur", "Padletur")
OLD, NEW = (
    read(
        "\n\n".join([HEADER, *(f"{row} Bydelene skal ta alle barn med {place} {year} UTD" for row in ROWS)]),
        id="turplan",
        title="Turplan",
    )
    for place, year in (("ut", 2025), ("langt til skogs", 2026))
)

# Named by what comes next (the n-th of its kind); a commit is named by the step told last before it.
BEFORE_THE_FLIP = (
    "begin 1",
    "commit after begin 1",
    "written 1",
    "fsync 1",
    "fsync 2",
    "kept 1",
    "embedding 1",
    "commit after embedding 1",
    "embedding 2",
    "embedding 3",
    "commit after embedding 3",
    "embedded 1",
    "upsert 1",
    "upsert 2",
    "indexed 1",
    "commit after indexed 1",
)
AFTER_THE_FLIP = ("published 1", "delete 1", "delete 2", "cleaned 1")
POINTS = (*BEFORE_THE_FLIP, *AFTER_THE_FLIP)
AT_ONCE = 2


def opened(folder: Path, embedding: EmbeddingModel) -> tuple[Library, DenseIndex]:
    dense = DenseIndex.embedded(folder / "chroma")
    catalogue = Catalogue(f"sqlite:///{folder / 'catalogue.sqlite3'}")
    return Library(catalogue, dense, embedding, Originals(folder / "originals")), dense


def generations(folder: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(folder / "catalogue.sqlite3")) as connection:
        return connection.execute("SELECT id, state FROM generation ORDER BY number").fetchall()


def originals(folder: Path) -> set[str]:
    return {file.name for file in (folder / "originals").iterdir()}


@pytest.fixture(scope="module")
def killed(
    tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path, embedding: EmbeddingModel
) -> dict[str, Path]:
    """The data directories, by the point at which the ingest of the second edition into them was killed."""
    root = tmp_path_factory.mktemp("killed")
    library, _ = opened(root / "published", embedding)
    library.publish(OLD, content_of(OLD))
    library.close()
    folders = {point: root / point.replace(" ", "-") for point in POINTS}
    for folder in folders.values():
        shutil.copytree(root / "published", folder)
    done = subprocess.run(
        [sys.executable, "-m", "tests.corpus.test_crash", str(root), str(embedding_model_dir / MODEL_NAME)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "TOKENIZERS_PARALLELISM": "false"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == dict.fromkeys(POINTS, -signal.SIGKILL)
    left = {point: originals(folders[point]) - {OLD.document.sha256} for point in ("written 1", "fsync 1", "fsync 2")}
    assert left["written 1"] == set()
    assert [name.startswith(".unfinished") for name in left["fsync 1"]] == [True]
    assert left["fsync 2"] == {NEW.document.sha256}
    return folders


@pytest.mark.parametrize("point", POINTS)
def test_an_ingest_killed_at_any_point_leaves_one_whole_edition(
    killed: dict[str, Path], embedding: EmbeddingModel, point: str
) -> None:
    folder = killed[point]
    expected = OLD if point in BEFORE_THE_FLIP else NEW
    library, dense = opened(folder, embedding)
    assert library.snapshot.generations == {"turplan": expected.generation_id}
    assert library.snapshot.passages == expected.passages
    assert library.snapshot.measures == expected.measures
    assert dense.ids() == {passage.id for passage in expected.passages}
    assert "building" not in dict(generations(folder)).values()
    assert originals(folder) == (
        {OLD.document.sha256} if expected is OLD else {OLD.document.sha256, NEW.document.sha256}
    )
    assert library.original(expected.generation_id) == content_of(expected)
    for passage in expected.passages:
        vector = library.text_vectors([passage.embedded_text("Turplan")])[0]
        assert library.nearest(vector, 1, library.snapshot)[0][0] == library.snapshot.position[passage.id]

    if not library.is_current("turplan", NEW.generation_id):
        library.publish(NEW, content_of(NEW))
    assert library.snapshot.passages == NEW.passages
    assert dense.ids() == {passage.id for passage in NEW.passages}
    assert generations(folder) == [(OLD.generation_id, "superseded"), (NEW.generation_id, "current")]
    assert (library.original(OLD.generation_id), library.original(NEW.generation_id)) == (
        content_of(OLD),
        content_of(NEW),
    )
    library.close()


def test_both_editions_are_of_nine_rows_with_no_text_in_common() -> None:
    for edition in (OLD, NEW):
        assert len(edition.passages) == len(edition.measures) == len(ROWS)
    assert not {passage.text for passage in OLD.passages} & {passage.text for passage in NEW.passages}


class Killer:
    """Kills this process when a point is reached."""

    def __init__(self, point: str) -> None:
        self._point = point
        self._reached: Counter[str] = Counter()
        self._step = ""

    def reached(self, name: str) -> None:
        self._reached[name] += 1
        if f"{name} {self._reached[name]}" == self._point:
            os.kill(os.getpid(), signal.SIGKILL)

    def step(self, name: str, _done: int, _total: int) -> None:
        self._step = name
        self.reached(name)

    def commit(self, _session: Session) -> None:
        self.reached(f"commit after {self._step}")

    def before(self, name: str, call: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*parts: object, **values: object) -> object:
            self.reached(name)
            return call(*parts, **values)

        return wrapped


def publish_until_killed(folder: Path, embedding: EmbeddingModel, point: str) -> None:
    library, dense = opened(folder, embedding)
    killer = Killer(point)
    vectors_module._EMBED_AT_ONCE = 3
    dense_module._BATCH = 4
    collection = dense._collection
    for name in ("upsert", "delete"):
        setattr(collection, name, killer.before(name, getattr(collection, name)))
    for name in ("fsync",):
        setattr(os, name, killer.before(name, getattr(os, name)))
    event.listen(Session, "before_commit", killer.commit)
    library.publish(NEW, content_of(NEW), killer.step)


def main(root: Path, model: Path) -> None:
    embedding = OnnxEmbedding(model, threads=1)  # one thread: a session with a pool does not live through a fork
    running: dict[int, str] = {}
    codes: dict[str, int] = {}

    def wait() -> None:
        child, status = os.wait()
        codes[running.pop(child)] = os.waitstatus_to_exitcode(status)

    for point in POINTS:
        if len(running) == AT_ONCE:
            wait()
        child = os.fork()
        if child == 0:
            try:
                publish_until_killed(root / point.replace(" ", "-"), embedding, point)
            finally:
                os._exit(0)
        running[child] = point
    while running:
        wait()
    print(json.dumps(codes))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

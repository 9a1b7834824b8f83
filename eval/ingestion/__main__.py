"""Makes the made-up documents, reads them and tells how right: `python -m eval.ingestion [IDS…] [--all]`."""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from corpus.models import Metadata
from corpus.units import shipped_units
from eval.documents.registry import MAKERS
from eval.ingestion.score import Score, score
from ingest.pipeline import read_document

_FEW = 3


def read(name: str, folder: Path) -> Score:
    """Makes one document in a folder and scores the reading of it."""
    path, truth = MAKERS[name](folder)
    return score(path, truth, read_document(path.read_bytes(), path.name, Metadata(), shipped_units()))


def main(arguments: Sequence[str]) -> None:
    """One line a document, then what of each was read wrong: the first few, or all with `--all`."""
    names = [name for name in arguments if name != "--all"] or list(MAKERS)
    shown, most = Table("document", "rows", "read", "F1", "sentences", "recall", "lost", "seconds"), _FEW
    if "--all" in arguments:
        most = sys.maxsize
    console, scores = Console(), dict[str, Score]()
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            start = time.perf_counter()
            scores[name] = one = read(name, Path(folder))
            lost = sum(len(page.words) for page in one.lost)
            figures = (one.rows, one.read, f"{one.f1:.4f}", one.sentences, f"{one.recall:.4f}", lost)
            shown.add_row(name, *map(str, figures), f"{time.perf_counter() - start:.1f}")
    for name, one in scores.items():
        for kind in ("missed", "strange", "unheard", "lost"):
            for wrong in getattr(one, kind)[:most]:
                console.print(f"{name} {kind}: {wrong!r}", markup=False, highlight=False, soft_wrap=True)
    console.print(shown)


if __name__ == "__main__":
    main(sys.argv[1:])

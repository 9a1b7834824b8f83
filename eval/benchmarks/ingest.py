"""Ingestion: pages a second, peak memory, word recall and cell F1, beside pypdf's text and LangChain's quickstart.

Run as `make bench`, or `python -m eval.benchmarks.ingest [--pages N] [FOLDER]`: on the PDFs of a folder (without one,
the shipped plans) and on a generated corpus of N pages. Each contender has a process of its own. LangChain's quickstart
is PyPDFLoader, RecursiveCharacterTextSplitter and our embedding model into Chroma (the extra `bench`).
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

import corpus.documents as shipped
from assistant.config import Settings
from eval.benchmarks.cells import cell_f1
from eval.benchmarks.made_up import write_corpus
from eval.benchmarks.stocking import settings_in

OURS = "Planassistent"
AGAIN = "Planassistent, unchanged"
LANGCHAIN = "LangChain quickstart"
_ATOM = re.compile(r"[^\W_]+")
_CHUNK, _OVERLAP = 1_000, 200  # LangChain's own in its tutorials


@dataclass(frozen=True)
class Run:
    """What a contender took: `memory` is the peak in bytes, of its largest child too; `recall` of pypdf's words."""

    pages: int
    seconds: float
    memory: int
    recall: float

    @property
    def pages_a_second(self) -> float:
        """Pages by the seconds that they took."""
        return self.pages / self.seconds


Contender = Callable[[Sequence[Path], Settings], tuple[float, str]]
"""Takes files and settings with an empty data directory; gives the seconds it took, and the text it then has."""


def _ours(files: Sequence[Path], settings: Settings) -> tuple[float, str]:
    return _ingested(files, settings, again=False)


def _ours_again(files: Sequence[Path], settings: Settings) -> tuple[float, str]:
    return _ingested(files, settings, again=True)


def _ingested(files: Sequence[Path], settings: Settings, *, again: bool) -> tuple[float, str]:
    """As `planassistent ingest` does it, from the first file to the last answerable passage."""
    from assistant.ingestion.ingest import ingest_paths
    from assistant.ingestion.reading import reading_pool
    from assistant.opening import open_library

    with open_library(settings) as library:
        seconds = 0.0
        for _ in range(2 if again else 1):
            start = time.perf_counter()
            with reading_pool(settings) as readers:
                reports = ingest_paths(library, files, readers=readers)
            seconds = time.perf_counter() - start
        refused = [report.reason for report in reports if report.status == "refused"]
        if refused:
            sys.exit(f"refused: {refused[0]}")
        texts = []
        for document_id, generation in library.snapshot.generations.items():
            for number in range(1, library.snapshot.documents[document_id].pages + 1):
                page = library.page(generation, number, words=False)
                texts += [page.text, *page.set_apart] if page else []
    return seconds, "\n".join(texts)


def _ours_reading(files: Sequence[Path], settings: Settings) -> tuple[float, str]:
    from corpus.models import Metadata
    from corpus.units import shipped_units
    from ingest.pipeline import read_document

    units = tuple(shipped_units())
    start = time.perf_counter()
    readings = [read_document(path.read_bytes(), path.name, Metadata(), units) for path in files]
    seconds = time.perf_counter() - start
    return seconds, "\n".join("\n".join((page.text, *page.set_apart)) for read in readings for page in read.pages)


def _pypdf(files: Sequence[Path], settings: Settings) -> tuple[float, str]:
    import pypdf

    start = time.perf_counter()
    texts = [page.extract_text() for path in files for page in pypdf.PdfReader(path).pages]
    return time.perf_counter() - start, "\n".join(texts)


def _langchain(files: Sequence[Path], settings: Settings) -> tuple[float, str]:
    from langchain_chroma import Chroma
    from langchain_community.document_loaders import PyPDFLoader
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from corpus.index.loaded import load_embedding

    embedding = load_embedding(settings.embedding_model, settings.model_dir)
    splitter = RecursiveCharacterTextSplitter(chunk_size=_CHUNK, chunk_overlap=_OVERLAP)
    start = time.perf_counter()
    pages = [page for path in files for page in PyPDFLoader(str(path)).load()]
    chunks = splitter.split_documents(pages)
    store = Chroma("plans", embedding, persist_directory=str(settings.data_dir))
    store.add_documents(chunks)
    return time.perf_counter() - start, "\n".join(page.page_content for page in pages)


CONTENDERS: Mapping[str, Contender] = {
    OURS: _ours,
    AGAIN: _ours_again,
    LANGCHAIN: _langchain,
    "Planassistent, reading in one process": _ours_reading,
    "pypdf, plain text": _pypdf,
}


def measure(name: str, files: Sequence[Path]) -> Run:
    """One contender on these files, in this process."""
    import pypdf

    with tempfile.TemporaryDirectory(prefix="planassistent-bench-") as folder:
        seconds, text = CONTENDERS[name](files, settings_in(Path(folder)))
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    pages = [page.extract_text() for path in files for page in pypdf.PdfReader(path).pages]
    memory = peak if sys.platform == "darwin" else peak * 1024
    return Run(len(pages), seconds, memory, recall(text, "\n".join(pages)))


def recall(text: str, expected: str) -> float:
    """The share of the expected words that the text has, each as often as it is expected."""
    words, held = (Counter(_ATOM.findall(one.casefold())) for one in (expected, text))
    return (words & held).total() / words.total() if words else 1.0


def measured_apart(name: str, files: Sequence[Path]) -> Run:
    """The same in a process of its own; raises CalledProcessError where it fails."""
    call = [sys.executable, "-m", __spec__.name, "--only", name, *map(str, files)]
    done = subprocess.run(call, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 (this module, once more)
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def table(runs: Mapping[str, Run], title: str) -> Table:
    """One line a contender, its time and memory as ratios to LangChain's."""
    other = runs[LANGCHAIN]
    shown = Table(
        "", "pages", "seconds", "of LangChain's", "pages/s", "peak MiB", "of LangChain's", "recall", title=title
    )
    for name, run in runs.items():
        shown.add_row(
            name,
            str(run.pages),
            f"{run.seconds:.3f}",
            f"{run.seconds / other.seconds:.4f}" if name == AGAIN else f"{run.seconds / other.seconds:.2f}",
            f"{run.pages_a_second:.1f}",
            f"{run.memory / 2**20:.0f}",
            f"{run.memory / other.memory:.2f}",
            f"{run.recall:.4f}",
        )
    return shown


def main(arguments: Sequence[str]) -> None:
    """Prints a table for the folder and one for the generated corpus; `--only NAME FILES…` one contender's run."""
    parser = argparse.ArgumentParser(prog=f"python -m {__spec__.name}")
    parser.add_argument("--pages", type=int, default=2_000, help="of the generated corpus; 0 leaves it out")
    parser.add_argument("--only", choices=tuple(CONTENDERS), help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    if options.only:
        print(json.dumps(asdict(measure(options.only, options.paths))))
        return
    folder = options.paths[0] if options.paths else Path(shipped.__path__[0])
    with tempfile.TemporaryDirectory(prefix="planassistent-corpus-") as made:
        corpora = {str(folder): sorted(folder.glob("*.pdf"))}
        if options.pages:
            corpora[f"{options.pages} generated pages"] = write_corpus(Path(made), options.pages)
        for title, files in corpora.items():
            console = Console(width=140)
            console.print(table({name: measured_apart(name, files) for name in CONTENDERS}, title))
            cells = cell_f1(files)
            told = "not known" if cells is None else f"{cells:.4f} (the others read no tables: 0)"
            console.print(f"Cell F1 of the tables as Planassistent reads them: {told}", highlight=False)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Reading PDF: pages a second and peak memory of our reader, beside pypdf's and PDFium's plain text in the same run.

Run as `python -m eval.benchmarks.pdf FILES…`. Each way of reading has a process of its own, so that its peak memory is
its own; the time is of reading alone, without starting Python and importing.
"""

import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

OURS = "Planassistent"
_ONE = "--only"


@dataclass(frozen=True)
class Speed:
    """What reading some files took: `memory` is the process' peak, in bytes."""

    pages: int
    seconds: float
    memory: int

    @property
    def pages_a_second(self) -> float:
        """Pages by the seconds that reading them took."""
        return self.pages / self.seconds


def _ours() -> Callable[[bytes], int]:
    from ingest.readers.pdf import PdfReader

    return lambda content: len(PdfReader().read(content).pages)


def _pypdf() -> Callable[[bytes], int]:
    import pypdf

    return lambda content: sum(len(page.extract_text()) >= 0 for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def _pdfium() -> Callable[[bytes], int]:
    import pypdfium2

    def pages(content: bytes) -> int:
        with pypdfium2.PdfDocument(content) as document:
            return sum(len(page.get_textpage().get_text_range()) >= 0 for page in document)

    return pages


READERS: Mapping[str, Callable[[], Callable[[bytes], int]]] = {OURS: _ours, "pypdf": _pypdf, "PDFium": _pdfium}


def measure(name: str, files: Sequence[Path]) -> Speed:
    """Reads the files once in this process."""
    read = READERS[name]()
    contents = [path.read_bytes() for path in files]
    start = time.perf_counter()
    pages = sum(map(read, contents))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Speed(pages, seconds, peak if sys.platform == "darwin" else peak * 1024)


def measured_apart(name: str, files: Sequence[Path]) -> Speed:
    """The same in a process of its own; raises CalledProcessError where a file cannot be read."""
    call = [sys.executable, "-m", __spec__.name, _ONE, name, *map(str, files)]
    done = subprocess.run(call, capture_output=True, text=True, check=True)  # noqa: S603 (this module, once more)
    return Speed(**json.loads(done.stdout))


def table(speeds: Mapping[str, Speed]) -> Table:
    """One line a reader, with its speed and memory as ratios to ours."""
    ours = speeds[OURS]
    shown = Table("reader", "pages", "pages/s", "of ours", "peak MiB", "of ours")
    for name, speed in speeds.items():
        shown.add_row(
            name,
            str(speed.pages),
            f"{speed.pages_a_second:.1f}",
            f"{speed.pages_a_second / ours.pages_a_second:.2f}",
            f"{speed.memory / 2**20:.0f}",
            f"{speed.memory / ours.memory:.2f}",
        )
    return shown


def main(arguments: Sequence[str]) -> None:
    """Prints the table for these files; with `--only NAME`, one reader's figures as JSON."""
    if not arguments:
        sys.exit(f"usage: python -m {__spec__.name} FILES…")
    if arguments[0] == _ONE:
        print(json.dumps(asdict(measure(arguments[1], [Path(name) for name in arguments[2:]]))))
        return
    files = [Path(name) for name in arguments]
    Console().print(table({name: measured_apart(name, files) for name in READERS}))


if __name__ == "__main__":
    main(sys.argv[1:])

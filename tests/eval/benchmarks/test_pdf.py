import io
import subprocess
import sys
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from eval.benchmarks.pdf import OURS, READERS, Speed, measured_apart, table


def a_pdf(path: Path, pages: int) -> Path:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number in range(pages):
        canvas.drawString(72, 700, f"Side {number + 1} om lek")
        canvas.showPage()
    canvas.save()
    path.write_bytes(buffer.getvalue())
    return path


def test_every_reader_reads_all_pages(tmp_path: Path) -> None:
    files = [a_pdf(tmp_path / "a.pdf", 2), a_pdf(tmp_path / "b.pdf", 1)]
    for name in READERS:
        speed = measured_apart(name, files)
        assert speed.pages == 3
        assert speed.seconds > 0
        assert speed.memory > 2**20


def test_figures_are_ratios_to_ours() -> None:
    shown = table({OURS: Speed(10, 1.0, 100 * 2**20), "pypdf": Speed(10, 0.5, 50 * 2**20)})
    assert list(shown.columns[3].cells) == ["1.00", "2.00"]
    assert list(shown.columns[5].cells) == ["1.00", "0.50"]


def test_without_files_it_says_how_it_is_run() -> None:
    done = subprocess.run([sys.executable, "-m", "eval.benchmarks.pdf"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "usage: python -m eval.benchmarks.pdf FILES" in done.stderr

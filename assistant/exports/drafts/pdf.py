"""A Word file as PDF, made by LibreOffice where it is installed: each time in a folder of its own, and not for long."""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Final, Literal

PDF_TYPE = "application/pdf"

SECONDS: Final = 60.0
"""That one file may take; a plan of ten pages takes 5 on a slow machine, most of it LibreOffice's start."""

_AT_ONCE = 2  # each is a LibreOffice of its own, with 200 MB
_FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
_NAMES = ("soffice", "libreoffice")

_places = BoundedSemaphore(_AT_ONCE)


class PdfError(Exception):
    """No PDF was made: LibreOffice is `missing`, others are being made (`busy`), it took too long, or it failed."""

    def __init__(self, reason: Literal["missing", "busy", "slow", "failed"]) -> None:
        super().__init__(f"no PDF was made: {reason}")
        self.reason = reason


def libreoffice() -> str | None:
    """Where LibreOffice is; None where there is none."""
    return next((found for found in map(shutil.which, _NAMES) if found), None)


def pdf_file(word: bytes, seconds: float = SECONDS) -> bytes:
    """The PDF of a Word file. Raises PdfError."""
    program = libreoffice()
    if program is None:
        raise PdfError("missing")
    if not _places.acquire(timeout=seconds):
        raise PdfError("busy")
    try:
        with TemporaryDirectory(prefix="planassistent-pdf-", ignore_cleanup_errors=True) as folder:
            return _made(program, word, Path(folder), seconds)
    finally:
        _places.release()


def _made(program: str, word: bytes, folder: Path, seconds: float) -> bytes:
    source, target = folder / "plan.docx", folder / "plan.pdf"
    source.write_bytes(word)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    orders = ("--headless", "--norestore", "--nolockcheck", "--convert-to", _FILTER, "--outdir", str(folder))
    with subprocess.Popen(  # noqa: S603 - a program that is looked for by its name, and no words of anybody's
        [program, profile, *orders, str(source)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LANG": "C.UTF-8"},
        start_new_session=True,
    ) as running:
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired:
            raise PdfError("slow") from None
        finally:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)  # with all that it started
    if not target.is_file():
        raise PdfError("failed")
    return target.read_bytes()

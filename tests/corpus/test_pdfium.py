import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.reading.images import page_png
from corpus.pdfium import PDFIUM
from ingest.readers.pdf import PdfReader
from tests.conftest import ROOT
from tests.made_up_pdf import pdf

DOCUMENTS = ROOT / "corpus" / "documents"
PLANS = ("jevnaker-kompetanseutviklingsplan-2022-2025", "grorud-en-mer-inkluderende-barnehage")
DRAWN_PAGES = range(1, 9)


def content(name: str) -> bytes:
    return (DOCUMENTS / f"{name}.pdf").read_bytes()


def image(plan: bytes, number: int) -> bytes:
    return page_png(plan, number, (), None, width=300)


def test_pages_are_read_and_drawn_at_once_as_they_are_alone() -> None:
    plans = [content(name) for name in PLANS]
    alone = [PdfReader().read(plan) for plan in plans]
    drawn_alone = [image(plan, number) for plan in plans for number in DRAWN_PAGES]
    with ThreadPoolExecutor(4) as threads:
        reading = [threads.submit(PdfReader().read, plan) for plan in plans]
        drawing = [threads.submit(image, plan, number) for plan in plans for number in DRAWN_PAGES]
        assert [one.result(timeout=60) for one in drawing] == drawn_alone
        assert [one.result(timeout=60) for one in reading] == alone


def test_a_document_is_not_read_while_another_is_in_pdfium() -> None:
    with ThreadPoolExecutor(1) as threads:
        with PDFIUM:
            reading = threads.submit(PdfReader().read, pdf())
            with pytest.raises(TimeoutError):
                reading.result(timeout=1)
        assert len(reading.result(timeout=60).pages) == 2


def test_while_a_long_document_is_read_others_wait_a_page_at_a_time() -> None:
    """One who takes PDFIUM over and over waits many times, not once for the whole document."""
    waits: list[float] = []
    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(PdfReader().read, content("oslo-overordnet-handlingsplan-kvalitet-2024-2030"))
        while not reading.done():
            start = time.perf_counter()
            with PDFIUM:
                waits.append(time.perf_counter() - start)
            time.sleep(0.001)
        reading.result()
    assert sum(wait > 0.001 for wait in waits) >= 5

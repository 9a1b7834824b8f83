"""PDFs of web pages, as Chromium prints them."""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
_FOOTER = (
    '<div style="font-size:8px;width:100%;padding:0 15mm;display:flex;justify-content:space-between">'
    '<span class="title"></span><span><span class="pageNumber"></span>/<span class="totalPages"></span></span></div>'
)


def pdf(html: str, path: Path, *, landscape: bool = False, header: str = "") -> Path:
    """Prints a page to the PDF at `path`, with its title and page numbers below, and `header` above."""
    if PROGRAM is None:
        raise FileNotFoundError("Chromium is not installed (apt install chromium)")
    above = f'<div style="font-size:8px;width:100%;text-align:center">{header}</div>'
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=_FLAGS)
        page = browser.new_page()
        page.set_content(html)
        page.pdf(
            path=str(path),
            format="A4",
            landscape=landscape,
            print_background=True,
            display_header_footer=True,
            header_template=above,
            footer_template=_FOOTER,
            margin={"top": "20mm", "bottom": "20mm", "left": "15mm", "right": "15mm"},
        )
        browser.close()
    return path

"""The programs that turn a file into PDF: LibreOffice and Chromium, each with a profile of its own."""

import os
import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import sync_playwright

LIBREOFFICE = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_SECONDS = 180


def printed_by_libreoffice(source: Path) -> Path:
    """The PDF beside an office file."""
    folder = source.parent
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    call = [str(LIBREOFFICE), profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    environment = {**os.environ, "HOME": str(folder)}
    subprocess.run([*call, str(source)], capture_output=True, timeout=_SECONDS, env=environment, check=True)  # noqa: S603
    return source.with_suffix(".pdf")


def printed_by_chromium(html: str, target: Path, header: str, footer: str) -> Path:
    """A page printed as a browser does it, with its own header and footer (templates of HTML)."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.set_content(html)
        page.pdf(
            path=target,
            format="A4",
            display_header_footer=True,
            header_template=header,
            footer_template=footer,
            margin={"top": "22mm", "bottom": "20mm", "left": "20mm", "right": "20mm"},
        )
        browser.close()
    return target

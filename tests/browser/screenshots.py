"""`python -m tests.browser.screenshots FOLDER`: a picture of every page, wide, on a phone, and in the dark."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from assistant.config import Settings
from assistant.ingestion.ingest import ingest_paths
from assistant.opening import open_library
from tests.browser.conftest import DESKTOP, FLAGS, PHONE
from tests.browser.pages import PAGES
from tests.browser.server import serving
from tests.conftest import PLANS
from tests.local_plan import local_plan, unmarked

_FIELD = "sprak.boklesing"
_CHANGED = "Vi leser hver dag etter lunsj.\n«Alt er godt» [1]."
_LOOKS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": DESKTOP},
    "dark": {"viewport": DESKTOP, "color_scheme": "dark"},
    "phone": {"viewport": PHONE, "is_mobile": True, "has_touch": True, "device_scale_factor": 2},
}


def take(folder: Path, model_dir: Path) -> None:
    """Writes PAGE-LOOK.png of every page into a folder, from a library of the shipped plans."""
    folder.mkdir(parents=True, exist_ok=True)
    program = shutil.which("chromium")
    if program is None:
        sys.exit("Chromium is missing; type: sudo apt-get install chromium")
    with tempfile.TemporaryDirectory() as made:
        with open_library(Settings(data_dir=Path(made), model_dir=model_dir)) as library:
            ingest_paths(library, [PLANS])
        with serving(Path(made), model_dir) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            drafted: dict[str, str] = {}
            for look, options in _LOOKS.items():
                page = browser.new_context(locale="nb-NO", **options).new_page()
                drafted = drafted or _drafted(page, address)
                for name, path in {**PAGES, **drafted}.items():
                    page.goto(f"{address}{path}", wait_until="networkidle")
                    page.screenshot(path=folder / f"{name}-{look}.png")
            browser.close()


def _drafted(page: Page, address: str) -> dict[str, str]:
    """The pages of a draft of the made-up local plan: half of it written, a quote in it that is none, a field twice."""
    plan = local_plan()
    said = {"template": "lokal-handlingsplan", **plan.model_dump(include={"unit", "jurisdiction", "period"})}
    api = f"{address}/api/v1/drafts"
    draft = page.request.post(api, data=said).json()["id"]
    texts = [(key, {part: unmarked(text) for part, text in parts.items()}) for key, parts in plan.fields.items()]
    for key, parts in (*texts[::2], (_FIELD, {**dict(texts)[_FIELD], "description": _CHANGED})):
        known = page.request.get(f"{api}/{draft}/fields/{key}").json()["revision"]
        headers = {"If-Match": f'"{known}"'}
        saved = page.request.put(f"{api}/{draft}/fields/{key}", data={"parts": parts}, headers=headers)
        assert saved.ok, saved.text()
    base = f"/utkast/{draft}"
    return {
        "draft": base,
        "draft-field": f"{base}/felt/{_FIELD}",
        "draft-coverage": f"{base}/dekning",
        "draft-versions": f"{base}/versjoner/{_FIELD}?fra=0",
        "draft-refused": f"{base}/eksport.docx",
    }


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(os.environ["PLANASSISTENT_MODEL_DIR"]))

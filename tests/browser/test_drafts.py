"""A whole local plan is written in a browser and taken home; its pages keep nobody out."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from assistant.config import Settings
from assistant.opening import open_library
from tests.browser.accessibility import violations
from tests.browser.conftest import DESKTOP, NARROW, PHONE, NewContext
from tests.browser.drafting import begin, save
from tests.browser.server import serving
from tests.browser.watching import Watch
from tests.local_plan import LocalPlan, OwnRow, local_plan, numbered

PARTS = ("description", "responsible", "schedule", "funding")
SUGGESTED_AT_LEAST = 0.9  # of the fields


@pytest.fixture(scope="module")
def passages(plans_copy: Path, embedding_model_dir: Path) -> dict[str, str]:
    """The ids of the passages that the sources of the plan stand in, by their names."""
    found: dict[str, str] = {}
    with open_library(Settings(data_dir=plans_copy, model_dir=embedding_model_dir)) as library:
        for name, cited in local_plan().sources.items():
            found[name] = next(
                passage.id
                for passage in library.snapshot.passages
                if passage.document_id == cited.document and cited.quote in " ".join(passage.text.split())
            )
    return found


@pytest.fixture(scope="module")
def place(plans_copy: Path, embedding_model_dir: Path, passages: dict[str, str]) -> Iterator[str]:
    """The address of a server that is written to."""
    assert passages
    with serving(plans_copy, embedding_model_dir) as found:
        yield found


def take_sources(page: Page, draft: str, plan: LocalPlan, passages: dict[str, str]) -> dict[str, int]:
    """The numbers of the plan's sources in a draft, by their names."""
    address, _, draft_id = draft.rpartition("/utkast/")
    numbers = {}
    for name, passage in passages.items():
        body = {"passage_id": passage, "quote": plan.sources[name].quote}
        taken = page.request.post(f"{address}/api/v1/drafts/{draft_id}/sources", data=body)
        assert taken.ok, taken.text()
        numbers[name] = taken.json()["number"]
    return numbers


def write(page: Page, parts: dict[str, str]) -> None:
    for part, text in parts.items():
        page.locator(f"#del-{part}").fill(text)
    save(page)


def write_own(page: Page, draft: str, row: OwnRow, numbers: dict[str, int]) -> None:
    page.goto(draft)
    page.locator(f"button[name=tabell][value={row.table}]").click()
    write(page, {part: numbered(getattr(row, part), numbers) for part in ("title", *PARTS)})


def test_a_whole_local_plan_is_written_and_taken_home(page: Page, place: str, passages: dict[str, str]) -> None:
    plan = local_plan()
    draft = begin(page, place, plan.unit, plan.period)
    numbers = take_sources(page, draft, plan, passages)
    suggested = 0
    for key, parts in plan.fields.items():
        page.goto(f"{draft}/felt/{key}")
        suggested += page.locator(".suggestion").count() > 0
        write(page, {part: numbered(text, numbers) for part, text in parts.items()})
    for row in plan.own_rows:
        write_own(page, draft, row, numbers)
    assert suggested >= SUGGESTED_AT_LEAST * len(plan.fields)
    page.goto(draft)
    expect(page.locator(".figure").first).to_have_text(
        f"{len(plan.fields) + len(plan.own_rows)} av {len(plan.fields) + len(plan.own_rows)}"
    )
    with page.expect_download() as taken:
        page.get_by_role("link", name="Word", exact=True).click()
    read_back(plan, Path(taken.value.path()).read_bytes(), numbers)


def read_back(plan: LocalPlan, made: bytes, numbers: dict[str, int]) -> None:
    """All that was written stands in the file, and nothing that tells the writer what to do."""
    document = Document(io.BytesIO(made))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    whole = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *("\n".join(row) for row in cells)])
    rows = [parts for parts in plan.fields.values() if "description" in parts]
    assert sum(len(row) == 5 for row in cells) >= len(rows) + len(plan.own_rows)
    for parts in (*rows, *(row.model_dump() for row in plan.own_rows)):
        assert any(all(_start(parts[part]) in row[at] for at, part in enumerate(PARTS, 1)) for row in cells)
    for parts in plan.fields.values():
        assert _start(_shown(parts.get("text", ""))) in whole
    assert whole.count("«") >= 1
    assert "Beskriv " not in whole


def _shown(text: str) -> str:
    """A text as the file has it: a date is written as people write one."""
    try:
        return date.fromisoformat(text).strftime("%d.%m.%Y")
    except ValueError:
        return text


def _start(text: str) -> str:
    """What a text begins with, before the first source that it names."""
    return text.strip().partition("\n")[0].partition("[")[0].strip().rstrip(".")[:60]


LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": DESKTOP},
    "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True},
    "narrow": {"viewport": NARROW, "color_scheme": "dark", "reduced_motion": "reduce"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_of_a_draft_keeps_anybody_out(new_context: NewContext, watch: Watch, place: str, look: str) -> None:
    watch.expect("409")
    page = new_context(**LOOKS[look]).new_page()
    draft = begin(page, place)
    row = f"{draft}/felt/sprak.boklesing"
    page.goto(row)
    write(
        page, {"description": "Vi leser [9]. «Alt er godt» [1].", "responsible": "Ukjent avdeling", "schedule": "snart"}
    )
    page.get_by_label("Ny kommentar").fill("Hvem skriver dette?")
    page.get_by_role("button", name="Kommenter", exact=True).click()
    paths = ("", "/felt/utfordringsbilde", "/felt/forside.dato", "/felt/sprak.boklesing", "/dekning", "/eksport.docx")
    found = {}
    for path in (*paths, "/versjoner/sprak.boklesing?fra=0"):
        page.goto(f"{draft}{path}")
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        found[path] = violations(page)
        wide = "document.documentElement.scrollWidth - Math.ceil(document.body.getBoundingClientRect().width)"
        if (wider := page.evaluate(wide)) > 0:
            found[path].append(f"{wider} pixels wider than the window")
    assert found == {path: [] for path in found}

"""The made-up local plan: whole, of its own words, and its sources real."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from assistant.drafting.marking import marked
from assistant.drafting.template import Template
from assistant.drafting.templates import Templates
from corpus.documents.typesetting.__main__ import DOCUMENTS
from corpus.models import Metadata
from corpus.models.measure import ScheduleKind
from corpus.store.drafts import ROW_PARTS
from corpus.text.schedules import parse_schedule
from corpus.units import shipped_units
from eval.drafting.fields import on_one_line
from ingest.pipeline import read_document
from tests.local_plan import cited_in, local_plan, numbered, unmarked

PLAN = local_plan()
PASTED = 8
"""So many words in a row that stand in a plan too are pasted; titles of measures and standards are shorter."""


@pytest.fixture(scope="module")
def template() -> Template:
    found = Templates(Path("nowhere")).get("lokal-handlingsplan")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def passages() -> dict[tuple[str, int], str]:
    """The text of each page of the shipped plans, by document and page."""
    found: dict[tuple[str, int], str] = {}
    for path in sorted(DOCUMENTS.glob("*.pdf")):
        for passage in read_document(path.read_bytes(), path.name, Metadata(), shipped_units()).passages:
            for page in range(passage.first_page, passage.last_page + 1):
                found[path.stem, page] = found.get((path.stem, page), "") + " " + on_one_line(passage.text)
    return found


def texts() -> Iterator[str]:
    for parts in PLAN.fields.values():
        yield from parts.values()
    for row in PLAN.own_rows:
        yield from (row.title, row.description, row.responsible, row.schedule, row.funding)


def test_every_field_is_filled_in_every_part(template: Template) -> None:
    assert list(PLAN.fields) == [field.key for field in template.fields()]
    parts = {field.key: ROW_PARTS if field.kind == "row" else ("text",) for field in template.fields()}
    assert {key: tuple(filled) for key, filled in PLAN.fields.items()} == parts
    assert sum(filled == ROW_PARTS for filled in parts.values()) == 28
    assert [text for text in texts() if not text.strip()] == []


def test_rows_of_ones_own_stand_in_tables_that_take_others(template: Template) -> None:
    others = {section.key for section in template.sections if section.others}
    assert {row.table for row in PLAN.own_rows} <= others


def test_every_source_is_cited_and_stands_on_its_page(passages: dict[tuple[str, int], str]) -> None:
    cited = [name for text in texts() for name in cited_in(text)]
    assert set(cited) == set(PLAN.sources)
    lost = [name for name, one in PLAN.sources.items() if one.quote not in passages[one.document, one.page]]
    assert lost == []


def test_what_is_quoted_stands_in_its_source() -> None:
    quoted = [found for text in texts() for found in re.findall(r"«([^»]{20,})» \[([a-z]+)\]", text)]
    assert len(quoted) == 2
    assert all(words in PLAN.sources[name].quote for words, name in quoted)


def test_marked_with_its_sources_it_has_no_fault() -> None:
    numbers = {name: number for number, name in enumerate(PLAN.sources, 1)}
    sources = [Source(numbers[name], cited.quote) for name, cited in PLAN.sources.items()]
    sentences = [sentence for text in texts() for sentence in marked(numbered(text, numbers), sources)]
    assert [sentence for sentence in sentences if sentence.faults] == []
    assert {sentence.origin for sentence in sentences} == {"quote", "adapted", "own"}
    assert sum(len(sentence.numbers) for sentence in sentences) == len(PLAN.sources)


class Source(NamedTuple):
    number: int
    quote: str


def test_the_rest_is_no_plans_wording(passages: dict[tuple[str, int], str]) -> None:
    known = {run for text in passages.values() for run in runs(text)}
    own = [re.sub("«[^»]*»", ".", unmarked(text)) for text in texts()]
    assert [run for text in own for run in runs(text) if run in known] == []


def runs(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return [tuple(words[start : start + PASTED]) for start in range(len(words) - PASTED + 1)]


def test_every_schedule_can_be_read() -> None:
    rows = [parts["schedule"] for parts in PLAN.fields.values() if "schedule" in parts]
    schedules = [*rows, *(row.schedule for row in PLAN.own_rows)]
    assert [raw for raw in schedules if parse_schedule(raw).kind is ScheduleKind.UNKNOWN] == []


def test_sources_are_numbered_or_left_out() -> None:
    text = "Slik er det [vedtak]. Og «slik» [eier]."
    assert numbered(text, {"vedtak": 2, "eier": 1}) == "Slik er det [2]. Og «slik» [1]."
    assert unmarked(text) == "Slik er det. Og «slik»."

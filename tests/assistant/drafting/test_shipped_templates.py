"""The shipped "Lokal handlingsplan": the facts of the last pages of the overall plan, in both written forms."""

import re
import tomllib
from pathlib import Path

import pypdf
import pytest

from assistant.drafting.template import ITEM, Template, Wording, WrittenForm
from assistant.drafting.templates import Templates
from corpus.models import Metadata
from corpus.units import shipped_units
from ingest.pipeline import read_document
from tests.conftest import ROOT

DOCUMENTS = ROOT / "corpus" / "documents"
TABLES = {
    "barnehagehverdag": 4,
    "sprak": 3,
    "psykososialt": 3,
    "samarbeid": 5,
    "kvalitetsarbeid": 4,
    "arbeidsplass": 5,
    "kompetanse": 4,
}


@pytest.fixture(scope="module")
def template() -> Template:
    found = Templates(Path("nowhere")).get("lokal-handlingsplan")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def forms(template: Template) -> list[str]:
    """The letters of each page of the overall plan with an empty table, in order."""
    with pypdf.PdfReader(DOCUMENTS / f"{template.document}.pdf") as reader:
        return [letters(page.extract_text()) for page in reader.pages[22:29]]


def letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def test_it_has_a_front_six_sections_to_write_and_seven_tables(template: Template) -> None:
    kinds = [(field.kind, field.key) for field in template.fields()]
    assert [key for kind, key in kinds if kind in ("line", "date")] == ["forside.bydel", "forside.dato"]
    assert [key for kind, key in kinds if kind == "text"] == [
        "innledning.behandling",
        "utfordringsbilde",
        "mal-og-forventninger",
        "kunnskapsgrunnlag",
        "oppfolging",
        "roller-og-ansvar",
    ]
    rows = {section.key: len(section.fields) for section in template.sections if section.kind == "table"}
    assert rows == TABLES
    assert sum(rows.values()) == 28


def test_other_measures_may_be_added_where_the_form_has_a_line_for_them(template: Template) -> None:
    assert {section.key for section in template.sections if section.others} == TABLES.keys() - {"arbeidsplass"}


def test_the_tables_stand_under_the_two_priorities(template: Template) -> None:
    priorities = {section.key: section.priority for section in template.sections if section.kind == "table"}
    numbers = {key: said.nb.partition(":")[0] for key, said in priorities.items() if said is not None}
    first = ("barnehagehverdag", "sprak", "psykososialt", "samarbeid")
    assert numbers == {key: "Veivalg 1" if key in first else "Veivalg 2" for key in TABLES}


def test_every_priority_and_commitment_is_one_of_the_overall_plans(template: Template) -> None:
    path = DOCUMENTS / f"{template.document}.pdf"
    read = read_document(path.read_bytes(), path.name, Metadata(), shipped_units())
    rows = [row for measure in read.measures for row in measure.occurrences]
    tables = [section for section in template.sections if section.kind == "table"]
    assert {section.priority.nb for section in tables if section.priority} <= {row.strategic_priority for row in rows}
    assert {section.commitment.nb for section in tables if section.commitment} <= {row.commitment for row in rows}
    assert all(section.commitment for section in tables)


def test_every_title_of_a_row_says_what_the_page_of_its_table_says(template: Template, forms: list[str]) -> None:
    tables = [section for section in template.sections if section.kind == "table"]
    said = [(field.title.nb, form) for table, form in zip(tables, forms, strict=True) for field in table.fields]
    # four letters of each word of substance, since the form abbreviates: "spes.ped."
    lacking = [title for title, form in said if not all(word in form for word in re.findall(r"\b\w{4}", title.lower()))]
    assert lacking == []
    assert [letters("andre tiltak") in form for form in forms] == [table.others for table in tables]


def test_it_answers_to_the_overall_plan_and_binds_the_districts_and_their_kindergartens(template: Template) -> None:
    known = tomllib.loads((DOCUMENTS / "manifest.toml").read_text(encoding="utf-8"))["document"]
    assert template.document in {entry["id"] for entry in known}
    assert template.bound == ("bydelene", "barnehagene")
    assert set(template.bound) <= {unit.id for unit in shipped_units()}


def test_the_written_forms_are_two(template: Template) -> None:
    wordings: list[Wording] = [field.guidance for field in template.fields()]
    assert [wording for wording in wordings if wording.nb == wording.nn] == []
    bokmal = {"ikke", "hvordan", "hvem", "hva", "fra", "barnehagene", "høyere", "skoler", "bydelene", "gjør", "eller"}
    nynorsk = {"ikkje", "korleis", "kven", "kva", "frå", "barnehagane", "høgare", "skular", "bydelane", "gjer"}
    for said in every_text(template, "nn"):
        assert not set(said.lower().split()) & (bokmal - {"eller"}), said
    for said in every_text(template, "nb"):
        assert not set(said.lower().split()) & nynorsk, said


def every_text(template: Template, written_form: WrittenForm) -> list[str]:
    found = [template.title.form(written_form)]
    for section in template.sections:
        wordings = [section.title, section.priority, section.commitment]
        wordings += [said for field in section.fields for said in (field.title, field.guidance)]
        found += [wording.form(written_form) for wording in wordings if wording]
        found += section.standing.form(written_form)
    return found


def test_the_standing_text_tells_purposes_and_commitments_as_lists(template: Template) -> None:
    items = {
        section.key: sum(said.startswith(ITEM) for said in section.standing.nb)
        for section in template.sections
        if section.standing.nb and section.standing.nb[0].startswith(ITEM)
    }
    assert items == {"formal": 3, "veivalg-1": 4, "veivalg-2": 5}


def test_the_templates_are_installed_with_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["corpus"]
    installed = {path for pattern in patterns for path in (ROOT / "corpus").glob(pattern)}
    shipped = set((DOCUMENTS / "templates").iterdir())
    assert shipped
    assert shipped <= installed

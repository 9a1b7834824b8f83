"""The empty form that an overall plan prints for those who are to fill it in."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.drafting.form import form_pages
from assistant.drafting.templates import Templates
from assistant.ingestion.ingest import ingest_paths
from assistant.opening import open_library
from corpus.library import Library
from tests.assistant.drafting.own_template import own_template
from tests.conftest import PLAN_ID

PLAN = """Handlingsplan for Myrvik
\fOm samtaler

Barnehagen skal ha to samtaler med foresatte i året, og den ene er om høsten før barna blir vant til dagen.
Svømming for femåringene er noe alle barnehager tilbyr.
\fVedlegg

Her står lenker til mer kunnskap for dem som vil lese mer om barn og vann.
\fForside

Samtaler med foresatte

Fortell når dere snakker med foreldrene.
\fUte og i vann

Svømming for femåringene

Ukentlig utegruppe

Kasse fra biblioteket

Sykefravær blant de ansatte
"""


@pytest.fixture
def with_form(settings: Settings, tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    with open_library(settings) as library:
        ingest_paths(library, [tmp_path / "plan.txt"])
        yield library


def test_the_pages_of_the_form_are_known_and_those_of_the_plan_are_not(with_form: Library) -> None:
    (plan,) = with_form.snapshot.documents
    assert form_pages(own_template(document=plan), with_form.snapshot, [plan]) == {(plan, 4), (plan, 5)}


def test_a_plan_without_a_form_has_none(library: Library) -> None:
    assert form_pages(own_template(), library.snapshot, [PLAN_ID]) == frozenset()


def test_the_form_of_the_shipped_plan_is_its_last_pages(plans_read: Path, settings: Settings) -> None:
    template = Templates(Path("nowhere")).get("lokal-handlingsplan")
    assert template is not None
    assert template.document is not None
    shutil.copytree(plans_read, settings.data_dir)
    with open_library(settings) as library:
        found = form_pages(template, library.snapshot, [template.document])
    assert sorted(number for _, number in found) == list(range(19, 31))

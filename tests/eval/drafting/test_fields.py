"""The golden fields against the shipped template and the pages of the shipped plans."""

import re
from pathlib import Path

import pytest

from assistant.drafting.template import Template
from assistant.drafting.templates import Templates
from corpus.documents.typesetting.__main__ import DOCUMENTS
from corpus.models import Metadata, Passage
from corpus.units import shipped_units
from eval.drafting.fields import Acceptable, GoldenField, load_fields
from eval.errors import GoldenError
from ingest.pipeline import read_document

FIELDS = load_fields()
FORM = range(18, 30)
"""The pages of the overall plan with the empty form: nobody's material."""


@pytest.fixture(scope="module")
def passages() -> dict[str, tuple[Passage, ...]]:
    """The passages of each shipped plan as they are read."""
    return {
        path.stem: read_document(path.read_bytes(), path.name, Metadata(), shipped_units()).passages
        for path in sorted(DOCUMENTS.glob("*.pdf"))
    }


@pytest.fixture(scope="module")
def template() -> Template:
    found = Templates(Path("nowhere")).get("lokal-handlingsplan")
    assert found is not None
    return found


def test_every_text_and_row_of_the_template_is_there_in_its_order(template: Template) -> None:
    assert [golden.field for golden in FIELDS] == [
        field.key for field in template.fields() if field.kind in ("text", "row")
    ]


def test_half_of_the_fields_are_for_tests(template: Template) -> None:
    assert [golden.split for golden in FIELDS] == ["dev", "test"] * (len(FIELDS) // 2)
    assert len(FIELDS) == 34


def test_all_words_stand_in_a_passage_of_their_page(passages: dict[str, tuple[Passage, ...]]) -> None:
    named = [(golden.field, words) for golden in FIELDS for words in golden.acceptable]
    lost = [(field, words) for field, words in named if not any(stands(words, one) for one in passages[words.document])]
    assert lost == []
    assert {words.document for _, words in named} == set(passages)


def stands(words: Acceptable, passage: Passage) -> bool:
    return passage.first_page <= words.page <= passage.last_page and words.is_in(passage.text)


@pytest.mark.parametrize("golden", FIELDS, ids=lambda golden: golden.field)
def test_the_empty_form_is_no_material_and_nothing_is_named_twice(golden: GoldenField, template: Template) -> None:
    assert [one for one in golden.acceptable if one.document == template.document and one.page in FORM] == []
    assert len(set(golden.acceptable)) == len(golden.acceptable)


def test_words_are_found_over_line_breaks_and_soft_hyphens() -> None:
    words = Acceptable(document="turplan", page=1, words="Bålkos i skogen")
    assert words.is_in("Vi har bål.\nBål\u00adkos\ni  skogen hver fredag.")
    assert not words.is_in("Bålkos på stranda")


def test_a_line_that_is_no_golden_field_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "fields.jsonl"
    line = FIELDS[0].model_dump_json()
    path.write_text(f"{line}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(GoldenError, match=re.escape(f"fields.jsonl:3: the field {FIELDS[0].field!r} stood before")):
        load_fields(path)
    path.write_text(line.replace('"dev"', '"begge"'), encoding="utf-8")
    with pytest.raises(GoldenError, match=r"fields\.jsonl:1: "):
        load_fields(path)

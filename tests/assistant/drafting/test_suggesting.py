"""Passages suggested for the fields of a template, for plans that are not shipped."""

from datetime import date

import pytest

from assistant.drafting.subject import subject_of
from assistant.drafting.suggesting import Suggesting, Suggestion
from assistant.drafting.template import Template
from assistant.retrieval.hybrid import HybridRetrieval
from corpus.library import Library
from tests.assistant.drafting.own_template import own_template
from tests.conftest import HANDBOOK_ID

TODAY = date(2026, 6, 1)


def suggested(
    library: Library, key: str, jurisdiction: str | None = "Fjellvik", template: Template | None = None
) -> list[Suggestion]:
    template = template or own_template()
    subject = subject_of(template, key)
    assert subject is not None
    return Suggesting(template, library, HybridRetrieval(library), TODAY, jurisdiction).suggestions(subject)


@pytest.mark.parametrize(
    ("key", "word"),
    [("ute.svomming", "bassenget"), ("ute.gruppe", "utedag"), ("ute.boker", "kasse"), ("samtaler", "samtaler")],
)
def test_what_the_plan_says_of_a_field_is_suggested_first(library: Library, key: str, word: str) -> None:
    assert word in suggested(library, key)[0].text


def test_of_a_row_what_it_describes_can_be_quoted_and_all_is_verbatim(library: Library) -> None:
    first = suggested(library, "ute.svomming")[0]
    assert first.quotes == ("Alle femåringer skal få tilbud om ti timer i bassenget.",)
    for one in suggested(library, "samtaler"):
        assert all(quote in " ".join(one.text.split()) for quote in one.quotes)


def test_ones_own_comes_first_then_what_binds_then_what_others_do(library: Library) -> None:
    order = {"own": 0, "binding": 1, "others": 2}
    for key in ("ute.svomming", "ute.gruppe", "samtaler"):
        groups = [order[one.group] for one in suggested(library, key)]
        assert groups == sorted(groups)


@pytest.mark.parametrize(
    ("jurisdiction", "group"), [("Fjellvik", "own"), ("Fjellvik, Bydel Nord", "binding"), (None, "binding")]
)
def test_whose_a_passage_is_depends_on_whose_the_draft_is(
    library: Library, jurisdiction: str | None, group: str
) -> None:
    assert suggested(library, "ute.svomming", jurisdiction)[0].group == group


def test_another_municipalitys_plan_is_what_others_do(library: Library) -> None:
    template = own_template(document=None)
    groups = {one.group for one in suggested(library, "ute.svomming", "Annetsted", template)}
    assert groups == {"others"}


def test_the_same_row_printed_twice_is_suggested_once(library: Library) -> None:
    ids = [one.measure_id for one in suggested(library, "ute.gruppe") if one.measure_id]
    assert len(ids) == len(set(ids))


def test_what_only_the_writer_knows_has_no_suggestions(library: Library) -> None:
    assert suggested(library, "forside.navn") == []


def test_no_more_are_suggested_than_asked_for(library: Library) -> None:
    template = own_template()
    subject = subject_of(template, "samtaler")
    assert subject is not None
    suggesting = Suggesting(template, library, HybridRetrieval(library), TODAY, "Fjellvik")
    assert len(suggesting.suggestions(subject, limit=1)) == 1


def test_only_documents_that_all_who_write_may_read_are_suggested_from(library: Library) -> None:
    template = own_template()
    subject = subject_of(template, "samtaler")
    assert subject is not None
    read = HybridRetrieval(library)
    found = Suggesting(template, library, read, TODAY, "Fjellvik", frozenset({HANDBOOK_ID})).suggestions(subject)
    assert {one.document_id for one in found} <= {HANDBOOK_ID}
    assert Suggesting(template, library, read, TODAY, "Fjellvik", frozenset()).suggestions(subject) == []

import pytest
from starlette.datastructures import FormData

from assistant.ingestion.looking import Look
from assistant.web.metadata import empty_form, form_of, read_form
from corpus.models import Metadata

LOOK = Look(id="plan", title="Plan 2025–2028", language="nb", valid_from=2025, valid_to=2028)


def sent(**fields: str) -> FormData:
    return FormData([("title", "Planen"), ("language", "nb"), *fields.items()])


def test_a_suggestion_is_used_only_where_it_is_taken() -> None:
    assert read_form(FormData(), look=LOOK).values["title"] == ""
    taken = read_form(FormData([("take", "title"), ("take", "valid"), ("valid_to", "2030")]), look=LOOK)
    assert taken.values["title"] == "Plan 2025–2028"
    assert (taken.values["valid_from"], taken.values["valid_to"]) == ("2025", "2030")


def test_what_is_said_for_all_files_fills_what_is_empty() -> None:
    form = read_form(FormData([("felles.issuer", "Fjellvik"), ("a.contact", "Vi")]), "a.", common="felles.")
    assert (form.values["issuer"], form.values["contact"]) == ("Fjellvik", "Vi")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " "),
        ("language", "<b>"),
        ("valid_from", "26"),
        ("authority", "maybe"),
        ("source_url", "javascript:alert(1)"),
        ("source_url", "//evil"),
        ("contact", "x" * 501),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field(field: str, value: str) -> None:
    form = read_form(FormData([*sent().multi_items(), (field, value)]))
    assert not form.check()
    assert set(form.errors) == {field}


def test_years_that_end_before_they_begin() -> None:
    form = read_form(sent(valid_from="2028", valid_to="2025"))
    assert not form.check()
    assert set(form.errors) == {"valid_to"}


def test_the_form_of_a_document_says_what_is_known_of_it() -> None:
    known = Metadata(title="Planen", language="nb", valid_from=2025, source_url="https://fjellvik.example/plan")
    form = form_of(known)
    assert form.check()
    assert Metadata(**form.said) == known
    assert not empty_form().check()


@pytest.mark.parametrize("name", ["hele landet", "Heile landet", "the whole country", "national"])
def test_the_whole_country_goes_by_its_name_in_every_language(name: str) -> None:
    form = read_form(FormData([*sent().multi_items(), ("jurisdiction", name)]))
    assert form.check()
    assert form.said["jurisdiction"] == "national"

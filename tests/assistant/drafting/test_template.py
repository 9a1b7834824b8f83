import re
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.drafting.template import Template

BOTH = {"nb": "Tur", "nn": "Tur"}


def row(key: str, **values: Any) -> dict[str, Any]:
    return {"key": key, "kind": "row", "title": BOTH, "guidance": BOTH, **values}


def section(key: str = "turer", kind: str = "table", **values: Any) -> dict[str, Any]:
    return {"key": key, "level": 1, "kind": kind, "title": BOTH, "fields": [row(f"{key}.skog")], **values}


def template(*sections: dict[str, Any], **values: Any) -> Template:
    return Template.model_validate(
        {"id": "turplan", "version": 1, "title": BOTH, "sections": sections or [section()], **values}
    )


def test_a_field_is_found_by_its_key_with_its_section() -> None:
    made = template(section("turer"), section("mat", fields=[row("mat.baal"), row("mat.frukt")]))
    assert [field.key for field in made.fields()] == ["turer.skog", "mat.baal", "mat.frukt"]
    found = made.section_of("mat.frukt")
    assert found is not None
    assert found.key == "mat"
    assert made.field("mat.frukt") in found.fields
    assert made.field("mat.sopp") is None
    assert made.section_of("mat.sopp") is None


def test_a_row_of_ones_own_stands_in_a_table_that_takes_others() -> None:
    made = template(section("turer", others=True), section("mat"))
    assert made.section_of("turer.eget-12") is made.sections[0]
    assert made.field("turer.eget-12") is None
    refused = ("mat.eget-1", "turer.eget-x", "turer.eget-1.eget-2", "eget-1", "turer.eget-")
    assert [key for key in refused if made.section_of(key)] == []


def test_a_wording_and_its_paragraphs_have_both_written_forms() -> None:
    made = template(
        section("om", "standing", fields=[], standing={"nb": ["Ikke dyrt."], "nn": ["Ikkje dyrt."]}),
        section(title={"nb": "Ute i skogen", "nn": "Ute i skogen no"}),
    )
    assert made.sections[1].title.form("nb") == "Ute i skogen"
    assert made.sections[1].title.form("nn") == "Ute i skogen no"
    assert made.sections[0].standing.form("nb") == ("Ikke dyrt.",)
    assert made.sections[0].standing.form("nn") == ("Ikkje dyrt.",)


def test_a_template_is_the_same_after_it_was_kept_as_json() -> None:
    made = template(section(priority=BOTH, commitment=BOTH, others=True), document="plan", bound=["bydelene"])
    assert Template.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ([section("a"), section("a")], "nøkkelen «a» står to ganger"),
        ([section("a", fields=[row("a.b"), row("a.b")])], "nøkkelen «a.b» står to ganger"),
        ([section("a", fields=[row("b.c")])], "nøkkelen «b.c» må begynne med «a.»"),
        ([section("a", fields=[row("a.eget-1")])], "nøkkelen «a.eget-1» er satt av til egne rader"),
        ([section("a", "text")], "«a.skog» er av slaget row, men en text-del kan bare ha text"),
        ([section("a", "front")], "«a.skog» er av slaget row, men en front-del kan bare ha date eller line"),
        ([section("a", "standing")], "men en standing-del kan bare ha ingen felt i det hele tatt"),
        ([section("a", fields=[])], "«a» er av slaget table og trenger minst ett felt"),
        ([section("a", "text", fields=[row("a", kind="text")], others=True)], "er bare for tabeller"),
        ([section("a", "standing", fields=[])], "malen har ingen felt å fylle ut"),
        ([section(standing={"nb": ["Ett", "To"], "nn": ["Eitt"]})], "har 2 avsnitt i nb og 1 i nn"),
    ],
)
def test_a_template_that_contradicts_itself_is_refused(broken: list[dict[str, Any]], complaint: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(complaint)):
        template(*broken)


@pytest.mark.parametrize("key", ["Turer", "tur er", "tur/er", "", "-tur", "tur--er", "blåbær", "../tur"])
def test_an_id_or_a_key_stands_in_an_address_as_it_is(key: str) -> None:
    with pytest.raises(ValidationError):
        template(id=key)
    with pytest.raises(ValidationError):
        template(section(key))
    with pytest.raises(ValidationError):
        template(section("tur", fields=[row(f"tur.{key}")]))

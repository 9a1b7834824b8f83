"""In which fields of a draft a duty is to be answered."""

from datetime import UTC, date, datetime

from assistant.drafting.belonging import fields_by_duty
from assistant.drafting.matching import Matching
from assistant.drafting.template import Template
from corpus.library import Library
from corpus.store.drafts import FieldText
from tests.assistant.drafting.own_template import own_template

TALKS = "Barnehagen skal ha minst to samtaler med foresatte i året."


def field(key: str, *, removed: bool = False, **parts: str) -> FieldText:
    now = datetime.now(UTC)
    told = {"key": key, "parts": {"text": "", **parts}, "revision": 0, "removed": removed}
    return FieldText(**told, begun_at=now, changed_at=now, by="", by_name="")


def places(library: Library, *fields: FieldText, template: Template | None = None) -> dict[str, tuple[str, ...]]:
    used = template or own_template()
    return fields_by_duty(used, fields, Matching(used, library, date(2026, 6, 1)))


def test_a_duty_belongs_to_the_field_that_asks_for_it_though_nothing_is_written_there(library: Library) -> None:
    found = places(library, *(field(one.key) for one in own_template().fields()))
    assert found[TALKS][0] == "samtaler"
    assert "forside.navn" not in {key for keys in found.values() for key in keys}


def test_the_field_that_is_there_for_the_fewest_comes_first(library: Library) -> None:
    found = places(library, *(field(one.key) for one in own_template().fields()))
    of = {key: sum(key in keys for keys in found.values()) for keys in found.values() for key in keys}
    assert all([of[key] for key in keys] == sorted(of[key] for key in keys) for keys in found.values())


def test_of_a_row_and_a_chapter_that_are_there_for_as_many_the_row_comes_first(library: Library) -> None:
    own = field("ute.eget-1", title="Samtaler med foresatte")
    assert places(library, field("samtaler"), own)[TALKS] == (own.key, "samtaler")


def test_a_row_of_ones_own_is_there_for_what_its_name_says_until_it_is_removed(library: Library) -> None:
    own = "ute.eget-1"
    named = field(own, title="Samtaler med foresatte")
    assert own in places(library, named)[TALKS]
    assert places(library, field(own, removed=True, title="Samtaler med foresatte")) == {}

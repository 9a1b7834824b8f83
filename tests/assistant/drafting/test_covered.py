"""The coverage of a draft, remembered until anything that it is made of is another."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from unittest.mock import patch

from assistant.drafting import covering
from assistant.drafting.covered import Covered, draft_coverage
from assistant.drafting.covering import Covering, Judged
from assistant.drafting.remembering import Memory
from corpus.library import Library
from corpus.store.drafts import FieldText
from tests.assistant.drafting.own_template import own_template

ANSWER = "Vi inviterer foreldrene til samtale i oktober og mars. Pedagogisk leder sender innkallingen."
DAY = date(2026, 6, 1)


def field(text: str, *, key: str = "samtaler", removed: bool = False) -> FieldText:
    now = datetime.now(UTC)
    kept = {"key": key, "parts": {"text": text}, "revision": 1, "removed": removed}
    return FieldText(**kept, begun_at=now, changed_at=now, by="kari", by_name="Kari")


def share(found: Covered) -> float | None:
    return found.coverage.share


def test_a_draft_that_is_as_it_was_is_not_read_again(library: Library, worked_out: list[int]) -> None:
    first, second = (draft_coverage(own_template(), [field(ANSWER)], library, DAY, None) for _ in range(2))
    assert len(worked_out) == 1
    assert first == second
    assert share(first)


def test_whatever_is_changed_counts_at_once(library: Library, worked_out: list[int]) -> None:
    template = own_template()
    other = template.model_copy(update={"bound": ("ingen",)})
    told = [
        draft_coverage(template, [field(ANSWER)], library, DAY, None),
        draft_coverage(template, [field("")], library, DAY, None),
        draft_coverage(template, [field(ANSWER, removed=True)], library, DAY, None),
        draft_coverage(template, [field(ANSWER)], library, date(2031, 1, 1), None),
        draft_coverage(template, [field(ANSWER)], library, DAY, "Jevnaker"),
        draft_coverage(other, [field(ANSWER)], library, DAY, None),
    ]
    assert len(worked_out) == len(told)
    assert share(told[0]) != share(told[1])
    assert share(told[1]) == share(told[2])


def test_of_a_draft_only_the_field_that_was_written_anew_is_judged_anew(library: Library) -> None:
    judged: list[str] = []

    def counted(self: Covering, duties: Sequence[str], matters: Sequence[str], text: str) -> Judged:
        judged.append(text)
        return judge(self, duties, matters, text)

    judge = Covering._judge
    with patch.object(Covering, "_judge", counted), patch.object(covering, "_JUDGED", Memory(10)):
        for said in ("Vi leser.", "Vi leser for alle."):
            draft_coverage(own_template(), [field(ANSWER), field(said, key="ute.boker")], library, DAY, None)
    assert judged == [ANSWER, "Vi leser.", "Vi leser for alle."]


def test_a_library_that_has_changed_counts_at_once(library: Library) -> None:
    before = draft_coverage(own_template(), [field(ANSWER)], library, DAY, None)
    with patch.object(library, "_snapshot", replace(library.snapshot, duties=())):
        after = draft_coverage(own_template(), [field(ANSWER)], library, DAY, None)
    assert before.coverage.duties
    assert not after.coverage.duties
    assert share(after) is None

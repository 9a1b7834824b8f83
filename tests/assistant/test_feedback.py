import json
from datetime import UTC, datetime
from typing import get_args

import pytest
from pydantic import JsonValue

from assistant.feedback import LONGEST_TEXT, PersonalDataError, candidates, checked_text
from assistant.question.kinds import Kind
from corpus.store.feedback import Feedback, Reason
from eval import golden
from eval.golden import Question
from tests.corpus.text.test_national_ids import made_up

QUOTE = "Barnehagane skal ha ein fast utedag i veka for alle barn, haust og vår."
ANSWER: dict[str, JsonValue] = {
    "status": "answered",
    "kind": "who",
    "language": "nn",
    "citations": [
        {"document_id": "turplan", "quote": "Barnehagane skal ha ein fast utedag i veka for alle barn, haust og vår."}
    ]
    * 2,
}


def case(*reasons: Reason, **parts: object) -> Feedback:
    values = {"question": "Kven har ansvar?", "answer": ANSWER, "before": ("Kva er planen?",), **parts}
    common = {"id": "0123456789abcdef", "message_id": "m", "conversation_id": "c", "given_at": datetime.now(UTC)}
    return Feedback.model_validate({**common, **values, "helpful": not reasons, "reasons": reasons})


def made(*reasons: Reason, **parts: object) -> dict[str, object]:
    found: dict[str, object] = json.loads(candidates([case(*reasons, **parts)]))
    return found


def test_a_candidate_lacks_only_what_a_person_must_say() -> None:
    candidate = made()
    assert (candidate["kind"], candidate["language"], candidate["before"]) == ("who", "nn", ["Kva er planen?"])
    assert candidate["evidence"] == [
        {"document": "turplan", "words": "Barnehagane skal ha ein fast utedag i veka for alle barn, haust"}
    ]
    assert candidate["facts"] == []
    question = Question.model_validate_json(json.dumps({**candidate, "facts": [["barnehagane"]]}))
    assert question.id == "feedback-0123456789ab"


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_that_the_golden_set_knows_as_well_is_kept(kind: Kind) -> None:
    known = kind in get_args(golden.Kind)
    assert made(answer={**ANSWER, "kind": kind.value})["kind"] == (kind.value if known else "fact")


def test_what_should_have_been_refused_has_no_answer_and_is_whole_as_it_is() -> None:
    candidate = made("should_have_refused")
    assert candidate["evidence"] == []
    assert not Question.model_validate_json(json.dumps(candidate)).answerable


def test_what_should_have_been_answered_has_one() -> None:
    refused: dict[str, JsonValue] = {"status": "not_in_sources", "kind": "fact", "language": "nb"}
    assert made("should_have_answered", answer=refused)["answerable"] is True
    assert made(answer=refused)["answerable"] is False


def test_a_source_that_was_wrong_is_no_evidence() -> None:
    assert made("wrong_page")["evidence"] == []


def test_without_its_answer_a_case_is_a_fact_and_without_its_question_nothing() -> None:
    assert made(answer=None)["kind"] == "fact"
    assert candidates([case(question="")]) == ""


def test_the_text_is_taken_without_outer_white_space_and_not_too_long() -> None:
    assert checked_text("  Se s. 9\n\0 ") == "Se s. 9"
    for wrong in ("x" * (LONGEST_TEXT + 1), "\ud800"):
        with pytest.raises(ValueError, match="tegn"):
            checked_text(wrong)


def test_personal_data_is_told_by_its_kind_alone() -> None:
    number = made_up(15, 10, "86950")
    with pytest.raises(PersonalDataError) as refused:
        checked_text(f"Gjelder {number}, ring 412 34 567")
    assert refused.value.kinds == ("national_id", "phone")
    assert number not in str(refused.value)


def test_no_number_is_hidden_among_signs_that_nobody_sees() -> None:
    number = next(filter(None, (made_up(3, 4, f"15{rest}") for rest in range(500, 600))))
    for hidden in ("\u200b", "\u2060", "\ufe0f", "\U000e0041"):
        with pytest.raises(PersonalDataError):
            checked_text(f"Barnet {hidden.join(number)} bor her")
        with pytest.raises(PersonalDataError):
            checked_text(f"Ring {hidden.join('41234567')}")
    assert checked_text("Ring\u200b oss") == "Ring oss"

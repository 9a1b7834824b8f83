from eval.observation import Observation
from eval.writing.observation import observe_writing, spread
from tests.eval.made_up import FakeWriting, answer, observation, question, refusal


def numbered(count: int) -> list[Observation]:
    return [observation(question(id=f"q-{number}")) for number in range(count)]


def ids(observations: tuple[Observation, ...]) -> list[str]:
    return [one.question.id for one in observations]


def test_a_limit_takes_questions_from_all_over() -> None:
    assert ids(spread(numbered(10), 4)) == ["q-0", "q-2", "q-5", "q-7"]
    assert ids(spread(numbered(3), 1)) == ["q-0"]


def test_no_limit_or_a_wide_one_takes_all() -> None:
    for limit in (None, 3, 9):
        assert ids(spread(numbered(3), limit)) == ["q-0", "q-1", "q-2"]


def test_what_was_asked_before_is_asked_of_the_same_system() -> None:
    asked = question(before=["Hvem er Kari?"])
    system = FakeWriting({"Hvem er Kari?": answer(), asked.question: answer()})
    (seen,) = observe_writing(system, [observation(asked)])
    assert system.calls == [("Hvem er Kari?", None), (asked.question, "c")]
    assert seen.ask_ms > 0


def test_a_refusal_where_quotes_answer_is_empty_handed() -> None:
    asked = question()
    system = FakeWriting({asked.question: refusal()})
    answered, refused = observe_writing(system, [observation(), observation(answered=refusal())])
    assert answered.is_empty_handed
    assert not refused.is_empty_handed

import pytest

from assistant.answering.answer import Answer, Status
from eval.answers.verdict import reasons
from eval.golden import Question
from eval.record import PageRef
from tests.eval.made_up import LIST, answer, citation, measure, question

EVIDENCE = frozenset({PageRef(document="plan", page=2)})


def faults(answered: Answer, asked: Question | None = None) -> list[tuple[str, str]]:
    return [(reason.fault, reason.detail) for reason in reasons(asked or question(), answered, EVIDENCE)]


def test_facts_and_a_citation_of_an_evidence_page_are_right() -> None:
    assert faults(answer("SVØMMELÆRERNE [1].", citation())) == []


def test_one_citation_of_an_evidence_page_is_enough() -> None:
    assert faults(answer("Svømmelærerne.", citation(1), citation(2))) == []


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.ANSWERED])
def test_any_refusal_is_not_right(status: Status) -> None:
    assert faults(answer("Svømmelærerne.", citation(), status=status)) == [("refused", status.value)]


def test_every_fact_must_be_there() -> None:
    asked = question(facts=[["Svømmelærerne"], ["i bassenget", "i vannet"]])
    assert faults(answer("Svømmelærerne.", citation()), asked) == [("missing fact", "i bassenget | i vannet")]


def test_a_wrong_fact_must_not_be() -> None:
    assert faults(answer("Svømmelærerne og styrer.", citation())) == [("wrong fact", "styrer")]
    assert faults(answer("Svømmelærerne, sier styrerne.", citation())) == []


def test_a_fact_in_the_quote_only_is_missing() -> None:
    assert faults(answer("Se kilden.", citation())) == [("missing fact", "Svømmelærerne | svømmelærer")]


def test_a_citation_of_another_page_or_document_is_none() -> None:
    fault = "no citation on an evidence page"
    assert faults(answer("Svømmelærerne.", citation(1))) == [(fault, "plan p. 1")]
    assert faults(answer("Svømmelærerne.", citation(2, document="other"))) == [(fault, "other p. 2")]
    assert faults(answer("Svømmelærerne.")) == [(fault, "no citation")]


def test_a_long_answer_is_not_right() -> None:
    assert faults(answer("Svømmelærerne. " * 61, citation())) == [("too long", "61 sentences, 61 words")]


def test_a_list_is_exactly_the_set() -> None:
    answered = answer("- Hammer\n- Sag\n- Spade", citation())
    assert faults(answered, question(LIST)) == [("missing item", "Skrutrekker"), ("extra item", "Spade")]


def test_a_list_may_be_long() -> None:
    bullets = "\n".join(f"- {tool}: {'Et godt ord. ' * 30}" for tool in ("Hammer", "Sag", "Skrutrekker"))
    assert faults(answer(bullets, citation()), question(LIST)) == []


def test_a_list_of_measures_is_judged_by_their_titles() -> None:
    measures = tuple(measure(title) for title in ("Sag", "Hammer", "Skrutrekker"))
    assert faults(answer("Tre tiltak [1].", citation(), measures=measures), question(LIST)) == []
    assert faults(answer("Ett tiltak [1].", citation(), measures=measures[:2]), question(LIST)) == [
        ("missing item", "Skrutrekker")
    ]


def test_a_list_needs_its_citation_too() -> None:
    answered = answer("- Hammer\n- Sag\n- Skrutrekker", citation(1))
    assert faults(answered, question(LIST)) == [("no citation on an evidence page", "plan p. 1")]

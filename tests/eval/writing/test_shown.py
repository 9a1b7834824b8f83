from eval.writing.shown import shown_sentences
from tests.eval.made_up import answer, citation

FIRST, SECOND = citation(1), citation(2).model_copy(update={"number": 2})


def read(text: str) -> list[tuple[str, list[int]]]:
    return [(one.text, [cited.page for cited in one.citations]) for one in shown_sentences(answer(text, FIRST, SECOND))]


def test_each_sentence_has_the_citations_that_follow_it() -> None:
    assert read("Barna bader. [1] [2] De fryser. [1]") == [("Barna bader.", [1, 2]), ("De fryser.", [1])]


def test_what_leads_up_or_closes_is_no_sentence_of_its_own() -> None:
    assert read("Dette gjelder:\n- Hammer [1]\n- Sag [2]\n\nDet var alt.") == [("Hammer", [1]), ("Sag", [2])]


def test_a_bracket_of_the_plan_is_no_citation() -> None:
    assert read(r"Etter vedtak \[1] skal barna bade. [2]") == [("Etter vedtak [1] skal barna bade.", [2])]


def test_an_answer_without_citations_shows_none() -> None:
    assert read("Det står ikke i planene.") == []

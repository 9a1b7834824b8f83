from eval.case import Miss, judge
from eval.observation import Observation
from eval.originals import Originals
from tests.eval.made_up import ABSENT, LIST, PAGES, WHO, answer, citation, observation, question, refusal

ORIGINALS = Originals({"plan": PAGES})


def misses(observed: Observation) -> tuple[Miss, ...]:
    return judge(observed, ORIGINALS).misses


def test_a_right_answer_misses_nothing() -> None:
    case = judge(observation(), ORIGINALS)
    assert case.right is True
    assert case.ranks == {"hybrid": 1, "bm25": 2, "dense": None}
    assert case.misses == ()


def test_an_answer_that_is_not_right_is_a_miss() -> None:
    assert misses(observation(answered=answer("Ingen.", citation()))) == ("answer",)
    assert misses(observation(answered=refusal())) == ("answer",)


def test_an_answered_question_without_an_answer_is_a_miss() -> None:
    case = judge(observation(question(ABSENT)), ORIGINALS)
    assert case.right is None
    assert case.misses == ("refusal",)
    assert misses(observation(question(ABSENT), refusal())) == ()


def test_a_wrong_first_page_is_a_miss() -> None:
    assert misses(observation(pages=(1, 2))) == ("page",)
    assert misses(observation(pages=())) == ("page",)


def test_a_quote_that_is_not_verbatim_is_a_miss() -> None:
    answered = answer("Svømmelærerne.", citation(), citation(2, "Svømmelærerne bør ha ansvar"))
    assert misses(observation(answered=answered)) == ("quote",)


def test_quotes_of_a_refusal_are_not_counted() -> None:
    refused = refusal().model_copy(update={"citations": (citation(1),)})
    assert judge(observation(answered=refused), ORIGINALS).quotes == ()


def test_only_the_first_pages_are_kept() -> None:
    assert len(judge(observation(pages=range(1, 40)), ORIGINALS).top["hybrid"]) == 5


def test_items_are_shown_for_lists_only() -> None:
    answered = answer("- Hammer", citation(3, "Hammer"))
    assert judge(observation(question(LIST), answered), ORIGINALS).items == ("Hammer",)
    assert judge(observation(question(WHO), answered), ORIGINALS).items == ()


def test_a_miss_keeps_the_passages_that_were_found() -> None:
    assert [passage.excerpt for passage in judge(observation(answered=refusal()), ORIGINALS).found][:1] == [
        "Svømmeopplæring Svømmelærerne har ansvar for at alle barn får tilbud om opp- læring i bassenget."
    ]
    assert judge(observation(), ORIGINALS).found == ()


def test_the_score_of_the_decision_and_the_times_of_the_stages_are_kept() -> None:
    told = answer("Svømmelærerne.", citation(), support=0.7, timings_ms={"embed": 4.0, "total": 6.0})
    case = judge(observation(answered=told), ORIGINALS)
    assert case.support == 0.7
    assert case.stages_ms == {"embed": 4.0}

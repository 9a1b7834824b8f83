from eval.case import judge
from eval.misses import grouped
from eval.observation import Observation
from eval.originals import Originals
from tests.eval.made_up import ABSENT, PAGES, answer, citation, observation, question, refusal

RIGHT = answer("Svømmelærerne [1].", citation())
ALTERED = answer("Svømmelærerne [1].", citation(), citation(2, "Svømmelærerne bør"))
ONE_OF_EACH = (
    observation(question(id="fine"), RIGHT),
    observation(question(id="page"), RIGHT, pages=(1, 2)),
    observation(question(id="quote"), ALTERED, pages=(1, 2)),
    observation(question(id="wrong"), answer("Ingen.", citation())),
    observation(question(id="refused"), refusal(), pages=()),
    observation(question(ABSENT, id="unfounded"), RIGHT),
    observation(question(ABSENT, id="rightly-refused"), refusal()),
)


def ids(observed: tuple[Observation, ...]) -> dict[str, list[str]]:
    groups = grouped([judge(found, Originals({"plan": PAGES})) for found in observed])
    return {group.id: [case.question.id for case in group.cases] for group in groups}


def test_each_miss_is_in_one_group_the_gravest_first() -> None:
    found = ids(ONE_OF_EACH)
    assert list(found) == ["unfounded", "refused", "wrong", "quote", "page"]
    assert all(cases == [way] for way, cases in found.items())


def test_groups_without_questions_are_left_out() -> None:
    assert ids(ONE_OF_EACH[:2]) == {"page": ["page"]}
    assert ids(ONE_OF_EACH[:1]) == {}

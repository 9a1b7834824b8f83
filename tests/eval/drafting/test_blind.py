"""What the text of a pair tells by itself."""

import pytest

from eval.drafting.blind import area, blind_scores
from eval.drafting.golden import GoldenPair, load_drafting, load_further, load_swapped

OUT, TALKS = "Barnehagene skal ha en fast utedag i uka.", "Foreldrene skal få to samtaler i året."


def pair(duty: str, text: str, *, answers: bool) -> GoldenPair:
    told = {"id": text, "document": "plan", "page": 1, "kind": "concrete", "language": "nb", "split": "dev"}
    return GoldenPair.model_validate({"duty": duty, "text": text, "answers": answers, **told})


def test_the_area_counts_ties_by_half() -> None:
    assert area([(2, True), (1, False), (1, True), (0, False)]) == pytest.approx(3.5 / 4)
    assert area([(0, True), (1, False)]) == 0


def test_a_word_that_goes_with_what_is_true_tells_of_other_duties_too() -> None:
    learnt = [
        pair(OUT, "Huset er ute hver onsdag", answers=True),
        pair(OUT, "Gjerdet males hver onsdag", answers=False),
    ]
    asked = [pair(TALKS, "Huset inviterer", answers=True), pair(TALKS, "Gjerdet er grønt", answers=False)]
    assert area(blind_scores(asked, learnt)) == 1


def test_nothing_is_learnt_from_pairs_of_the_same_duty() -> None:
    learnt = [pair(TALKS, "Huset inviterer", answers=True), pair(TALKS, "Gjerdet er grønt", answers=False)]
    assert [score for score, _ in blind_scores(learnt, learnt)] == [0, 0]


def test_each_swapped_text_stands_once_beside_what_it_answers_and_once_beside_another() -> None:
    sides: dict[str, list[bool]] = {}
    for one in load_swapped():
        sides.setdefault(one.text, []).append(one.answers)
    assert all(sorted(found) == [False, True] for found in sides.values())
    assert area(blind_scores(load_swapped(), load_further()["first"])) == pytest.approx(0.5, abs=0.05)


def test_what_is_there_to_learn_from_is_not_measured() -> None:
    golden = load_drafting()
    assert golden is not None
    measured = {one.text for one in golden.pairs if one.split == "test"}
    further = [one for found in load_further().values() for one in found]
    assert measured.isdisjoint(one.text for one in (*further, *load_swapped()))
    assert {one.split for one in further} == {"dev"}
    assert len({one.id for one in further}) == len(further)

"""The figures of drafting."""

from eval.drafting.figures import drafting_figures
from eval.drafting.score import score_drafting
from tests.eval.drafting.made_up_drafting import RIGHT, WRONG, FakeDrafting, FakeSuggestion, golden


def test_a_hit_is_an_acceptable_passage_among_the_first_three() -> None:
    suggested = {"swimming": [WRONG, WRONG, RIGHT], "diving": [WRONG, WRONG, WRONG, RIGHT]}
    score = score_drafting(FakeDrafting(suggested), golden())
    assert score.suggestions["dev"].hit_3.value == 1
    assert score.suggestions["test"].hit_3.value == 0
    assert score.suggestions["test"].any.value == 1
    assert (score.suggestions["dev"].acceptable.hits, score.suggestions["dev"].acceptable.total) == (1, 3)


def test_fields_without_suggestions_are_counted() -> None:
    score = score_drafting(FakeDrafting(), golden())
    assert score.suggestions["dev"].any.value == 0
    assert score.suggestions["dev"].hit_3.value == 0


def test_every_jurisdiction_counts() -> None:
    score = score_drafting(FakeDrafting({"swimming": [RIGHT]}, jurisdictions=("Her", "Der")), golden())
    assert score.suggestions["dev"].hit_3.total == 2


def test_of_an_original_the_page_is_enough_and_of_a_retelling_it_is_not() -> None:
    same_page = {"retelling": False, "text": "I andre ord."}
    original = FakeSuggestion("plan", 2, **same_page)  # type: ignore[arg-type]
    retold = FakeSuggestion("plan", 2, "I andre ord.")
    score = score_drafting(FakeDrafting({"swimming": [original], "diving": [retold]}), golden())
    assert score.suggestions["dev"].hit_3.value == 1
    assert score.suggestions["test"].hit_3.value == 0


def test_a_measure_that_may_also_be_named_is_neither_right_nor_wrong() -> None:
    score = score_drafting(FakeDrafting(matched={"swimming": ["Kurs", "Basseng"]}), golden())
    assert (score.measures_precision.hits, score.measures_precision.total) == (1, 1)
    wrong = score_drafting(FakeDrafting(matched={"swimming": ["Hammer"]}), golden())
    assert (wrong.measures_precision.value, wrong.measures_recall.value) == (0, 0)


def test_f1_is_of_what_was_said_to_answer_and_what_does() -> None:
    score = score_drafting(FakeDrafting(answering=["p1", "p3"]), golden()).answers["test"]
    assert (score.precision.value, score.recall.value, score.f1.value) == (0.5, 0.5, 0.5)
    assert score.right_by_kind["reworded"].value == 0
    assert score.right_by_kind["half"].value == 1


def test_thresholds_are_of_the_test_split_where_it_was_asked() -> None:
    system = FakeDrafting({"swimming": [RIGHT]}, answering=["p1", "p2"])
    assert score_drafting(system, golden()).figures["suggestion_hit_3"].value == 0
    only_dev = golden(
        fields=golden().fields[:1], pairs=tuple(one.model_copy(update={"split": "dev"}) for one in golden().pairs)
    )
    figures = score_drafting(system, only_dev).figures
    assert (figures["suggestion_hit_3"].value, figures["coverage_f1"].value) == (1, 1)


def test_every_figure_is_told_by_name() -> None:
    told = drafting_figures(score_drafting(FakeDrafting({"swimming": [RIGHT]}), golden()))
    assert {"suggestion hit@3, dev", "coverage F1, test", "measures of fields, recall"} <= told.keys()

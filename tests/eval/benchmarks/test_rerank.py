from pathlib import Path

import pytest

import corpus.documents as shipped
from corpus.library import Library
from eval.benchmarks.rerank import Asked, Figures, asked_of, fused_by_rank, main, measure, rankings, table
from eval.record import PageRef
from tests.conftest import PLAN_ID

ROW = PageRef(document=PLAN_ID, page=3)


def page(number: int) -> PageRef:
    return PageRef(document="plan", page=number)


def test_fusion_by_rank_puts_first_what_both_have_near_the_top() -> None:
    assert fused_by_rank([[page(1), page(2), page(3)], [page(4), page(2)]])[0] == page(2)
    assert fused_by_rank([[page(1)], [page(2)]]) == [page(1), page(2)]


def test_every_way_of_ranking_is_measured_on_its_own(library: Library) -> None:
    ways = rankings(library, None)
    assert list(ways) == ["BM25 alone", "dense alone", "reciprocal rank fusion", "the learnt combination"]
    asked = [Asked("Hvem har ansvar for svømmekurs for femåringer?", frozenset({ROW}))]
    for ranking in ways.values():
        found = measure(library, ranking, asked)
        assert (found.hit_1, found.ndcg_10, len(found.times)) == (1, 1, 1)
    wrong = measure(library, ways["BM25 alone"], [Asked(asked[0].text, frozenset({page(1)}))])
    assert (wrong.hit_1, wrong.ndcg_10) == (0, 0)


def test_what_is_not_found_at_all_is_no_hit(library: Library) -> None:
    found = measure(library, rankings(library, None)["BM25 alone"], [Asked("Xyzzy?", frozenset({ROW}))])
    assert (found.hit_1, found.ndcg_10) == (0, 0)


def test_each_way_has_a_line() -> None:
    shown = table({"one": Figures(0.5, 0.75, (1.0, 3.0)), "other": Figures(1, 1, (2.0,))})
    assert [list(column.cells) for column in shown.columns] == [
        ["one", "other"],
        ["0.500", "1.000"],
        ["0.750", "1.000"],
        ["1.0", "2.0"],
        ["3.0", "2.0"],
    ]


def test_the_shipped_plans_answer_the_development_questions() -> None:
    questions = asked_of(Path(shipped.__path__[0]))
    assert len(questions) > 200
    assert all(asked.right for asked in questions)


def test_plans_that_no_golden_question_is_about_are_said_to_be(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(plans)])
    assert "skipped" in capsys.readouterr().out


def test_a_folder_without_plans_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="Ranking cannot be measured"):
        main([str(tmp_path)])

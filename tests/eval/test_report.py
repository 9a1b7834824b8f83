import re
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from rich.console import Console

from eval.console import show
from eval.evaluation import Evaluation, evaluate
from eval.originals import Originals
from eval.report import html, write
from eval.thresholds import load
from tests.eval.made_up import ABSENT, LIST, PAGES, answer, citation, observation, question

BAD_ANSWER = answer("Styrer <b>alene</b> [1].", citation(1, "Styrer alene"))
OBSERVATIONS = (
    observation(question(id="right-01")),
    observation(answered=BAD_ANSWER, pages=(1, 3)),
    observation(question(LIST), answer("- Hammer\n- Spade", citation(3, "▸ Hammer ▸ Sag")), pages=(3,)),
    observation(question(ABSENT), pages=()),
)


def evaluation() -> Evaluation:
    return evaluate(
        OBSERVATIONS,
        Originals({"plan": PAGES}),
        load(None),
        corpus="made-up",
        split="dev",
        measured_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def details(page: str, name: str) -> str:
    found = re.search(rf'<details id="{name}">.*?</details>', page, re.DOTALL)
    assert found
    return re.sub(r"\s+", " ", found.group())


def test_the_json_reads_back_as_the_same_evaluation(tmp_path: Path) -> None:
    json_path, html_path = write(evaluation(), tmp_path / "new" / "folder")
    assert Evaluation.model_validate_json(json_path.read_text(encoding="utf-8")) == evaluation()
    assert html_path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_page_needs_nothing_beside_it() -> None:
    assert not re.search(r"<(script|link|img)|\bsrc=|url\(|https?:", html(evaluation()))


def test_every_figure_is_on_the_page() -> None:
    page = re.sub(r"<[^>]+>", " ", html(evaluation()))
    for heading in ("Thresholds: missed", "Retrieval", "By kind", "By written form", "By split", "By document"):
        assert heading in page
    for name in ("bm25 alone", "dense alone", "wrong_refusals_max", "ask, p95", "missing item", "extra item", "nn"):
        assert name in page
    assert "1 of 4" not in page
    assert "Misses: 3 of 4 questions" in page


def test_a_miss_shows_what_was_asked_expected_answered_cited_and_found() -> None:
    miss = details(html(evaluation()), "who-01")
    for part in (
        "Hvem lærer barna å svømme?",
        "fact: Svømmelærerne | svømmelærer",
        "not: styrer",
        "pages: plan p. 2",
        "wrong fact: styrer",
        "[1] plan p. 1 (NOT verbatim): «Styrer alene»",
        "hybrid (evidence at none): plan p. 1; plan p. 3",
    ):
        assert part in miss


def test_an_answer_is_shown_as_text_not_as_markup() -> None:
    page = html(evaluation())
    assert "Styrer &lt;b&gt;alene&lt;/b&gt; [1]." in page
    assert "<b>alene" not in page


def test_a_list_shows_its_items_and_an_unanswerable_question_that_it_should_be_refused() -> None:
    page = html(evaluation())
    assert "item: Skrutrekker" in details(page, "list-01")
    assert "Spade<br>" in details(page, "list-01")
    assert "a refusal (absent subject)" in details(page, "absent-01")


def test_a_right_answer_is_no_miss() -> None:
    assert 'id="right-01"' not in html(evaluation())


def test_the_terminal_shows_the_same_figures() -> None:
    screen = StringIO()
    show(evaluation(), Console(file=screen, width=200))
    text = screen.getvalue()
    for part in ("hybrid", "bm25", "dense", "MRR", "near misses", "MISSED", "Thresholds missed.", "p50 5.00 ×"):
        assert part in text

import json
import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

import eval.report as report
from eval.change import Change
from eval.console import show
from eval.evaluation import Evaluation
from eval.lastrun import Incomparable
from eval.observation import Observation
from eval.report import html, write
from tests.eval.made_up import ABSENT, LIST, answer, citation, evaluated, observation, question, refusal

BAD_ANSWER = answer("Styrer <b>alene</b> [1].", citation(1, "Styrer alene"), support=0.7)
STAGES = {"understand": 0.5, "embed": 5.0, "total": 9.0}
OBSERVATIONS = (
    observation(question(id="right-01"), answer("Svømmelærerne [1].", citation(), support=0.9, timings_ms=STAGES)),
    observation(answered=BAD_ANSWER, pages=(1, 3)),
    observation(question(LIST), answer("- Hammer\n- Spade", citation(3, "▸ Hammer ▸ Sag")), pages=(3,)),
    observation(question(ABSENT), pages=()),
)
FIRST = Incomparable(reason="There is no earlier run in this folder.")


def evaluation() -> Evaluation:
    return evaluated(*OBSERVATIONS)


def page_of(run: Evaluation) -> str:
    return html(run, FIRST)


def details(page: str, name: str) -> str:
    found = re.search(rf'<details id="{name}">.*?</details>', page, re.DOTALL)
    assert found
    return re.sub(r"\s+", " ", found.group())


def test_the_json_reads_back_as_the_same_evaluation(tmp_path: Path) -> None:
    written = write(evaluation(), tmp_path / "new" / "folder")
    assert Evaluation.model_validate_json(written.json_path.read_text(encoding="utf-8")) == evaluation()
    assert written.html_path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_page_needs_nothing_beside_it() -> None:
    assert not re.search(r"<(script|link|img)|\bsrc=|url\(|https?:", page_of(evaluation()))


def test_every_figure_is_on_the_page() -> None:
    page = re.sub(r"<[^>]+>", " ", page_of(evaluation()))
    for heading in ("Thresholds: missed", "Retrieval", "By kind", "By written form", "By split", "By document"):
        assert heading in page
    for name in (
        "bm25 alone",
        "dense alone",
        "wrong_refusals_max",
        "the whole: ask",
        "understand",
        "missing item",
        "extra item",
        "nn",
    ):
        assert name in page
    assert "Misses: 3 of 4 questions" in page


def test_a_miss_shows_what_was_asked_expected_answered_cited_and_found() -> None:
    miss = details(page_of(evaluation()), "who-01")
    for part in (
        "Hvem lærer barna å svømme?",
        "fact: Svømmelærerne | svømmelærer",
        "not: styrer",
        "plan: «ansvar for at alle barn»",
        "pages: plan p. 2",
        "first found at: hybrid none, bm25 none, dense none",
        "wrong fact: styrer",
        "not verbatim: [1] plan p. 1: «Styrer alene»",
        "hybrid: plan p. 1; plan p. 3",
        "<b>plan p. 3</b> Plan <span",
        "Verktøy ▸ Hammer ▸ Sag ▸ Skrutrekker",
        "answered, score 0.70, 10 ms",
    ):
        assert part in miss


def test_an_answer_is_shown_as_text_not_as_markup() -> None:
    page = page_of(evaluation())
    assert "Styrer &lt;b&gt;alene&lt;/b&gt; [1]." in page
    assert "<b>alene" not in page


def test_a_list_shows_its_items_and_an_unanswerable_question_that_it_should_be_refused() -> None:
    page = page_of(evaluation())
    assert "item: Skrutrekker" in details(page, "list-01")
    assert "<li>Spade</li>" in details(page, "list-01")
    assert "a refusal (absent subject)" in details(page, "absent-01")
    assert "the documents hold no answer (the subject is absent)" in details(page, "absent-01")


def test_of_the_passages_found_those_on_an_evidence_page_are_marked() -> None:
    page = page_of(evaluated(observation(answered=answer("Ingen.", citation()), pages=(1, 2))))
    first, second = re.findall(r"<li><b>plan p\. .*?</li>", page, re.DOTALL)
    assert "evidence page" not in first
    assert "evidence page" in second
    assert "Svømmelærerne har ansvar" in second


def test_what_was_asked_before_is_shown_with_a_miss() -> None:
    followup = question(kind="followup", before=["Hvem er Kari?"])
    assert "<li>Hvem er Kari?</li>" in details(page_of(evaluated(observation(followup, refusal()))), "who-01")


def test_misses_stand_under_what_went_wrong_with_links_to_them() -> None:
    page = page_of(evaluation())
    for way, count in (("unfounded", 1), ("wrong", 2)):
        assert re.search(rf'<li><a href="#group-{way}">[^<]+</a>: {count}</li>', page)
        assert f'<h3 id="group-{way}">' in page
    assert page.index('id="absent-01"') < page.index('id="who-01"')


def test_the_pictures_stand_beside_their_tables() -> None:
    page = page_of(evaluated(*OBSERVATIONS, observation(question(kind="followup", before=["Hvem?"]))))
    assert len(re.findall(r'<svg [^>]*role="img"', page)) == 4
    for name in ("kinds", "forms", "risk", "times"):
        title = re.search(rf'<title id="{name}-title">([^<]+)</title>', page)
        assert title
        named = f'aria-labelledby="{name}-title {name}-desc"'
        assert re.search(rf'<figure><svg [^>]*{named}.*?</figure>\s*<div class="wide"[^>]*><table>', page)
    assert re.search(r'<text[^>]*class="label">followup</text>', page)
    assert "5 of the 5" not in page
    assert "2 of the 5 questions were decided by a score" in page


def test_without_scores_the_page_says_that_there_is_no_curve() -> None:
    page = page_of(evaluated(observation()))
    assert "there is no curve" in page
    assert 'id="risk-title"' not in page


def test_every_id_is_there_once_and_every_link_leads_somewhere() -> None:
    page = page_of(evaluation())
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_the_page_is_drawn_for_light_and_for_dark() -> None:
    page = page_of(evaluation())
    assert "@media (prefers-color-scheme: dark)" in page
    used = set(re.findall(r"var\((--\w+)\)", page))
    for theme in re.findall(r":root \{(.*?)\}", page, re.DOTALL):
        assert used <= set(re.findall(r"(--\w+):", theme))


def test_a_right_answer_is_no_miss() -> None:
    assert 'id="right-01"' not in page_of(evaluation())


def test_the_terminal_shows_the_same_figures() -> None:
    screen = StringIO()
    show(evaluation(), FIRST, Console(file=screen, width=200))
    text = screen.getvalue()
    for part in ("hybrid", "bm25", "dense", "MRR", "near misses", "MISSED", "Thresholds missed.", "p50 5.00 ×"):
        assert part in text


def later(*observations: Observation) -> Evaluation:
    run = evaluated(*observations)
    return run.model_copy(update={"measured_at": datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=1)})


def test_the_change_from_the_run_that_stood_in_the_folder_is_told(tmp_path: Path) -> None:
    assert write(evaluation(), tmp_path).change == FIRST
    better = observation(answered=answer("Svømmelærerne [1].", citation()))
    worse = observation(question(id="right-01"), refusal())
    written = write(later(worse, better, *OBSERVATIONS[2:]), tmp_path)
    assert isinstance(written.change, Change)
    page = written.html_path.read_text(encoding="utf-8")
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "The last run was 2026-01-01 00:00 UTC. Both asked the same 4 questions." in told
    assert "Turned wrong: 1 right-01 Hvem lærer barna å svømme? right → refused" in told
    assert "Turned right: 1 who-01 Hvem lærer barna å svømme? not right → right" in told
    assert '<a href="#right-01">' in page
    assert '<a href="#who-01">' not in page
    assert re.search(r"answers right 0\.333 \(1/3, [^)]+\) 0\.333 \(1/3, [^)]+\) ±0", told)
    assert "wrong refusals (less is better)" in told
    assert "+0.333" in told
    assert json.loads(written.json_path.read_text(encoding="utf-8"))["measured_at"].startswith("2026-01-02")


def test_the_next_run_is_compared_with_this_one(tmp_path: Path) -> None:
    for _ in range(2):
        write(evaluation(), tmp_path)
    assert isinstance(write(evaluation(), tmp_path).change, Change)


def test_a_damaged_report_is_told_and_replaced(tmp_path: Path) -> None:
    (tmp_path / "evaluation.json").write_text('{"corpus": ', encoding="utf-8")
    written = write(evaluation(), tmp_path)
    page = written.html_path.read_text(encoding="utf-8")
    assert "The earlier run in this folder is damaged or of another version" in page
    assert Evaluation.model_validate_json(written.json_path.read_text(encoding="utf-8")) == evaluation()


def left(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_a_run_that_is_stopped_while_it_writes_leaves_the_last_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(evaluation(), tmp_path)
    before = left(tmp_path)
    real = Path.write_text

    def full(path: Path, text: str, encoding: str) -> int:
        real(path, text[:100], encoding=encoding)
        if "html" in path.name:
            raise OSError(28, "No space left on device")
        return 100

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left"):
        write(evaluated(observation()), tmp_path)
    monkeypatch.undo()
    assert left(tmp_path) == before


def test_a_page_that_cannot_be_drawn_leaves_the_last_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(evaluation(), tmp_path)
    before = left(tmp_path)
    monkeypatch.setattr(report, "TEMPLATES", tmp_path / "nowhere")
    with pytest.raises(Exception, match=r"report\.html"):
        write(evaluated(observation()), tmp_path)
    assert left(tmp_path) == before


def test_nothing_but_the_report_is_left_in_the_folder(tmp_path: Path) -> None:
    write(evaluation(), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evaluation.html", "evaluation.json"]


def test_the_terminal_tells_how_many_questions_turned(tmp_path: Path) -> None:
    write(evaluation(), tmp_path)
    written = write(later(observation(question(id="right-01"), refusal()), *OBSERVATIONS[1:]), tmp_path)
    screen = StringIO()
    show(evaluation(), written.change, Console(file=screen, width=200))
    assert "Change since 2026-01-01 00:00 UTC: of 4 questions, 0 turned right and 1 turned wrong." in screen.getvalue()
    show(evaluation(), FIRST, Console(file=screen, width=200))
    assert "Change: There is no earlier run in this folder. Nothing is compared." in screen.getvalue()

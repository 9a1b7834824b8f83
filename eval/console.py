"""The figures on the terminal."""

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.change import Change
from eval.drafting.figures import drafting_figures
from eval.drafting.score import DraftingScore
from eval.evaluation import Evaluation, Groups
from eval.lastrun import Incomparable
from eval.retrieval.score import CUTOFFS
from eval.writing.figures import figures
from eval.writing.score import WritingScore


def show(evaluation: Evaluation, change: Change | Incomparable, console: Console) -> None:
    """Print the tables of an evaluation and what changed, the thresholds last."""
    for table in _tables(evaluation):
        console.print(table)
    console.print(_changed(change), markup=False, soft_wrap=True)
    console.print("All thresholds met." if evaluation.met else "Thresholds missed.")


def _tables(evaluation: Evaluation) -> Iterator[Table]:
    yield _retrieval(evaluation)
    yield _figures(evaluation)
    yield _groups("kind", evaluation.by_kind)
    yield _groups("written form", evaluation.by_form)
    if evaluation.writing:
        yield _writing(evaluation.writing)
    if evaluation.drafting:
        yield _drafting(evaluation.drafting)
    yield _thresholds(evaluation)


def _changed(change: Change | Incomparable) -> str:
    if isinstance(change, Incomparable):
        return f"Change: {change.reason} Nothing is compared."
    right, wrong = len(change.turned_right), len(change.turned_wrong)
    since = f"{change.since:%Y-%m-%d %H:%M %Z}"
    return f"Change since {since}: of {change.alike} questions, {right} turned right and {wrong} turned wrong."


def _retrieval(evaluation: Evaluation) -> Table:
    table = Table("retrieval", *(f"page-hit@{cutoff}" for cutoff in CUTOFFS), "MRR")
    for side, score in evaluation.retrieval.items():
        mrr = "–" if score.mrr is None else f"{score.mrr:.3f}"
        table.add_row(side, *(str(score.page_hit[cutoff]) for cutoff in CUTOFFS), mrr)
    return table


def _figures(evaluation: Evaluation) -> Table:
    refusal, latency = evaluation.refusal, evaluation.latency
    ratio = "–" if latency.ask_to_embed is None else f"{latency.ask_to_embed:.2f} × the embedding alone"
    table = Table(f"{evaluation.questions} questions", "")
    table.add_row("cross-encoder", evaluation.reranker or "none")
    table.add_row("answers right", str(evaluation.answers_right))
    table.add_row("refusal recall", str(refusal.recall))
    table.add_row("  near misses", str(refusal.near_miss))
    table.add_row("  absent", str(refusal.absent))
    table.add_row("wrong refusals", str(refusal.wrong))
    table.add_row("quotes verbatim", str(evaluation.quotes_verbatim))
    table.add_row("latency p50, p95", f"{latency.ask_p50_ms:.1f} ms, {latency.ask_p95_ms:.1f} ms; p50 {ratio}")
    return table


def _groups(name: str, groups: Groups) -> Table:
    table = Table(name, "answers right", "page-hit@1", "page-hit@5")
    for group, score in groups.items():
        table.add_row(group, str(score.answers_right), str(score.page_hit_1), str(score.page_hit_5))
    return table


def _writing(score: WritingScore) -> Table:
    table = Table(f"language model: {escape(score.model)}", "")
    for name, figure in figures(score).items():
        table.add_row(name, escape(str(figure)))
    return table


def _drafting(score: DraftingScore) -> Table:
    table = Table("drafting", "")
    for name, figure in drafting_figures(score).items():
        table.add_row(name, escape(str(figure)))
    return table


def _thresholds(evaluation: Evaluation) -> Table:
    table = Table("threshold", "limit", "measured", "")
    for outcome in evaluation.checks:
        limit = f"{'≤' if outcome.upper else '≥'} {outcome.limit:.2f}"
        table.add_row(outcome.name, limit, str(outcome.measured), "met" if outcome.met else "MISSED")
    return table

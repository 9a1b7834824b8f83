"""The figures as files: JSON for machines, one HTML page for readers."""

import os
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from eval.change import Change, compare
from eval.charts.bars import bars
from eval.charts.histogram import histograms
from eval.charts.risk import risk_coverage
from eval.drafting.figures import drafting_figures
from eval.evaluation import Evaluation, Groups
from eval.lastrun import Incomparable, LastRun, read
from eval.latency.score import by_stage
from eval.misses import grouped
from eval.ratio import Ratio
from eval.record import Record
from eval.refusal.curve import at, curve
from eval.retrieval.score import CUTOFFS
from eval.writing.figures import figures

JSON_FILE = "evaluation.json"
HTML_FILE = "evaluation.html"
TEMPLATES = Path(__file__).parent / "templates"
THRESHOLDS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)


class Written(Record):
    """Where the report stands, and what changed since the one that stood there."""

    json_path: Path
    html_path: Path
    change: Change | Incomparable


def write(evaluation: Evaluation, folder: Path) -> Written:
    """Write the JSON and the HTML report into a folder, made if need be, in the place of those of the last run.

    Both are whole under other names before either takes its place.
    """
    folder.mkdir(parents=True, exist_ok=True)
    json_path, html_path = folder / JSON_FILE, folder / HTML_FILE
    last = read(json_path, evaluation)
    change = compare(last, evaluation) if isinstance(last, LastRun) else last
    json = evaluation.model_dump_json(indent=2) + "\n"
    _put_in_place({json_path: json, html_path: html(evaluation, change)})
    return Written(json_path=json_path, html_path=html_path, change=change)


def html(evaluation: Evaluation, change: Change | Incomparable) -> str:
    """The report as one self-contained HTML page."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    cases = evaluation.cases
    risk = curve(cases)
    return environment.get_template("report.html").render(
        run=evaluation,
        cutoffs=CUTOFFS,
        kinds=bars("kinds", "Answers right by kind", _right(evaluation.by_kind), evaluation.answers_right),
        forms=bars("forms", "Answers right by written form", _right(evaluation.by_form), evaluation.answers_right),
        curve=risk,
        risk=risk_coverage("risk", risk) if risk.points else None,
        thresholds=[at(cases, threshold) for threshold in THRESHOLDS],
        times=_times(evaluation),
        misses=grouped(cases),
        figures=figures(evaluation.writing) if evaluation.writing else {},
        drafting=drafting_figures(evaluation.drafting) if evaluation.drafting else {},
        change=change if isinstance(change, Change) else None,
        uncompared=change.reason if isinstance(change, Incomparable) else None,
    )


def _right(groups: Groups) -> dict[str, Ratio]:
    return {name: score.answers_right for name, score in groups.items()}


def _times(evaluation: Evaluation) -> str:
    cases = evaluation.cases
    stages = by_stage(case.stages_ms for case in cases)
    return histograms(
        "times",
        "Time of an answer, and of each of its stages",
        {"the whole": [case.ask_ms for case in cases], **stages},
    )


def _put_in_place(contents: Mapping[Path, str]) -> None:
    """Write files, none of them half: a run that is stopped leaves those of the last one."""
    unfinished = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in contents}
    try:
        for path, text in contents.items():
            unfinished[path].write_text(text, encoding="utf-8")
        for path, temporary in unfinished.items():
            temporary.replace(path)
    finally:
        for temporary in unfinished.values():
            temporary.unlink(missing_ok=True)

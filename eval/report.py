"""The figures as files: JSON for machines, one HTML page for readers."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from eval.evaluation import Evaluation
from eval.retrieval.score import CUTOFFS

JSON_FILE = "evaluation.json"
HTML_FILE = "evaluation.html"


def write(evaluation: Evaluation, folder: Path) -> tuple[Path, Path]:
    """Write the JSON and the HTML report into a folder, made if need be; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    json_path, html_path = folder / JSON_FILE, folder / HTML_FILE
    json_path.write_text(evaluation.model_dump_json(indent=2) + "\n", encoding="utf-8")
    html_path.write_text(html(evaluation), encoding="utf-8")
    return json_path, html_path


def html(evaluation: Evaluation) -> str:
    """The report as one self-contained HTML page."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("report.html").render(run=evaluation, cutoffs=CUTOFFS)

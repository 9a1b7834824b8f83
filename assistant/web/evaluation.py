"""The last evaluation: its figures, and the report as it was written, its style sheet apart for the page's policy."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.api.access import Administrator
from assistant.web.errors import error_page
from assistant.web.paths import href
from assistant.web.rendering import render

router = APIRouter(dependencies=[Administrator])

_JSON, _HTML = "evaluation.json", "evaluation.html"
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class _Kept(BaseModel):
    """What is read of a file that another version may have written."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Share(_Kept):
    """So many of so many."""

    hits: int
    total: int


class Refusals(_Kept):
    """How questions without an answer, and those with one, were refused."""

    recall: Share
    wrong: Share


class Check(_Kept):
    """A figure beside its limit."""

    name: str
    met: bool


class Ranking(_Kept):
    """How often the evidence is among the first pages, by how many."""

    page_hit: Mapping[int, Share]


class Latency(_Kept):
    """Milliseconds."""

    ask_p50_ms: float
    ask_p95_ms: float


class LastEvaluation(_Kept):
    """The figures of the last evaluation."""

    corpus: str
    split: str | None
    measured_at: datetime
    questions: int
    answers_right: Share
    quotes_verbatim: Share
    refusal: Refusals
    retrieval: Mapping[str, Ranking]
    latency: Latency
    met: bool


def last(folder: Path) -> LastEvaluation | None:
    """The last evaluation that was written to a folder; None where there is none that can be read."""
    try:
        path = folder / _JSON
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, ValidationError):
        return None


@router.get("/admin/evaluering")
def page(request: Request) -> Response:
    """The figures of the last evaluation, and where the whole report is."""
    folder: Path = request.app.state.settings.evaluation_dir
    context = {"evaluation": last(folder), "folder": str(folder), "has_report": (folder / _HTML).is_file()}
    return render(request, "admin_evaluation.html", context)


@router.get("/admin/evaluering/rapport")
def report(request: Request) -> Response:
    """The report as it was written."""
    html = _report(request)
    if html is None:
        return error_page(request, 404)
    link = f'<link rel="stylesheet" href="{href(request, "/admin/evaluering/rapport.css")}">'
    return Response(_STYLE.sub(lambda _: link, html, count=1), media_type="text/html; charset=utf-8")


@router.get("/admin/evaluering/rapport.css")
def report_style(request: Request) -> Response:
    """The report's own style sheet."""
    style = _STYLE.search(_report(request) or "")
    if style is None:
        return error_page(request, 404)
    return Response(style[1], media_type="text/css; charset=utf-8")


def _report(request: Request) -> str | None:
    folder: Path = request.app.state.settings.evaluation_dir
    try:
        return (folder / _HTML).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> LastEvaluation:
    return LastEvaluation.model_validate_json(path.read_bytes())

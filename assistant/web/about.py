"""Pages about the service itself: how accessible it is, and what it keeps."""

from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from assistant.web import language, scope
from assistant.web.navigation import Link
from assistant.web.rendering import render
from corpus.schema import Base

router = APIRouter()

LINKS: tuple[Link, ...] = (
    Link("/tilgjengelighet", "about.accessibility", place="footer"),
    Link("/personvern", "about.privacy", place="footer"),
)


class Kept(NamedTuple):
    """Something that is kept: the keys of what it is, why and for how long, and the tables that hold it."""

    what: str
    why: str
    how_long: str
    tables: frozenset[str]


KEPT = (
    Kept(
        "about.documents",
        "about.documents_why",
        "about.documents_long",
        frozenset(
            {"document", "generation", "page", "passage", "measure", "unit", "duty", "term", "embedding"}
            | {"embedding_use", "setting"}
        ),
    ),
    Kept(
        "about.conversations",
        "about.conversations_why",
        "about.conversations_long",
        frozenset({"conversation", "turn", "turn_document"}),
    ),
    Kept("about.feedback", "about.feedback_why", "about.feedback_long", frozenset({"feedback"})),
    Kept("about.corrections", "about.corrections_why", "about.corrections_long", frozenset({"correction"})),
)
"""All that is kept in tables; a table that nothing here tells of fails a test."""

_BROWSER_COOKIE = "planassistent-browser"


@router.get("/tilgjengelighet")
def accessibility(request: Request) -> Response:
    """What is known of the accessibility of these pages."""
    return render(request, "accessibility.html")


@router.get("/personvern")
def privacy(request: Request) -> Response:
    """What is kept, where, for how long and who sees it; of this build, as its tables have it."""
    tables = Base.metadata.tables
    answers_are_kept = "answer" in tables["turn"].columns
    has_owners = "owner" in tables["conversation"].columns
    cookies = [(language.COOKIE, "about.cookie_language"), (scope.COOKIE, "about.cookie_scope")]
    context = {
        "kept": [one for one in KEPT if one.tables & set(tables)],
        "cookies": [*cookies, (_BROWSER_COOKIE, "about.cookie_browser")] if has_owners else cookies,
        "answers_are_kept": answers_are_kept,
        "has_owners": has_owners,
    }
    return render(request, "privacy.html", context)

"""Pages about the service itself: how accessible it is, and what it keeps."""

from typing import NamedTuple
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response

from assistant.api import owner
from assistant.api.access import Public
from assistant.auth import sessions
from assistant.web import language, my_unit, scope
from assistant.web.navigation import Link
from assistant.web.rendering import render

router = APIRouter(dependencies=[Public])

LINKS: tuple[Link, ...] = (
    Link("/tilgjengelighet", "about.accessibility", place="footer"),
    Link("/personvern", "about.privacy", place="footer"),
)


class Kept(NamedTuple):
    """Something that is kept: the keys of what it is, why and for how long, and the tables that hold it.

    `days` is the setting that says how long, where one does; `of_teams` what is kept only where Teams is set up.
    """

    what: str
    why: str
    how_long: str
    tables: frozenset[str]
    days: str | None = None
    of_teams: bool = False


KEPT = (
    Kept(
        "about.documents",
        "about.documents_why",
        "about.documents_long",
        frozenset(
            {"document", "generation", "page", "passage", "measure", "unit", "duty", "term", "embedding"}
            | {"embedding_use", "original", "setting", "library_state", "worker"}
        ),
    ),
    Kept(
        "about.conversations",
        "about.conversations_why",
        "about.conversations_long",
        frozenset({"conversation", "turn", "turn_document"}),
        "conversation_days",
    ),
    Kept(
        "about.drafts",
        "about.drafts_why",
        "about.drafts_long",
        frozenset({"draft", "draft_field", "draft_version", "draft_source", "draft_comment"}),
        "draft_days",
    ),
    Kept("about.uploads", "about.uploads_why", "about.uploads_long", frozenset({"held_file"})),
    Kept("about.jobs", "about.jobs_why", "about.jobs_long", frozenset({"job"})),
    Kept("about.feedback", "about.feedback_why", "about.feedback_long", frozenset({"feedback"})),
    Kept("about.logins", "about.logins_why", "about.logins_long", frozenset({"login_session"})),
    Kept(
        "about.accounts",
        "about.accounts_why",
        "about.accounts_long",
        frozenset({"account"}),
        "account_days",
    ),
    Kept(
        "about.links", "about.links_why", "about.links_long", frozenset({"entra_link", "entra_groups"}), of_teams=True
    ),
    Kept(
        "about.teams",
        "about.teams_why",
        "about.teams_long",
        frozenset({"teams_conversation", "teams_message"}),
        "conversation_days",
        of_teams=True,
    ),
    Kept(
        "about.teams_waiting",
        "about.teams_waiting_why",
        "about.teams_waiting_long",
        frozenset({"teams_activity", "teams_outbox"}),
        of_teams=True,
    ),
    Kept("about.model_use", "about.model_use_why", "about.model_use_long", frozenset({"model_use", "model_hold"})),
    Kept("about.tokens", "about.tokens_why", "about.tokens_long", frozenset({"token"}), "token_days"),
    Kept("about.collections", "about.collections_why", "about.collections_long", frozenset({"collection"})),
    Kept("about.audit", "about.audit_why", "about.audit_long", frozenset({"audit"}), "audit_days"),
    Kept("about.log", "about.log_why", "about.log_long", frozenset()),
    Kept("about.corrections", "about.corrections_why", "about.corrections_long", frozenset({"correction"})),
)
"""All that is kept; a table that nothing here tells of fails a test."""

COOKIES = (
    (owner.COOKIE, "about.cookie_browser"),
    (sessions.COOKIE, "about.cookie_session"),
    (f"{sessions.UNDER_WAY}-…", "about.cookie_login"),
    (language.COOKIE, "about.cookie_language"),
    (scope.COOKIE, "about.cookie_scope"),
    (my_unit.COOKIE, "about.cookie_unit"),
)
"""Each cookie, and the key of what it is for."""


@router.get("/tilgjengelighet")
def accessibility(request: Request) -> Response:
    """What is known of the accessibility of these pages."""
    return render(request, "accessibility.html")


@router.get("/personvern")
def privacy(request: Request) -> Response:
    """What is kept, where, for how long and who sees it."""
    settings = request.app.state.settings
    days = {kept.days: getattr(settings, kept.days) for kept in KEPT if kept.days}
    provider, model = settings.llm_provider if settings.has_model else (None, None)
    provider = urlsplit(settings.llm_base_url or "").hostname or provider
    kept = [one for one in KEPT if settings.has_teams or not one.of_teams]
    context = {"kept": kept, "cookies": COOKIES, "days": days, "model": model, "provider": provider}
    context |= {"has_teams": settings.has_teams}
    return render(request, "privacy.html", context)

"""Back to the page that somebody came from: to the login and back, and never to another site."""

from urllib.parse import urlencode, urlsplit

from fastapi import Request

from assistant.web.paths import href, inner_path, root_path

_LONGEST = 2_000  # characters
_NOT_BACK = ("/logg-inn", "/logg-ut", "/api/", "/static/")


def own_path(said: str) -> str:
    """The path within the application, query and all, that an address says; "/" where it is of anywhere else."""
    is_plain = said.isprintable() and not any(mark in said for mark in "\\ ")
    if not said.startswith("/") or said.startswith("//") or not is_plain or len(said) > _LONGEST:
        return "/"
    return "/" if said.startswith(_NOT_BACK) else said


def login_path(request: Request) -> str:
    """Where one logs in and comes back to this page."""
    here = shown_page(request) or "/"
    if request.method == "GET" and "hx-request" not in request.headers:
        query = request.url.query
        here = f"{inner_path(request.scope)}{'?' if query else ''}{query}"
    back = own_path(here)
    return href(request, "/logg-inn" if back == "/" else f"/logg-inn?{urlencode({'tilbake': back})}")


def shown_page(request: Request) -> str | None:
    """The page that a part of it is asked for; None where a whole page is."""
    shown = request.headers.get("hx-current-url")
    if shown is None:
        return None
    parts = urlsplit(shown)
    path = inner_path({"path": parts.path, "root_path": root_path(request.scope)})
    return f"{path}{'?' if parts.query else ''}{parts.query}"

"""What a person sees in the place of problem details."""

from http import HTTPStatus

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from assistant.api.access import shown_token
from assistant.config import Settings
from assistant.logs import REQUEST
from assistant.web.back import login_path, shown_page
from assistant.web.rendering import render

OPENING = ("layout.opening_title", "layout.opening_text")
STORE_AWAY = ("layout.store_title", "layout.store_text")
_KNOWN = {
    401: ("access.unknown_title", "access.unknown_text"),
    403: ("access.refused_title", "access.refused_text"),
    404: ("layout.missing_title", "layout.missing_text"),
    408: ("layout.slow_title", "layout.slow_text"),
    413: ("layout.large_title", "layout.large_text"),
    503: OPENING,
}
_ANY = ("layout.fault_title", "layout.fault_text")


class StaleFormError(Exception):
    """A form is of no page that its sender has now: of another login, or of another site."""


def error_page(request: Request, status: int, texts: tuple[str, str] | None = None, **values: object) -> Response:
    """The page of an error; `texts` are the keys of title and explanation where they are not the status's, `values`
    what the explanation names. Of a fault of ours it has the request's id, by which the log is searched.
    """
    title, explanation = texts or _KNOWN.get(status, _ANY)
    context: dict[str, object] = {
        "title": title,
        "explanation": explanation,
        "values": values,
        "phrase": HTTPStatus(status).phrase,
    }
    context["request_id"] = REQUEST.get() if status >= HTTPStatus.INTERNAL_SERVER_ERROR else None
    return render(request, "error.html", context, status_code=status)


def unknown_page(request: Request) -> Response:
    """What is answered to somebody who is not logged in: the way to the login, where there is one.

    A page leads there by itself, a part of one has its page do so; what was sent is not done, and it is said so.
    """
    settings: Settings = request.app.state.settings
    if not settings.has_login or shown_token(request) is not None:
        return error_page(request, 401)
    if request.method == "GET" and "hx-request" not in request.headers:
        return RedirectResponse(login_path(request), status_code=303)
    response = render(request, "login_needed.html", status_code=401)
    if shown_page(request) is not None:
        response.headers["HX-Redirect"] = login_path(request)
    return response


async def stale_form_page(request: Request, _error: Exception) -> Response:
    """The page of a form that cannot be taken."""
    return error_page(request, 403, ("access.stale_title", "access.stale_text"))

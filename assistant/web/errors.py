"""What a person sees in the place of problem details."""

from http import HTTPStatus

from fastapi import Request, Response

from assistant.web.rendering import render

_KNOWN = {
    401: ("access.unknown_title", "access.unknown_text"),
    403: ("access.refused_title", "access.refused_text"),
    404: ("layout.missing_title", "layout.missing_text"),
    408: ("layout.slow_title", "layout.slow_text"),
    413: ("layout.large_title", "layout.large_text"),
    503: ("layout.opening_title", "layout.opening_text"),
}
_ANY = ("layout.fault_title", "layout.fault_text")


def error_page(request: Request, status: int, texts: tuple[str, str] | None = None, **values: object) -> Response:
    """The page of an error; `texts` are the keys of title and explanation where they are not the status's, `values`
    what the explanation names.
    """
    title, explanation = texts or _KNOWN.get(status, _ANY)
    context = {"title": title, "explanation": explanation, "values": values, "phrase": HTTPStatus(status).phrase}
    return render(request, "error.html", context, status_code=status)

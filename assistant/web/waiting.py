"""What a person sees who asks too often."""

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse

from assistant.api.stream import EVENT_STREAM
from assistant.web.errors import error_page
from assistant.web.language import page_language
from assistant.web.texts import text

_TITLE, _TEXT = "access.wait_title", "access.wait_text"


def wait_page(request: Request, seconds: int) -> Response:
    """The page that says how long to wait; to the chat, which shows it beside the question, the sentence alone."""
    if EVENT_STREAM in request.headers.get("accept", ""):
        told = text(_TEXT, page_language(request), n=seconds)
        response: Response = PlainTextResponse(told, status_code=429)
    else:
        response = error_page(request, 429, (_TITLE, _TEXT), n=seconds)
    response.headers["Retry-After"] = str(seconds)
    return response

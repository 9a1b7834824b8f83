"""What a person sees who is to come again in a while: having asked too often, or while something is away."""

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse

from assistant.api.stream import EVENT_STREAM
from assistant.web.errors import error_page
from assistant.web.language import page_language
from assistant.web.texts import text

_TITLE, _TEXT = "access.wait_title", "access.wait_text"


def wait_page(request: Request, seconds: int) -> Response:
    """The page that says to who asked too often how long to wait."""
    return _told(request, 429, (_TITLE, _TEXT), seconds)


def away_page(request: Request, texts: tuple[str, str], seconds: int) -> Response:
    """The page that says what is away; `texts` are the keys of its title and explanation."""
    return _told(request, 503, texts, seconds)


def _told(request: Request, status: int, texts: tuple[str, str], seconds: int) -> Response:
    """A page; to the chat, which shows it beside the question, the sentence alone."""
    if EVENT_STREAM in request.headers.get("accept", ""):
        told = text(texts[1], page_language(request), n=seconds)
        response: Response = PlainTextResponse(told, status_code=status)
    else:
        response = error_page(request, status, texts, n=seconds)
    response.headers["Retry-After"] = str(seconds)
    return response

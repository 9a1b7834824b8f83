"""The language of the pages: asked for in the address, else remembered in a cookie, else the browser's."""

from fastapi import Request, Response

from assistant.texts import Language
from assistant.web.cookies import remember

COOKIE = "planassistent-language"
PARAMETER = "lang"

NAMES: dict[Language, str] = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
_ACCEPTED: dict[str, Language] = {"nb": "nb", "no": "nb", "nn": "nn", "en": "en"}


def page_language(request: Request) -> Language:
    """The language of the page that answers a request; bokmål where nothing asks for another."""
    for asked in (request.query_params.get(PARAMETER), request.cookies.get(COOKIE)):
        for language in NAMES:
            if asked == language:
                return language
    return _accepted(request.headers.get("accept-language", ""))


def remember_language(request: Request, response: Response) -> None:
    """Sets the cookie where the address asks for a language."""
    asked = request.query_params.get(PARAMETER)
    if asked in NAMES:
        remember(request, response, COOKIE, asked)


def _accepted(header: str) -> Language:
    """The first of the browser's languages that the pages have, by its weights."""
    weighed = []
    for position, part in enumerate(header.split(",")):
        tag, _, weight = part.strip().partition(";q=")
        language = _ACCEPTED.get(tag.strip().lower().partition("-")[0])
        if language is not None and (value := _weight(weight)) > 0:
            weighed.append((-value, position, language))
    return min(weighed)[2] if weighed else "nb"


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0

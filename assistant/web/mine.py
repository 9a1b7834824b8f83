"""The page of one's own data: what is kept, taking it away, deleting it."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from assistant.api.access import Public
from assistant.api.dependencies import ServicesDep
from assistant.api.me import WhoseDep, export, forget_all, kept_of, without_cookies
from assistant.web.audit import ACTIONS, THINGS
from assistant.web.language import page_language
from assistant.web.navigation import Link
from assistant.web.paths import href
from assistant.web.rendering import render

router = APIRouter(dependencies=[Public])

LINKS = (Link("/mine-data", "mine.nav", place="footer"),)

_LINES = 20


@router.get("/mine-data")
def page(request: Request, services: ServicesDep, whose: WhoseDep, slettet: str = "") -> Response:
    """What is kept."""
    context = {
        "kept": kept_of(request, services, whose),
        "is_deleted": bool(slettet),
        "actions": ACTIONS,
        "things": THINGS,
        "lines": _LINES,
        "settings": request.app.state.settings,
    }
    return render(request, "mine.html", context)


@router.get("/mine-data/export")
def exported(request: Request, services: ServicesDep, whose: WhoseDep) -> Response:
    """All of it as one file, in the language of the pages."""
    return export(request, services, whose, page_language(request))


@router.get("/mine-data/slett")
def confirm(request: Request, services: ServicesDep, whose: WhoseDep) -> Response:
    """Asks whether all of it is to be deleted, and says what that is."""
    return render(request, "mine_delete.html", {"kept": kept_of(request, services, whose)})


@router.post("/mine-data/slett")
def delete(request: Request, services: ServicesDep, whose: WhoseDep) -> Response:
    """Deletes it."""
    forget_all(request, services, whose)
    return without_cookies(request, RedirectResponse(href(request, "/mine-data?slettet=ja"), status_code=303))

"""The pages, put together from their sections."""

from fastapi import Depends, FastAPI

from assistant.web import about, administration, chat, documents, drafts, login, mine, register
from assistant.web.own_forms import own_form
from assistant.web.static_files import HashedStaticFiles

_SECTIONS = (chat, register, documents, drafts, administration, mine, about, login)


def add_pages(app: FastAPI) -> None:
    """Adds the pages, their links in the order of the sections, and the static files."""
    app.state.links = tuple(link for section in _SECTIONS for link in section.LINKS)
    for section in _SECTIONS:
        app.include_router(section.router, include_in_schema=False, dependencies=[Depends(own_form)])
    app.mount("/static", HashedStaticFiles())

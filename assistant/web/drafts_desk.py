"""What the pages of drafts are given: who asks, as whom they write, and what there is to write from."""

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse

from assistant.api.access import UserDep
from assistant.api.dependencies import AssistantDep, Services, ServicesDep
from assistant.api.draft_access import AuthorDep, DraftReaderDep
from assistant.api.owner import OwnerDep
from assistant.auth.user import OPEN, User
from assistant.service import Assistant
from assistant.web.paths import href
from assistant.web.rendering import render
from corpus.store.draft_shelf import Drafts
from corpus.store.drafts import Author, DraftReader


class Desk(NamedTuple):
    """A request of somebody who writes."""

    request: Request
    services: Services
    assistant: Assistant
    user: User
    owner: str | None
    author: Author
    reader: DraftReader

    @property
    def kept(self) -> Drafts:
        """The drafts of everybody."""
        return self.services.library.drafts

    @property
    def shares(self) -> dict[str, str]:
        """The titles, by id, of the collections that drafts may be shared with."""
        found = self.services.library.collections.all()
        return {one.id: one.title for one in found if one.id != OPEN and self.user.may_read(one.id)}

    def show(self, template: str, context: Mapping[str, Any], *, status: int = 200) -> Response:
        """A page."""
        return render(self.request, template, context, status_code=status)

    def lead(self, path: str) -> Response:
        """Leads to a page, after something was done."""
        return RedirectResponse(href(self.request, path), status_code=303)


def _desk(
    request: Request,
    services: ServicesDep,
    assistant: AssistantDep,
    user: UserDep,
    owner: OwnerDep,
    author: AuthorDep,
    reader: DraftReaderDep,
) -> Desk:
    return Desk(request, services, assistant, user, owner, author, reader)


DeskDep = Annotated[Desk, Depends(_desk)]

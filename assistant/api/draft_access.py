"""Which drafts a request may open, and as whom it writes in them.

Who may not open a draft is told what is told of one that there is not.
"""

from typing import Annotated

from fastapi import Depends

from assistant.api.access import UserDep
from assistant.api.dependencies import Services, ServicesDep
from assistant.api.owner import OwnerDep
from assistant.api.problems import missing
from assistant.auth import trail
from assistant.auth.user import OPEN, User
from assistant.drafting.template import Template
from corpus.models import Document
from corpus.store.drafts import Author, DraftReader, DraftRecord


def draft_reader(services: Services, user: User, owner: str | None) -> DraftReader:
    """Whose drafts a user may open: those of the collections that the user reads, and one's own."""
    made = None if user.reads is None else (user.reads & services.library.collections.ids()) - {OPEN}
    return DraftReader(owner=owner, collections=made, is_machine=user.kind == "machine")


def _reader(services: ServicesDep, user: UserDep, owner: OwnerDep) -> DraftReader:
    return draft_reader(services, user, owner)


DraftReaderDep = Annotated[DraftReader, Depends(_reader)]


def author_of(user: User, owner: str | None) -> Author:
    """As whom a user writes; without a login the browser tells people apart, and nothing names them."""
    return Author(id=owner or user.kind, name=user.name)


def _author(user: UserDep, owner: OwnerDep) -> Author:
    return author_of(user, owner)


AuthorDep = Annotated[Author, Depends(_author)]


def opened(services: Services, draft_id: str, reader: DraftReader) -> DraftRecord:
    """A draft that is open to a reader; problem 404 where it is not, or is none."""
    found = services.library.drafts.get(draft_id, reader)
    if found is None:
        raise missing("draft", draft_id)
    begun = trail.current()
    if begun is not None:
        begun.collection = found.collection
    return found


def _draft(draft_id: str, services: ServicesDep, reader: DraftReaderDep) -> DraftRecord:
    return opened(services, draft_id, reader)


DraftDep = Annotated[DraftRecord, Depends(_draft)]
"""The draft that the path names by `draft_id`."""


def template_of(draft: DraftRecord) -> Template:
    """The template that a draft was begun on, as it was then."""
    return Template.model_validate(draft.template)


def is_for_all_readers(document: Document, collection: str | None) -> bool:
    """Whether all who may open a draft of a collection may read a document; of one in none, that is whoever asks."""
    return collection is None or document.collection in (OPEN, collection)

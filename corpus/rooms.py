"""What a library keeps beside the documents, a room each."""

from corpus.models import Document
from corpus.store.accounts import Accounts
from corpus.store.audit import AuditLog
from corpus.store.catalogue import Catalogue
from corpus.store.claims import Claims
from corpus.store.collections import Collections
from corpus.store.corrections import Corrections
from corpus.store.draft_shelf import Drafts
from corpus.store.entra_links import EntraLinks
from corpus.store.feedback import FeedbackBox
from corpus.store.held_conversations import HeldConversations
from corpus.store.held_files import HeldFiles
from corpus.store.job_queue import JobQueue
from corpus.store.model_use import ModelUse
from corpus.store.persons import Persons
from corpus.store.retention import Retention
from corpus.store.teams import Teams
from corpus.store.tokens import Tokens


class Rooms:
    """The rooms of a catalogue."""

    _catalogue: Catalogue

    @property
    def conversations(self) -> HeldConversations:
        """The conversations, kept beside the documents so that these take their traces with them."""
        return self._catalogue.conversations

    @property
    def claims(self) -> Claims:
        """The names that one process at a time has."""
        return self._catalogue.claims

    @property
    def drafts(self) -> Drafts:
        """The local plans under way, of everybody."""
        return self._catalogue.drafts

    @property
    def feedback(self) -> FeedbackBox:
        """What users said of answers."""
        return self._catalogue.feedback

    @property
    def corrections(self) -> Corrections:
        """The advisers' notes on measures and pages."""
        return self._catalogue.corrections

    @property
    def audit(self) -> AuditLog:
        """Who saw and changed what."""
        return self._catalogue.audit

    @property
    def persons(self) -> Persons:
        """What is kept of each person."""
        return self._catalogue.persons

    @property
    def retention(self) -> Retention:
        """What was kept long enough."""
        return self._catalogue.retention

    @property
    def accounts(self) -> Accounts:
        """Who logged in, and the logins that have not ended."""
        return self._catalogue.accounts

    @property
    def links(self) -> EntraLinks:
        """Whose accounts those have who ask in Teams."""
        return self._catalogue.links

    @property
    def teams(self) -> Teams:
        """What is kept for Teams."""
        return self._catalogue.teams

    @property
    def jobs(self) -> JobQueue:
        """The jobs that wait, are worked on and were."""
        return self._catalogue.jobs

    @property
    def held_files(self) -> HeldFiles:
        """The files that wait."""
        return self._catalogue.held_files

    @property
    def model_use(self) -> ModelUse:
        """What the language model is used for."""
        return self._catalogue.model_use

    @property
    def tokens(self) -> Tokens:
        """The tokens that services show."""
        return self._catalogue.tokens

    @property
    def collections(self) -> Collections:
        """The collections that documents are in."""
        return self._catalogue.collections

    def contact_of(self, document: Document) -> str | None:
        """Whom to ask about a document: as it says, else as its collection does."""
        if document.contact:
            return document.contact
        collection = self.collections.get(document.collection)
        return collection.contact if collection else None

"""What is kept beside the documents, a room each."""

from corpus.store.accounts import Accounts
from corpus.store.advisory_locks import AT_THE_TEAMS_DESK, AdvisoryLock
from corpus.store.audit import AuditLog
from corpus.store.claims import Claims
from corpus.store.collections import Collections
from corpus.store.corrections import Corrections
from corpus.store.database import Database
from corpus.store.draft_shelf import Drafts
from corpus.store.entra_links import EntraLinks
from corpus.store.feedback import FeedbackBox
from corpus.store.held_conversations import HeldConversations
from corpus.store.held_files import HeldFiles
from corpus.store.held_turns import HeldTurns
from corpus.store.job_queue import JobQueue
from corpus.store.model_use import ModelUse
from corpus.store.persons import Persons
from corpus.store.retention import Retention
from corpus.store.teams import Teams
from corpus.store.tokens import Tokens


class Kept:
    """The rooms of one database."""

    _database: Database
    _held: HeldTurns

    @property
    def conversations(self) -> HeldConversations:
        """The conversations kept in this store."""
        return HeldConversations(self._database.session, self._database.brief_transaction, self._held)

    @property
    def claims(self) -> Claims:
        """The names that one process at a time has."""
        return self._database.claims

    @property
    def feedback(self) -> FeedbackBox:
        """What users said of answers."""
        return FeedbackBox(self._database.session, self._database.transaction, self._held)

    @property
    def drafts(self) -> Drafts:
        """The local plans under way."""
        return Drafts(self._database.session, self._database.transaction)

    @property
    def collections(self) -> Collections:
        """The collections that documents are in."""
        return Collections(self._database.session, self._database.transaction)

    @property
    def corrections(self) -> Corrections:
        """The advisers' notes."""
        return Corrections(self._database.session, self._database.transaction)

    @property
    def audit(self) -> AuditLog:
        """Who saw and changed what."""
        return AuditLog(self._database.session, self._database.transaction)

    @property
    def persons(self) -> Persons:
        """What is kept of each person."""
        return Persons(self._database.session, self._database.transaction, self._held)

    @property
    def retention(self) -> Retention:
        """What was kept long enough."""
        return Retention(self._database.session, self._database.transaction)

    @property
    def accounts(self) -> Accounts:
        """Who logged in."""
        return Accounts(self._database.session, self._database.transaction)

    @property
    def links(self) -> EntraLinks:
        """Whose accounts those have who ask in Teams."""
        return EntraLinks(self._database.session, self._database.transaction)

    @property
    def teams(self) -> Teams:
        """What is kept for Teams."""
        opened = self._database
        return Teams(
            opened.session, opened.transaction, opened.quick_transaction, AdvisoryLock(opened, AT_THE_TEAMS_DESK)
        )

    @property
    def jobs(self) -> JobQueue:
        """The jobs that wait, are worked on and were."""
        opened = self._database
        return JobQueue(opened.session, opened.transaction, opened.quick_transaction, is_shared=opened.is_shared)

    @property
    def held_files(self) -> HeldFiles:
        """The files that wait."""
        return HeldFiles(self._database.session, self._database.transaction)

    @property
    def model_use(self) -> ModelUse:
        """What the language model is used for."""
        return ModelUse(self._database.session, self._database.quick_transaction)

    @property
    def tokens(self) -> Tokens:
        """The tokens of services."""
        return Tokens(self._database.session, self._database.transaction)

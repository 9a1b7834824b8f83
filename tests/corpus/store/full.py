"""A store whose disk is full."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy.orm import Session

from corpus.store.database import CatalogueError, Database
from corpus.store.feedback import FeedbackBox
from corpus.store.held_conversations import HeldConversations
from corpus.store.held_turns import HeldTurns
from corpus.store.persons import Persons


class Store:
    """A database that can be full. One that `answers_late` writes, and says that it did not."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        self.held = HeldTurns()
        self.is_full = self.answers_late = False
        self.conversations = HeldConversations(self.database.session, self.transaction, self.held)
        self.persons = Persons(self.database.session, self.database.transaction, self.held)
        self.feedback = FeedbackBox(self.database.session, self.transaction, self.held)

    def transaction(self) -> AbstractContextManager[Session]:
        return self._transaction()

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        if self.is_full:
            raise CatalogueError("database or disk is full")
        with self.database.transaction() as session:
            yield session
        if self.answers_late:
            raise CatalogueError("the connection was closed")

"""Questions of Teams while they are answered: what becomes of an answer that is not wanted any more when it comes."""

from contextlib import suppress
from threading import Lock
from weakref import WeakSet

from assistant.answering.answer import Answer
from corpus.library import Library
from corpus.store.database import CatalogueError

_OTHERS_WRITE_AT_MOST = 2.0  # seconds; a turn that another thread writes just then


class Question:
    """One that is being answered; `is_dropped` once its answer is not wanted, whatever thread it comes in.

    `key` is that of its conversation, `name` its own.
    """

    def __init__(self, key: str, name: str) -> None:
        self.key = key
        self.name = name
        self.is_dropped = False


class Questions:
    """Those of one library. An answer is kept or not, with no moment between that a deletion could come in."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._under_way: WeakSet[Question] = WeakSet()
        self._lock = Lock()

    def begin(self, key: str, name: str) -> Question:
        """A question in a conversation; under way for as long as somebody holds it."""
        question = Question(key, name)
        with self._lock:
            self._under_way.add(question)
        return question

    def drop(self, question: Question) -> None:
        """Nobody waits for it any more."""
        with self._lock:
            question.is_dropped = True

    def forget(self, key: str) -> None:
        """Deletes a conversation, and what is being answered in it."""
        with self._lock:
            for question in self._under_way:
                question.is_dropped = question.is_dropped or question.key == key
            self._library.teams.forget(key)

    def keep(self, question: Question, answer: Answer, before: str | None, owner: str) -> bool:
        """Has a conversation of Teams go on where an answer was kept; False where that is not wanted.

        `before` is where it went on until now. What was begun for an answer that is not wanted is deleted; so is what
        was begun and cannot be bound to the place in Teams, where it would be found again and deleted. Whoever deletes
        may do so in another process: then the question is not kept any more.
        """
        name = None if answer.personal_data else question.name  # with personal data it was never kept
        is_new = answer.conversation_id != before
        with self._lock:
            if not question.is_dropped:
                if is_new:
                    self._bind(question.key, answer.conversation_id, owner, name)
                question.is_dropped = name is not None and self._library.teams.is_dropped(name)
                if not question.is_dropped:
                    return True
        if is_new:
            self._library.conversations.remove(answer.conversation_id)
        return False

    def _bind(self, key: str, conversation_id: str, owner: str, name: str | None) -> None:
        kept, teams = self._library.conversations, self._library.teams
        try:
            if teams.bind(key, conversation_id, owner, name):
                return
            kept.write_held(_OTHERS_WRITE_AT_MOST)  # it may have waited to be written, alone or among others
            if teams.bind(key, conversation_id, owner, name):
                return
        except CatalogueError:
            with suppress(CatalogueError):
                kept.remove(conversation_id)
            raise
        kept.remove(conversation_id)

"""Conversations of Teams as the assistant has them: whose they are, what is read in them, where they are seen."""

from typing import get_args

from assistant.api.dependencies import Services
from assistant.auth.user import ANYBODY, OPEN, User
from assistant.config import Settings
from assistant.service import Assistant
from assistant.teams.incoming import Incoming
from assistant.teams.messages.chat import Chat
from assistant.teams.questions import Questions
from assistant.texts import Language
from corpus.store.teams import Teams

_NOBODY = "teams:"
_LONGEST_OWNER = 64  # characters, of the store


class Conversations:
    """The conversations of one library; called in any thread."""

    def __init__(self, services: Services, settings: Settings) -> None:
        self._services = services
        self.questions = Questions(services.library)
        self._address = (settings.public_url or "").rstrip("/")

    @property
    def kept(self) -> Teams:
        """What is kept of them."""
        return self._services.library.teams

    def assistant(self, incoming: Incoming, user: User) -> Assistant:
        """Over what an answer may show: in a conversation that others read what is open to all, whoever asks."""
        return self._services.assistant_of(ANYBODY if incoming.is_shared else user)

    def owner(self, incoming: Incoming, user: User) -> str:
        """Whose a conversation is: the user's, so that it stands among theirs on the web; a shared one is nobody's."""
        if incoming.is_shared or user.id is None:
            return f"{_NOBODY}{incoming.key}"[:_LONGEST_OWNER]
        return user.id

    def chat(self, incoming: Incoming, user: User, language: str | None = None) -> Chat:
        """Where a message will be read, in the language of the answer or of Teams."""
        written = language or incoming.language
        known: Language = next((name for name in get_args(Language) if name == written), "nb")
        return Chat(
            address=lambda path: f"{self._address}{path}",
            language=known,
            is_shared=incoming.is_shared,
            reads_more=incoming.is_shared and self._reads_more(user),
            reader=None if incoming.is_shared else incoming.account,
        )

    def address(self, path: str) -> str:
        """The whole address of one of the pages."""
        return f"{self._address}{path}"

    def _reads_more(self, user: User) -> bool:
        """Whether somebody reads more than what is open to all."""
        reads = self._services.library.collections.ids() if user.reads is None else user.reads
        return not reads <= {OPEN}

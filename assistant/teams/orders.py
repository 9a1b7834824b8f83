"""What users ask for beside answers: by a command, by a button, or by taking the assistant into a conversation."""

from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.cards import AdaptiveCard

from assistant.api.actions import Action
from assistant.api.auditing import Audit
from assistant.auth import trail
from assistant.auth.user import ANYBODY, User
from assistant.config import Settings
from assistant.conversation.record import record
from assistant.question.personal_data import personal_data
from assistant.service import Assistant
from assistant.teams import buttons, commands
from assistant.teams.conversations import Conversations
from assistant.teams.incoming import Incoming
from assistant.teams.messages import deletion, documents, elements, register, scope, table, welcome
from assistant.teams.messages.chat import Chat
from assistant.teams.messages.help import help_card, help_message

_EXAMPLES = 3


class Orders:
    """Does what is no question; reads and writes the store, and is called in any thread."""

    def __init__(self, conversations: Conversations, audit: Audit, settings: Settings) -> None:
        self._conversations = conversations
        self._audit = audit
        self._settings = settings

    def welcome(self, incoming: Incoming, user: User | None) -> MessageActivityInput:
        """The greeting, with questions that whoever reads it may ask."""
        whose = user or ANYBODY
        chat = self._conversations.chat(incoming, whose)
        return welcome.welcome_message(self._examples(incoming, whose, chat), self._settings.conversation_days, chat)

    def done(self, incoming: Incoming, user: User) -> MessageActivityInput | None:
        """What is said to a message that was no question, once what it asks for is done; None for a question."""
        button = buttons.pressed(incoming.pressed)
        if isinstance(button, buttons.Ask) or personal_data(incoming.said):  # asked, it is stopped
            return None
        chat = self._conversations.chat(incoming, user)
        if button is not None:
            card = self.card(button, incoming, user)
            return elements.message("", card) if card else self._help(incoming, user, chat)
        if not incoming.text:
            return self._help(incoming, user, chat)
        command = commands.command(incoming.text)
        if command is None:
            return None
        written = commands.language_of(incoming.text, chat.language)
        return self._obeyed(command, incoming, user, self._conversations.chat(incoming, user, written))

    def card(self, button: buttons.Button, incoming: Incoming, user: User) -> AdaptiveCard | None:
        """The card that takes the place of the one whose button was pressed; None where there is none any more."""
        chat, assistant = self._conversations.chat(incoming, user), self._conversations.assistant(incoming, user)
        if isinstance(button, buttons.All):
            return self._rows(button, incoming, user)
        if isinstance(button, buttons.Listed):
            conditions = commands.Measures(button.words).conditions(assistant.library.snapshot.units)
            found = assistant.measures(conditions)
            return register.register_card(found, button.words, conditions, button.start, chat)
        if isinstance(button, buttons.Delete):
            self._delete(incoming, user)
            return deletion.deleted_card(chat)
        if isinstance(button, buttons.Keep):
            return deletion.kept_card(chat)
        if isinstance(button, buttons.Documents):
            return documents.documents_card(assistant.documents(), chat)
        return help_card(self._examples(incoming, user, chat), chat)

    def _obeyed(self, command: commands.Command, incoming: Incoming, user: User, chat: Chat) -> MessageActivityInput:
        assistant = self._conversations.assistant(incoming, user)
        if isinstance(command, commands.Documents):
            return documents.documents_message(assistant.documents(), chat)
        if isinstance(command, commands.Measures):
            conditions = command.conditions(assistant.library.snapshot.units)
            return register.register_message(assistant.measures(conditions), command.words, conditions, chat)
        if isinstance(command, commands.Delete):
            return deletion.deletion_message(chat)
        if isinstance(command, commands.Scope | commands.EveryScope):
            return self._scope(command, incoming, user, assistant, chat)
        return self._help(incoming, user, chat, is_unknown=isinstance(command, commands.Unknown))

    def _scope(
        self,
        command: commands.Scope | commands.EveryScope,
        incoming: Incoming,
        user: User,
        assistant: Assistant,
        chat: Chat,
    ) -> MessageActivityInput:
        """Chooses whose plans come first in the conversation, or says whose do."""
        choices = assistant.scopes()
        kept, owner = self._conversations.kept, self._conversations.owner(incoming, user)
        if isinstance(command, commands.EveryScope):
            kept.set_scope(incoming.key, None, owner)
            return scope.scope_message(None, choices, chat)
        if command.name is None:
            return scope.scope_message(kept.conversation(incoming.key, owner).scope, choices, chat)
        chosen = next((name for name in choices if name.casefold() == command.name.casefold()), None)
        if chosen is None:
            return scope.unknown_scope_message(command.name, choices, chat)
        kept.set_scope(incoming.key, chosen, owner)
        return scope.scope_message(chosen, choices, chat)

    def _rows(self, button: buttons.All, incoming: Incoming, user: User) -> AdaptiveCard | None:
        """Rows of an answer of this conversation, where whoever pressed may still read what it shows."""
        owner, library = (
            self._conversations.owner(incoming, user),
            self._conversations.assistant(incoming, user).library,
        )
        known = self._conversations.kept.conversation(incoming.key, owner).conversation_id
        found = record(library, known, owner) if known else None
        messages = found.messages if found else ()
        answer = next((message.answer for message in messages if message.message_id == button.message), None)
        if answer is None:
            return None
        chat = self._conversations.chat(incoming, user, answer.language)
        return table.all_card(answer, button.rows, button.start, chat)

    def _delete(self, incoming: Incoming, user: User) -> None:
        self._conversations.questions.forget(incoming.key)
        begun = trail.begin()
        begun.user = user
        self._audit.write([self._audit.line(begun, Action("removed", "conversation"), "", "ok")])

    def _help(self, incoming: Incoming, user: User, chat: Chat, *, is_unknown: bool = False) -> MessageActivityInput:
        return help_message(self._examples(incoming, user, chat), chat, is_unknown=is_unknown)

    def _examples(self, incoming: Incoming, user: User, chat: Chat) -> list[str]:
        return self._conversations.assistant(incoming, user).example_questions(chat.language)[:_EXAMPLES]

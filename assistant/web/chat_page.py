"""The page of the question box and the answers above it."""

from collections.abc import Sequence

from fastapi import Request, Response

from assistant.api.documents import DocumentEntry, entries
from assistant.conversation.record import ConversationRecord
from assistant.inputs import LONGEST_QUESTION
from assistant.service import Assistant
from assistant.web.language import page_language
from assistant.web.rendering import chosen_scope, render
from assistant.web.scope import Scope
from assistant.web.turns import turns_of
from corpus.store.conversations import LONGEST_TITLE


def chat_page(
    request: Request, assistant: Assistant, conversation: ConversationRecord | None = None, **shown: object
) -> Response:
    """The page of a conversation, or of none; what is `shown` beside goes before what follows from it."""
    context: dict[str, object] = {
        "longest": LONGEST_QUESTION,
        "longest_title": LONGEST_TITLE,
        "question": "",
        "complaint": None,
        "stopped": None,
        "marked": None,
        "is_name_refused": False,
        "conversation": conversation,
        "turns": turns_of(request, conversation) if conversation else [],
        **shown,
    }
    context["is_named"] = conversation is not None and _is_named(conversation)
    begins = not context["turns"]
    context["examples"] = assistant.example_questions(page_language(request)) if begins else []
    context["plans"] = _plans(entries(assistant), chosen_scope(request)) if begins else []
    return render(request, "ask.html", context, status_code=422 if context["complaint"] else 200)


def _is_named(conversation: ConversationRecord) -> bool:
    """Whether somebody gave it a name: else it is called by what it began with, cut where that is long."""
    begun = conversation.messages[0].question if conversation.messages else ""
    return not begun.startswith(conversation.title.removesuffix(" …"))


def _plans(documents: Sequence[DocumentEntry], scope: Scope) -> list[tuple[DocumentEntry, list[DocumentEntry]]]:
    """Each plan, one's own first: the edition that holds, then the others, the newest first."""
    by_id = {document.id: document for document in documents}
    return [
        (document, [by_id[key] for key in reversed(document.editions) if key != document.id])
        for document in sorted(documents, key=lambda document: scope.distance(document.jurisdiction))
        if document.standing == "current"
    ]

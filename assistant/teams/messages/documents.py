"""The documents that answers are taken from, as a card."""

from collections.abc import Sequence
from urllib.parse import quote

from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.cards import AdaptiveCard, CardElement

from assistant import labels
from assistant.teams.messages import elements
from assistant.teams.messages.chat import Chat
from assistant.teams.messages.limits import shortened
from assistant.teams.texts import text
from corpus.models import Document

_MOST = 20
_LONGEST_TITLE = 160
_LONGEST_KNOWN = 80


def documents_message(documents: Sequence[Document], chat: Chat) -> MessageActivityInput:
    """The documents, in the order that they are given in."""
    return elements.message("", documents_card(documents, chat))


def documents_card(documents: Sequence[Document], chat: Chat) -> AdaptiveCard:
    """Each document by title, with who issued it, for which years, and whether it is a retelling."""
    count = len(documents)
    heading = text("documents.heading" if documents else "documents.none", chat.language, count=count)
    body: list[CardElement] = [elements.heading(heading)]
    for document in documents[:_MOST]:
        title = labels.title(document.title, is_stated=document.title_stated, language=chat.language)
        url = chat.address(f"/dokumenter/{quote(document.id, safe='')}")
        body.append(elements.paragraph(elements.run(shortened(title, _LONGEST_TITLE), url=url)))
        body.append(elements.paragraph(elements.run(_known(document, chat.language), is_subtle=True), is_close=True))
    if count > _MOST:
        body.append(elements.paragraph(elements.run(text("documents.more", chat.language, count=count - _MOST))))
    opens = elements.opening(text("documents.open", chat.language), chat.address("/dokumenter"))
    return elements.card(body, [opens], language=chat.language, spoken=heading)


def _known(document: Document, language: str) -> str:
    years = labels.years(document.valid_from, document.valid_to, language)
    known = (
        shortened(labels.issuer(document.issuer, language), _LONGEST_KNOWN),
        years and text("documents.applies", language, years=years),
        document.edition and text("documents.edition", language, edition=shortened(document.edition, _LONGEST_KNOWN)),
        labels.counted(document.pages, document.unit, language),
        document.is_retelling and labels.retelling(language),
    )
    return " · ".join(part for part in known if part)

"""Answers and conversations as Markdown, to be taken elsewhere: each claim with its sources, nothing that loads."""

from collections.abc import Callable

from assistant import labels
from assistant.answering.answer import Answer
from assistant.answering.showing.markdown import escaped, unescaped
from assistant.conversation.record import ConversationRecord, Message
from assistant.texts import said
from corpus.models import Citation

_NO_ANSWER = "Svaret er ikke tatt vare på."
_WITHHELD = "Svaret vises ikke, fordi det bygger på dokumenter du ikke lenger har tilgang til."
_ASKED = "Spurt {}"

Address = Callable[[str], str]


def conversation_markdown(record: ConversationRecord, address: Address) -> str:
    """The conversation under its title; `address` makes the whole address of a path."""
    parts = [f"# {_line(record.title)}", *(_message(message, address) for message in record.messages)]
    return "\n\n".join(parts) + "\n"


def answer_markdown(answer: Answer, address: Address) -> str:
    """The answer with its sources, each with its quote and the address of its page, and what made it."""
    return _told(answer, address, "_{}_")


def answer_text(answer: Answer, address: Address) -> str:
    """The same for where nobody reads Markdown, such as a letter: no backslashes, no signs of markup."""
    return unescaped(_told(answer, address, "{}"))


def _told(answer: Answer, address: Address, made: str) -> str:
    language = answer.language
    parts = [answer.answer]
    if answer.citations:
        sources = (_source(citation, language, address) for citation in answer.citations)
        parts.append(f"{said('exports.sources', language)}:\n\n" + "\n".join(sources))
    if answer.nearest:
        found = (
            f"- {_where(passage.document_title, passage.issuer, passage.locator, language)}, {address(passage.url)}"
            for passage in answer.nearest
        )
        parts.append(f"{said('exports.nearest', language)}:\n\n" + "\n".join(found))
    parts.append(made.format(said("exports.made", language, engine=_engine(answer))))
    return "\n\n".join(parts)


def _engine(answer: Answer) -> str:
    if answer.engine == "generative" and answer.writing is not None:
        return said("exports.model", answer.language, model=_line(answer.writing.model))
    if answer.rewriting is not None and answer.rewriting.is_taken:
        return said("exports.put_by_model", answer.language, model=_line(answer.rewriting.model))
    return said("exports.no_model", answer.language)


def _message(message: Message, address: Address) -> str:
    missing = _WITHHELD if message.withheld else _NO_ANSWER
    told = answer_markdown(message.answer, address) if message.answer else missing
    return f"## {_line(message.question)}\n\n{_ASKED.format(message.asked_at.strftime('%d.%m.%Y %H:%M UTC'))}\n\n{told}"


def _source(citation: Citation, language: str, address: Address) -> str:
    marks = [labels.retelling(language)] if citation.retelling else []
    marks += [mark for mark in [labels.standing(citation.standing, language)] if mark]
    path = f", {_line(' › '.join(citation.heading_path))}" if citation.heading_path else ""
    where = _where(citation.document_title, citation.issuer, citation.locator, language)
    marked = f" ({', '.join(marks)})" if marks else ""
    return f"- \\[{citation.number}] {where}{path}{marked}: «{_line(citation.quote)}» {address(citation.url)}"


def _where(title: str, issuer: str | None, locator: str, language: str) -> str:
    return f"{_line(title)}, {_line(labels.issuer(issuer, language))}, {_line(labels.located(locator, language))}"


def _line(text: str) -> str:
    """A text on one line, nothing of it markup."""
    return escaped(" ".join(text.split()))

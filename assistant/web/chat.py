"""The question box, and the answers of a conversation beside their sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.answering.answer import Answer
from assistant.answering.listener import SILENT, Listener, Stage
from assistant.api.access import Reader
from assistant.api.asked_again import given_since, one_at_a_time
from assistant.api.dependencies import AssistantDep
from assistant.api.owner import browser_cookie, owner, owner_of
from assistant.api.stream import EVENT_STREAM, Growing, Progress, Streamed, event, progress
from assistant.conversation.memory import UnknownConversationError
from assistant.conversation.record import ConversationRecord, record
from assistant.inputs import LONGEST_QUESTION, checked_question
from assistant.service import Assistant
from assistant.web import conversations
from assistant.web.chat_page import chat_page
from assistant.web.cookies import remember_browser
from assistant.web.language import page_language
from assistant.web.navigation import Link
from assistant.web.rendering import chosen_scope, render
from assistant.web.texts import text
from assistant.web.turns import Turn, conversation_path, growing, grown, made_turn, marked_personal_data, turns_of

router = APIRouter(dependencies=[Reader])
router.include_router(conversations.router)

LINKS = (Link("/", "chat.nav"), *conversations.LINKS)

_STAGES: Mapping[Stage, str] = {
    "searching": "chat.searching",
    "reading": "chat.reading",
    "writing": "chat.writing",
    "checking": "chat.checking",
}
_LONGEST_SECONDS = 7  # digits
_LONGEST_TOLD = 400  # characters of an answer that are said to a screen reader at once


@dataclass(frozen=True)
class Question:
    """A question as a page sends it.

    `conversation` is the one it is asked in, `after` the message that the page shows last: a page opened again, or gone
    back to, asks as it did before. `owner` is whose conversation it is, `scope` whose plans come first.
    """

    text: str
    conversation: str | None
    after: str | None
    owner: str
    scope: str | None
    asked_before: float | None = None
    lost: list[str] = field(default_factory=list)

    def asked(self, assistant: Assistant, listener: Listener = SILENT) -> Answer:
        """The answer; where the conversation is gone, in a new one, and `lost` has the old.

        Asked again because the answer never came, it stands once: what was kept of the first time is the answer.
        """
        with one_at_a_time(assistant.library.claims, self.owner, self.text):
            return self._kept(assistant) or self._made(assistant, listener)

    def _kept(self, assistant: Assistant) -> Answer | None:
        if self.asked_before is None:
            return None
        text = checked_question(self.text)
        return given_since(assistant.library, self.owner, text, self.conversation, self.after, self.asked_before)

    def _made(self, assistant: Assistant, listener: Listener) -> Answer:
        ask = partial(assistant.ask, self.text, owner=self.owner, scope=self.scope, listener=listener)
        try:
            return ask(conversation_id=self.conversation, after=self.after)
        except UnknownConversationError:
            self.lost.append(self.conversation or "")
            return ask()


@router.get("/")
def ask(
    request: Request,
    assistant: AssistantDep,
    q: str | None = None,
    samtale: str | None = None,
    etter: str | None = None,
) -> Response:
    """The question box; with `q`, its answer as well."""
    if q is None:
        return _with_cookie(request, chat_page(request, assistant))
    return _answered(request, assistant, _question(request, q, samtale, etter), kept=False)


@router.post("/")
def ask_by_form(
    request: Request,
    assistant: AssistantDep,
    q: Annotated[str, Form()] = "",
    samtale: Annotated[str, Form()] = "",
    etter: Annotated[str, Form()] = "",
    igjen: Annotated[str, Form()] = "",
) -> Response:
    """The same by a form, whose questions stand in no address: leads to the conversation, or streams into the page.

    `igjen` is sent with a question whose answer did not come: the seconds since it was asked first.
    """
    question = replace(_question(request, q, samtale, etter), asked_before=_seconds(igjen))
    if EVENT_STREAM in request.headers.get("accept", "") and _complaint(request, q) is None:
        found = progress(lambda listener: question.asked(assistant, listener))
        response: Response = Streamed(_events(request, assistant, question, found), found.leave)
        return _with_cookie(request, response)
    return _answered(request, assistant, question, kept=True)


def _question(request: Request, text_asked: str, conversation: str | None, after: str | None) -> Question:
    scope = chosen_scope(request).chosen
    whose = owner(request) or owner_of(browser_cookie(request)) or ""
    return Question(text_asked, conversation or None, after or None, whose, scope)


def _answered(request: Request, assistant: Assistant, question: Question, *, kept: bool) -> Response:
    """The page of an answer; where it is `kept`, that of its conversation, which can be opened again."""
    complaint = _complaint(request, question.text)
    if complaint is not None:
        before = _record(assistant, question.conversation, question.owner)
        return chat_page(request, assistant, before, question=question.text, complaint=complaint)
    answer = question.asked(assistant)
    now = _record(assistant, answer.conversation_id, question.owner)
    response = _shown(request, assistant, question, answer, now, kept=kept)
    return _with_cookie(request, response)


def _shown(
    request: Request,
    assistant: Assistant,
    question: Question,
    answer: Answer,
    now: ConversationRecord | None,
    *,
    kept: bool,
) -> Response:
    asked = checked_question(question.text)
    if answer.personal_data:
        marked = marked_personal_data(asked, answer)
        return chat_page(request, assistant, now, question=answer.standalone_question, stopped=answer, marked=marked)
    ordinal = _ordinal(now, answer)
    if now is None or ordinal is None:  # it could not be written
        return chat_page(request, assistant, now, turns=[made_turn(request, 1, asked, answer)])
    if kept and not question.lost:
        address = f"{conversation_path(request, now.id)}#sporsmal-{ordinal}"
        return RedirectResponse(address, status_code=303)
    turns = turns_of(request, now)
    turns[ordinal - 1] = replace(turns[ordinal - 1], is_lost=bool(question.lost))
    return chat_page(request, assistant, now, turns=turns)


def _ordinal(conversation: ConversationRecord | None, answer: Answer) -> int | None:
    """Which of the conversation's messages an answer is, from 1; None where it is none."""
    ids = [message.message_id for message in conversation.messages] if conversation else []
    return ids.index(answer.message_id) + 1 if answer.message_id in ids else None


def _events(request: Request, assistant: Assistant, question: Question, found: Progress) -> Iterator[str]:
    """What a page shows while a question is answered, and the turn once it is."""
    language = page_language(request)
    text_asked = checked_question(question.text)
    told: Answer | None = None
    for step in found:
        if isinstance(step, str):
            yield event("status", {"text": text(_STAGES[step], language)})
        elif isinstance(step, Growing):
            before = _record(assistant, question.conversation, question.owner)
            turn = made_turn(request, len(before.messages) + 1 if before else 1, text_asked, step.answer)
            yield from _told_events(request, turn, step.answer, told)
            told = step.answer
        elif step.personal_data:
            shown = {"stopped": step, "marked": marked_personal_data(text_asked, step)}
            html = _fragment(request, "stopped.html", shown)
            yield event("stopped", {"html": html, "question": step.standalone_question, "said": step.answer})
        else:
            yield from _turn_events(request, assistant, question, step, told)


def _told_events(request: Request, turn: Turn, answer: Answer, before: Answer | None) -> Iterator[str]:
    """The text of an answer, as it grows, and those of its sources that were not told before."""
    texts = [answer.answer] if before else growing(answer)
    for told in texts:
        yield event("token", {"html": grown(request, turn.ordinal, answer, told), "language": answer.language})
    for citation in answer.citations[len(before.citations) if before else 0 :]:
        shown = {"citation": citation, "turn": turn}
        yield event("citation", {"html": _fragment(request, "source.html", shown)})


def _turn_events(
    request: Request, assistant: Assistant, question: Question, answer: Answer, told: Answer | None
) -> Iterator[str]:
    now = _record(assistant, answer.conversation_id, question.owner)
    turn = made_turn(request, _ordinal(now, answer) or 1, checked_question(question.text), answer)
    yield from _told_events(request, turn, answer, told)
    language = page_language(request)
    context = {"turn": replace(turn, is_lost=bool(question.lost)), "conversation": now}
    said = " ".join(turn.html.striptags().split())[:_LONGEST_TOLD]
    done = {
        "html": _fragment(request, "turn.html", context),
        "menu": _fragment(request, "conversation_menu.html", context) if now else "",
        "conversation": answer.conversation_id,
        "after": answer.message_id,
        "path": conversation_path(request, answer.conversation_id) if now else None,
        "title": text("chat.page_title", language, title=now.title) if now else None,
        "said": text("chat.said", language, heading=text(turn.heading, language), answer=said, n=len(answer.citations)),
    }
    yield event("done", done)


def _record(assistant: Assistant, conversation_id: str | None, owner: str | None) -> ConversationRecord | None:
    return record(assistant.library, conversation_id, owner) if conversation_id else None


def _fragment(request: Request, template: str, context: Mapping[str, object]) -> str:
    return bytes(render(request, template, context).body).decode()


def _with_cookie(request: Request, response: Response) -> Response:
    remember_browser(request, response)
    return response


def _seconds(sent: str) -> float | None:
    return float(sent) if sent.isdecimal() and len(sent) < _LONGEST_SECONDS else None


def _complaint(request: Request, question: str) -> str | None:
    try:
        checked_question(question)
    except ValueError:
        length, language = len(" ".join(question.split())), page_language(request)
        if length > LONGEST_QUESTION:
            return text("chat.too_long", language, length=length, longest=LONGEST_QUESTION)
        return text("chat.empty", language)
    return None

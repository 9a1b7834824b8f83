"""The ways of asking one model: with all that we would like, and with less where its server refuses that."""

import threading
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import aclosing
from typing import Any, Literal, NamedTuple, cast

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, SystemMessage

from assistant.language_model.calls import Piece
from assistant.language_model.model import Message, Trouble, Usage
from assistant.language_model.trouble import BrokenOffError, trouble_of

Structured = Literal["auto", "on", "off"]

_REASONS = ("finish_reason", "stop_reason", "done_reason")  # OpenAI and most others, Anthropic, Ollama


class Way(NamedTuple):
    """A chat model and whether it is given the schema; `body` is what is sent beside what LangChain knows.

    `adds_usage` where its chunks each say a part of what was used; else the last that says it says all.
    """

    chat: BaseChatModel
    has_schema: bool
    body: Mapping[str, Any]
    says_its_end: bool
    adds_usage: bool = False

    async def stream(
        self, messages: list[BaseMessage], schema: Mapping[str, Any] | None
    ) -> AsyncGenerator[Piece, None]:
        """The pieces of a reply; raises what the provider's library raises, and BrokenOffError."""
        body = {**self.body, **(_response_format(schema) if self.has_schema and schema else {})}
        has_ended = not self.says_its_end
        more: dict[str, Any] = {"extra_body": body} if body else {}
        used: Usage | None = None
        chunks = cast("AsyncGenerator[AIMessageChunk, None]", self.chat.astream(messages, **more))
        async with aclosing(chunks):  # whoever turns away leaves nothing open that is closed whenever it is found
            async for chunk in chunks:
                piece = _piece(chunk)
                if piece.usage is not None:
                    used = _together(used, piece.usage) if self.adds_usage else piece.usage
                    piece = piece._replace(usage=used)
                has_ended = has_ended or piece.ended is not None
                yield piece
        if not has_ended:
            raise BrokenOffError


class Ways:
    """All ways, the best first; those that were refused where a later one was taken are not tried again."""

    def __init__(self, ways: Iterable[Way], structured: Structured) -> None:
        self._ways = tuple(ways)
        self._structured = structured
        self._refused: frozenset[int] = frozenset()
        self._lock = threading.Lock()

    async def stream(self, said: Sequence[Message], schema: Mapping[str, Any] | None) -> AsyncGenerator[Piece, None]:
        """The pieces of a reply, from the first way that is not refused."""
        messages: list[BaseMessage] = [
            (SystemMessage if one.role == "system" else HumanMessage)(one.text) for one in said
        ]
        left = self._open_to(schema)
        refused: list[int] = []
        while left:
            at = left.pop(0)
            try:
                async with aclosing(self._ways[at].stream(messages, schema)) as pieces:
                    async for piece in pieces:
                        refused = self._remembered(refused)
                        yield piece
            except Exception as error:
                if not left or trouble_of(error) is not Trouble.REFUSED:
                    raise
                refused.append(at)
            else:
                return

    def _open_to(self, schema: Mapping[str, Any] | None) -> list[int]:
        """The ways that may be tried: without a schema, none that has one; where it must be used, none without."""
        has_schema = {True} if self._structured == "on" else {False} if self._structured == "off" else {True, False}
        wanted = has_schema if schema is not None else {False}
        fitting = [at for at, way in enumerate(self._ways) if way.has_schema in wanted]
        return [at for at in fitting if at not in self._refused] or fitting

    def _remembered(self, refused: list[int]) -> list[int]:
        if refused:
            with self._lock:
                self._refused |= frozenset(refused)
        return []


def _told(message: Message) -> BaseMessage:
    return SystemMessage(message.text) if message.role == "system" else HumanMessage(message.text)


def _response_format(schema: Mapping[str, Any]) -> dict[str, Any]:
    named = {"name": "reply", "schema": schema, "strict": True}
    return {"response_format": {"type": "json_schema", "json_schema": named}}


def _together(before: Usage | None, now: Usage) -> Usage:
    """What LangChain's chunks say of usage is to be added up: some tell of the prompt first, and of the rest last."""
    if before is None:
        return now
    return Usage(
        prompt_tokens=(before.prompt_tokens or 0) + (now.prompt_tokens or 0),
        completion_tokens=(before.completion_tokens or 0) + (now.completion_tokens or 0),
    )


def _piece(chunk: AIMessageChunk) -> Piece:
    used = chunk.usage_metadata
    usage = Usage(prompt_tokens=used["input_tokens"], completion_tokens=used["output_tokens"]) if used else None
    reasons = (chunk.response_metadata.get(name) for name in _REASONS)
    return Piece(str(chunk.text), usage, next((str(reason) for reason in reasons if reason), None))

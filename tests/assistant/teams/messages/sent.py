"""A message as it goes to Teams, and what stands in it."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel


def sent(model: BaseModel) -> dict[str, Any]:
    """The JSON of a message or a card."""
    made: dict[str, Any] = json.loads(model.model_dump_json(by_alias=True, exclude_none=True))
    return made


def claims(message: dict[str, Any]) -> list[dict[str, Any]]:
    """The sources of a message."""
    return [claim for entity in message.get("entities", []) for claim in entity.get("citation", [])]


def cards(message: dict[str, Any]) -> list[dict[str, Any]]:
    """The cards of a message."""
    return [attachment["content"] for attachment in message.get("attachments", [])]


def within(part: Any) -> Iterator[dict[str, Any]]:
    """Every object of a card, the outer first."""
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from within(value)
    if isinstance(part, list):
        for value in part:
            yield from within(value)


def words(part: Any) -> str:
    """What is read on a card."""
    return "\n".join(
        one["text"] for one in within(part) if one.get("type") in ("TextRun", "TextBlock") and "text" in one
    )


def addresses(part: Any) -> list[str]:
    """What a card opens."""
    return [one["url"] for one in within(part) if one.get("type") == "Action.OpenUrl"]


def carried(part: Any) -> list[dict[str, Any]]:
    """What the buttons of a card carry."""
    return [one["planassistent"] for one in within(part) if "planassistent" in one]

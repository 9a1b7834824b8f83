"""What Teams would not take is found: each of these would have gone through without the check that it is named for."""

from typing import Any

import pytest

from tests.assistant.teams.wire.validating import CARD, Streams, wrong, wrong_card

LABEL = "AIGeneratedContent"


def claim(position: Any = 1, **look: Any) -> dict[str, Any]:
    """A source."""
    appearance = {"@type": "DigitalDocument", "name": "Plan, s. 4", "abstract": "Barn skal vernes", **look}
    return {"@type": "Claim", "position": position, "appearance": appearance}


def root(*claims: dict[str, Any], label: str = LABEL) -> dict[str, Any]:
    """The entity of a message."""
    schema = {"type": "https://schema.org/Message", "@type": "Message", "@context": "https://schema.org", "@id": ""}
    return {**schema, "additionalType": [label], "citation": list(claims)}


def message(**more: Any) -> dict[str, Any]:
    """A message that Teams takes."""
    conversation = {"id": "a:1"}
    return {"type": "message", "text": "Vern [1]", "from": {"id": "28:x"}, "conversation": conversation} | {
        "entities": [root(claim())],
        **more,
    }


def card(*body: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A card."""
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body), **more}


def attached(content: Any, kind: str = CARD) -> list[dict[str, Any]]:
    """A card as a message has it."""
    return [{"contentType": kind, "content": content}]


TABLE = {"type": "Table", "columns": [{"width": 1}], "rows": []}
BLOCK = {"type": "TextBlock", "text": "Tiltak"}


def test_a_message_that_is_as_it_should_be_has_nothing_wrong() -> None:
    assert wrong(message(attachments=attached(card(BLOCK, TABLE, msteams={"width": "Full"})))) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"text": 5}, "no activity: ['text']"),
        ({"attachments": [{"content": {}}]}, "no activity: ['attachments.0.contentType']"),
        ({"feedback": True}, "no activity has ['feedback']"),
        ({"type": "event"}, "neither a message nor typing"),
        ({"text": "", "entities": []}, "an empty message"),
        ({"from": {"id": "29:x"}}, "a message of nobody"),
        ({"text": "[1]" + "å" * 15_000}, "a message is too large"),
        ({"attachments": attached({}, "text/html")}, "an attachment that is no card"),
        ({"entities": [root(claim()), root()]}, "more than one entity of the message"),
        ({"entities": [root(claim(), claim())]}, "two citations have the same number"),
        ({"entities": [root(claim(2))]}, "a citation's number is not in the text"),
        ({"entities": [root(claim(name="å" * 81))]}, "the name of a citation is not as long as it may be"),
        ({"entities": [root(claim(name="😀" * 41))]}, "the name of a citation is not as long as it may be"),
        ({"entities": [root(claim(name=""))]}, "the name of a citation is not as long as it may be"),
        ({"entities": [root(claim(abstract="å" * 161))]}, "the abstract of a citation is not as long as it may be"),
        ({"entities": [root(claim(keywords=["a", "b", "c", "d"]))]}, "a citation has too many or too long keywords"),
        ({"entities": [root(claim(url="/documents/1"))]}, "a citation leads nowhere"),
        ({"entities": []}, "what is said of plans has no label"),
        ({"entities": [root(claim(), label="")]}, "what is said of plans has no label"),
        ({"text": "Her", "entities": [], "attachments": attached(card(TABLE))}, "what is said of plans has no label"),
        ({"attachments": attached(card({"type": "Nonsense"}))}, "no card of 1.5 at"),
        ({"attachments": attached(card({"type": "TextBlock"}))}, "no card of 1.5 at"),
        ({"attachments": attached(card(BLOCK, version="1.6"))}, "a card of version 1.6"),
        ({"attachments": attached(card(BLOCK, colour="red"))}, "no card of 1.5 at"),
        ({"attachments": attached(card({**BLOCK, "text": "a" * 26_000}))}, "a card is too large"),
        ({"attachments": attached(["no card"])}, "a card is no object"),
    ],
)
def test_a_message_that_teams_would_not_take_is_found(more: dict[str, Any], said: str) -> None:
    assert any(found.startswith(said) for found in wrong(message(**more)))


def test_more_citations_than_teams_takes_are_found() -> None:
    told = " ".join(f"[{n}]" for n in range(1, 22))
    claims = [claim(n) for n in range(1, 22)]
    assert wrong(message(text=told, entities=[root(*claims)])) == ["more citations than Teams takes"]
    assert wrong(message(text=told, entities=[root(*claims[:20])])) == []


def test_a_card_alone_is_looked_at_as_well() -> None:
    assert wrong_card(card(BLOCK)) == []
    assert wrong_card(card({"type": "TextBlock"})) != []


def piece(streams: Streams, kind: str, text: str, number: int | None, at: float, **more: Any) -> list[str]:
    """What is wrong with the next piece of a stream; the first begins it."""
    info: dict[str, Any] = {"streamType": kind, **({} if number is None else {"streamSequence": number})}
    if number != 1:
        info["streamId"] = "7"
    conversation = more.pop("conversation", "a:1")
    body = {"type": "message" if kind == "final" else "typing", "text": text, "channelData": info}
    said = {**body, "entities": [{"type": "streaminfo", **info}, *more.pop("entities", [])], **more}
    return streams.wrong(said, conversation, "7", at)


def begun() -> Streams:
    """A stream that has told what goes on, and the beginning of a text."""
    streams = Streams()
    assert piece(streams, "informative", "Leter …", 1, 0.0) == []
    assert piece(streams, "streaming", "Barn", 2, 0.1) == []
    return streams


def test_a_stream_that_is_as_it_should_be_has_nothing_wrong() -> None:
    assert piece(begun(), "final", "Barn skal vernes.", None, 1.7) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("streaming", "Barn skal", 4, 1.7), "a piece of a stream has another number than its own"),
        (("streaming", "Barn skal", 3, 0.5), "a text grows faster than Teams takes it"),
        (("streaming", "Voksne skal", 3, 1.7), "a text does not go on from what was told of it"),
        (("final", "Voksne", None, 1.7), "a text does not go on from what was told of it"),
        (("final", "Barn.", 3, 1.7), "the end of a stream is no message without a number"),
        (("final", "", None, 1.7), "a stream ends without a text"),
        (("informative", "Leter …", 3, 1.7), "what goes on is told too long, or after the text has begun"),
        (("streaming", "", 3, 1.7), "a piece of a stream is no typing with a text"),
        (("thinking", "Barn skal", 3, 1.7), "a stream of no kind"),
    ],
)
def test_a_piece_that_is_out_of_order_is_found(given: tuple[str, str, int | None, float], said: str) -> None:
    assert said in piece(begun(), *given)


def test_a_stream_goes_where_it_may_and_has_what_it_may() -> None:
    among_others = piece(Streams(), "informative", "Leter …", 1, 0.0, conversation="19:1@thread.v2")
    assert among_others == ["a stream outside a personal chat"]
    assert piece(Streams(), "streaming", "Barn", 2, 0.0) == ["a stream goes on that was not begun"]
    assert piece(begun(), "streaming", "Barn skal", 3, 1.7, entities=[root()]) == [
        "a piece of a stream has what only its end may have"
    ]
    ended = begun()
    assert piece(ended, "final", "Barn.", None, 1.7) == []
    assert "a stream goes on after its end" in piece(ended, "final", "Barn.", None, 4.0)
    two_ways = piece(begun(), "streaming", "Barn skal", 3, 1.7, channelData={"streamType": "final"})
    assert two_ways == ["a stream says one thing in its entity and another in its channel data"]

"""An answer as it grows: what of it is sent, and what becomes of it where Teams does not take a piece."""

import asyncio
from typing import Any

import pytest

from assistant.teams import streaming
from assistant.teams.connector import SendError
from assistant.teams.streaming import Stream
from tests.assistant.teams.made_up import incoming

ANSWER = {"type": "message", "text": "Først. Så.", "entities": [{"type": "label"}], "channelData": {"feedbackLoop": 1}}


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "_BETWEEN", 0.0)
    monkeypatch.setattr(streaming, "_TRIED_AGAIN_AFTER", (0.0, 0.0))


class Pieces:
    """Takes pieces, or not, as it is told: one of `faults` for each."""

    def __init__(self, *faults: SendError | None) -> None:
        self._faults = list(faults)
        self.tried = 0
        self.sent: list[dict[str, Any]] = []

    async def send(self, service_url: str, conversation: str, activity: dict[str, Any]) -> str | None:
        self.tried += 1
        fault = self._faults.pop(0) if self._faults else None
        if fault is not None:
            raise fault
        self.sent.append(activity)
        return "s1" if len(self.sent) == 1 else None

    async def replace(self, service_url: str, conversation: str, sent_id: str, activity: dict[str, Any]) -> str | None:
        raise AssertionError


def streamed(pieces: Pieces, *told: str, final: dict[str, Any] = ANSWER) -> tuple[Stream, str | None]:
    async def work() -> tuple[Stream, str | None]:
        stream = Stream(pieces, incoming("x"))
        await stream.inform("Leter")
        for text in told:
            await stream.tell(text)
        return stream, await stream.finish(final)

    return asyncio.run(work())


def test_each_piece_has_all_of_the_text_so_far() -> None:
    pieces = Pieces()
    _, found = streamed(pieces, "Først.", "Først.", "Først. Så.")
    assert found == "s1"
    assert [(piece["type"], piece["text"]) for piece in pieces.sent] == [
        ("typing", "Leter"),
        ("typing", "Først."),
        ("typing", "Først. Så."),
        ("message", "Først. Så."),
    ]
    assert [piece["channelData"].get("streamSequence") for piece in pieces.sent] == [1, 2, 3, None]
    assert [piece.get("id") for piece in pieces.sent] == [None, "s1", "s1", "s1"]
    final = pieces.sent[-1]
    assert final["channelData"] == {"feedbackLoop": 1, "streamId": "s1", "streamType": "final"}
    assert final["entities"] == [{"type": "label"}, {"type": "streaminfo", "streamId": "s1", "streamType": "final"}]


def test_an_end_that_does_not_begin_with_what_was_told_is_not_sent() -> None:
    pieces = Pieces()
    _, found = streamed(pieces, "Noe annet.")
    assert found is None
    assert pieces.tried == 2


def test_what_is_refused_ends_the_stream() -> None:
    pieces = Pieces(SendError("403", is_final=True))
    stream, found = streamed(pieces, "Først.")
    assert (found, stream.is_broken, stream.is_stopped, pieces.tried) == (None, True, False, 1)


def test_an_end_that_teams_does_not_take_as_it_is_ends_the_stream_more_simply() -> None:
    """What was told of it stood above the answer as if it were still being worked on."""
    unfit = SendError("400", is_final=True, is_unfit=True)
    cards = {**ANSWER, "attachments": [{"contentType": "card"}]}
    pieces = Pieces(None, None, unfit)
    stream, found = streamed(pieces, "Først.", final=cards)
    assert (found, stream.is_broken, pieces.tried) == ("s1", False, 4)
    assert "attachments" not in pieces.sent[-1]
    assert pieces.sent[-1]["channelData"]["streamType"] == "final"
    stream, found = streamed(Pieces(None, None, unfit, unfit), "Først.", final=cards)
    assert (found, stream.is_broken) == (None, True)


def test_one_piece_that_has_to_wait_is_left_out() -> None:
    pieces = Pieces(None, SendError("429", wait=1))
    _, found = streamed(pieces, "Først.", "Først. Så.")
    assert found == "s1"
    assert [piece["text"] for piece in pieces.sent] == ["Leter", "Først. Så.", "Først. Så."]


def test_a_user_who_stops_it_is_known_to_have() -> None:
    pieces = Pieces(None, SendError("403", is_final=True, is_stopped=True))
    stream, found = streamed(pieces, "Først.", "Først. Så.")
    assert (found, stream.is_stopped, pieces.tried) == (None, True, 2)


def test_an_end_of_which_no_answer_comes_is_told_to_be_so() -> None:
    with pytest.raises(SendError):
        streamed(Pieces(None, SendError("no answer", is_doubtful=True)))
    _, found = streamed(Pieces(None, *[SendError("503")] * 3))
    assert found is None

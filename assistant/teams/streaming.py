"""An answer as it grows in a personal chat, by the streaming of Teams.

Sent here and not by the SDK's HttpStream, whose refused pieces are noticed after half a minute only: it sends them in
tasks that nobody waits for. https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux
"""

import asyncio
import logging
import time
from typing import Any, Literal

from assistant.teams.connector import SendError
from assistant.teams.incoming import Incoming
from assistant.teams.messages.plain import simpler
from assistant.teams.sending import Sends

_BETWEEN = 1.5  # seconds, as Teams asks for
_TRIED_AGAIN_AFTER = (1.0, 2.0)  # seconds
_WAITS_AT_MOST = 5.0  # seconds; what takes longer is for the outbox

_log = logging.getLogger(__name__)


class Stream:
    """One answer: what is going on, its text as far as it is told, and the whole of it as the last.

    Once something of it was not taken nothing more of it is sent, and the answer is to be sent by itself.
    """

    def __init__(self, connector: Sends, incoming: Incoming) -> None:
        self._connector = connector
        self._incoming = incoming
        self._number = 0
        self._sent_at = 0.0
        self._told = ""
        self._lock = asyncio.Lock()
        self.id: str | None = None
        self.is_broken = False
        self.is_stopped = False
        self._has_text = False

    @property
    def rest(self) -> float:
        """Seconds until Teams takes one more piece gladly."""
        return max(0.0, self._sent_at + _BETWEEN - time.monotonic()) if self._sent_at else 0.0

    async def inform(self, line: str) -> None:
        """Tells what is going on; once text was told, nothing."""
        if not self._told:
            await self._piece("informative", line)

    async def tell(self, text: str) -> None:
        """Tells the text of the answer from its beginning, as far as it is known; what is the same, not again."""
        if text and text != self._told:
            self._told = text
            await self._piece("streaming", text)

    async def finish(self, activity: dict[str, Any]) -> str | None:
        """Ends the stream with the whole message, as simply as it has to be for Teams to take it; its id, or None where
        it was not taken.

        Raises SendError where it may have been taken all the same.
        """
        async with self._lock:
            for form in (activity, *simpler(activity)):
                if self.is_broken or self.id is None or not str(form.get("text", "")).startswith(self._told):
                    return None
                said = _with_stream({**form, "id": self.id}, {"streamId": self.id, "streamType": "final"})
                try:
                    return await self._ended(said)
                except SendError as error:
                    if not error.is_unfit:
                        raise
                    _log.warning("teams: an answer was refused, and is sent more simply: %s", error)
            self.is_broken = True
            return None

    async def _ended(self, said: dict[str, Any]) -> str | None:
        """Raises SendError where it may have been taken, and where a simpler message may be."""
        for wait in (*_TRIED_AGAIN_AFTER, None):
            await self._pause()
            try:
                await self._send(said)
            except SendError as error:
                if error.is_doubtful or error.is_unfit:
                    raise
                if wait is None or not self._goes_on(error):
                    return None
                await asyncio.sleep(max(wait, error.wait or 0.0))
            else:
                return self.id
        return None

    def _goes_on(self, error: SendError) -> bool:
        """Whether it is worth trying again: Teams asks for a little time."""
        self.is_broken = error.is_final or (error.wait or 0.0) > _WAITS_AT_MOST
        self.is_stopped = error.is_stopped
        return not self.is_broken

    async def _piece(self, kind: Literal["informative", "streaming"], text: str) -> None:
        async with self._lock:
            if self.is_broken:
                return
            await self._pause()
            info = {"streamType": kind, "streamSequence": self._number + 1, **self._streamed("streamId")}
            try:
                sent_id = await self._send(_with_stream({"type": "typing", "text": text, **self._streamed("id")}, info))
            except SendError as error:
                if self._number == 0 or error.is_doubtful or not self._goes_on(error):
                    self.is_broken = True  # one piece less is no harm, as each has all of the text
                return
            self._number += 1
            self._has_text = self._has_text or kind == "streaming"
            self.id = self.id or sent_id
            self.is_broken = self.id is None

    def _streamed(self, name: str) -> dict[str, str]:
        return {name: self.id} if self.id else {}

    async def _pause(self) -> None:
        """Teams takes text once a second or so; what was only said to be going on, it lets follow at once."""
        if self._has_text:
            await asyncio.sleep(self.rest)

    async def _send(self, activity: dict[str, Any]) -> str | None:
        try:
            return await self._connector.send(self._incoming.service_url, self._incoming.conversation, activity)
        finally:
            self._sent_at = time.monotonic()


def _with_stream(activity: dict[str, Any], info: dict[str, Any]) -> dict[str, Any]:
    """An activity as one of a stream."""
    entities = [*activity.get("entities", ()), {"type": "streaminfo", **info}]
    return {**activity, "entities": entities, "channelData": {**activity.get("channelData", {}), **info}}

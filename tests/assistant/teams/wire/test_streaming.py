"""A text that a language model writes, told as it grows: at the pace that Teams asks for, to its end."""

import asyncio

from assistant.config import Settings
from assistant.teams.connector import Connector as Sender
from assistant.teams.incoming import Incoming
from assistant.teams.streaming import Stream
from assistant.teams.tokens import Tokens
from tests.assistant.teams.wire.connector import KARI, TENANT, Connector

BEGINS = "Barn skal vernes."
ENDS = {"type": "message", "text": f"{BEGINS} Voksne ser dem."}


def grown(connector: Connector, *texts: str) -> str | None:
    """What is said of the end of a stream of these texts."""
    where = connector.conversation()["id"]
    incoming = Incoming(
        activity_id="1",
        conversation=where,
        key="0" * 64,
        is_shared=False,
        text="Hva gjelder?",
        pressed=None,
        sender=KARI,
        sender_name="",
        tenant=TENANT,
        language="nb",
        account="29:x",
        service_url=connector.service_url,
    )

    settings = Settings(**connector.settings())

    async def told() -> str | None:
        sender = Sender(settings, Tokens(settings))
        stream = Stream(sender, incoming)
        await stream.inform("Leter i planene …")
        for text in texts:
            await stream.tell(text)
        try:
            return await stream.finish(ENDS)
        finally:
            await sender.close()

    return asyncio.run(told())


def test_a_text_grows_no_faster_than_teams_takes_it(connector: Connector) -> None:
    assert grown(connector, BEGINS) == connector.sent[0].given_id
    kinds = [sent.body["channelData"]["streamType"] for sent in connector.sent]
    assert kinds == ["informative", "streaming", "final"]
    assert connector.wrong == []

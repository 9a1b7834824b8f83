"""What the connector's client makes of addresses and of what comes back."""

import asyncio

import pytest

from assistant.config import Settings
from assistant.teams.connector import Connector, SendError
from assistant.teams.playground import NoTokens


@pytest.mark.parametrize("path", ["\x01", "\x7f", "a" * 70_000])
def test_an_address_that_nobody_can_ask_is_given_up_at_once(path: str) -> None:
    async def work() -> None:
        connector = Connector(Settings(), NoTokens())
        try:
            await connector.send(f"https://smba.trafficmanager.net/{path}", "a:1", {"type": "message"})
        finally:
            await connector.close()

    with pytest.raises(SendError, match="cannot be asked for") as found:
        asyncio.run(work())
    assert found.value.is_final

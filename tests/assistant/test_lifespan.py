import asyncio
from pathlib import Path

import pytest

from assistant import lifespan
from corpus.store.conversation_turns import Turn
from tests.corpus.store.full import Store


def test_what_waits_to_be_written_is_written_once_it_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifespan, "_WRITTEN_EVERY", 0.01)
    store = Store(f"sqlite:///{tmp_path / 'catalogue.sqlite3'}")
    store.is_full = True
    conversation = store.conversations.keep(None, Turn(message_id="a", question="Når?", standalone="Når?"))

    async def living() -> None:
        task = asyncio.create_task(lifespan._written(store.conversations))
        await asyncio.sleep(0.1)
        assert store.conversations.held == 1
        store.is_full = False
        while store.conversations.held:
            await asyncio.sleep(0.01)
        task.cancel()

    asyncio.run(asyncio.wait_for(living(), 30))
    assert [message.is_held for message in store.conversations.messages(conversation)] == [False]
    store.database.close()

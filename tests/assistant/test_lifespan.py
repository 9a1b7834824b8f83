import asyncio
import shutil
import time
from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest

from assistant import lifespan
from assistant.app import create_app
from assistant.config import Settings
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


def test_an_index_whose_folder_is_deleted_is_made_anew_where_nobody_sends_anything(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lifespan, "_INDEX_SEEN_EVERY", 0.05)
    app = create_app(settings)

    async def living() -> None:
        async with app.router.lifespan_context(app):
            index = app.state.services.assistant.library._dense
            shutil.rmtree(settings.data_dir / "chroma")
            until = time.monotonic() + 30
            while index.is_lost:
                assert time.monotonic() < until
                await asyncio.sleep(0.05)

    asyncio.run(living())


class Odd:
    """Held files, conversations and library of a store whose first fault is none that the store tells."""

    held = 1

    def __init__(self) -> None:
        self.asked = 0

    def write_held(self) -> bool:
        self.asked += 1
        if self.asked == 1:
            raise RuntimeError
        return True

    forget_old = look_after_index = write_held


@pytest.mark.parametrize("loop", [lifespan._written, lifespan._swept, lifespan._indexed])
def test_what_is_done_in_the_background_goes_on_after_a_fault(
    loop: Callable[[object], Coroutine[None, None, None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lifespan, "_WRITTEN_EVERY", 0.01)
    monkeypatch.setattr(lifespan, "_SWEPT_EVERY", 0.01)
    monkeypatch.setattr(lifespan, "_INDEX_SEEN_EVERY", 0.01)
    store = Odd()

    async def living() -> None:
        task = asyncio.create_task(loop(store))
        while store.asked < 3:
            await asyncio.wait([task], timeout=0.01)
            assert not task.done()
        task.cancel()

    asyncio.run(asyncio.wait_for(living(), 30))

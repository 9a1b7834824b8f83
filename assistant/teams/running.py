"""The assistant in Teams while a server runs: put together, begun, and ended with nothing lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from assistant.api.auditing import Audit
from assistant.api.dependencies import Services
from assistant.api.rates import Rates
from assistant.auth.user import User
from assistant.config import Settings
from assistant.teams.answering import Answering
from assistant.teams.attendance import Attendance, Fenced
from assistant.teams.bot import Bot
from assistant.teams.callers import Callers
from assistant.teams.connector import Connector
from assistant.teams.conversations import Conversations
from assistant.teams.desk import Desk
from assistant.teams.identity import Refusal, sender_of
from assistant.teams.incoming import Incoming
from assistant.teams.invokes import Invokes
from assistant.teams.orders import Orders
from assistant.teams.playground import NoTokens, Playground
from assistant.teams.reception import Reception
from assistant.teams.sending import Sending
from assistant.teams.threads import Threads
from assistant.teams.tokens import Tokens


@asynccontextmanager
async def running(
    settings: Settings, services: Services, audit: Audit, rates: Rates, playground: Playground | None = None
) -> AsyncIterator[Bot]:
    """The bot, taking messages until this ends; answering them, and what waits, whenever it is at the desk.

    With a Playground it takes what that has signed in the place of Microsoft, and sends without a token.
    """
    library, threads = services.library, Threads("teams")
    connector = Connector(settings, NoTokens() if playground else Tokens(settings))
    attendance = Attendance(library.teams.turn)
    fenced = Fenced(connector, attendance)
    conversations = Conversations(services, settings)
    sending = Sending(library.teams.outbox, fenced, settings)
    answering = Answering(conversations, settings, sending, fenced, threads)
    orders = Orders(conversations, audit, settings)

    def identify(incoming: Incoming) -> User | Refusal:
        return sender_of(library, settings, incoming)

    login = conversations.address("/logg-inn")
    callers = Callers(identify, rates, audit)
    reception = Reception(callers, answering, orders, sending, threads, login)
    desk = Desk(library.teams, reception, settings, is_attended=False)
    invokes = Invokes(library, settings, callers, orders, sending)
    bot = Bot(settings, desk.take, invokes, playground.keys if playground else None)
    await bot.start()

    @asynccontextmanager
    async def at_the_desk() -> AsyncIterator[None]:
        await desk.take_up()
        sent = asyncio.create_task(sending.keep_sending())
        try:
            yield
        finally:
            await desk.leave()
            await answering.close()
            await _ended(sent)

    def look() -> None:
        desk.look()
        sending.look()

    attending = asyncio.create_task(attendance.attend(at_the_desk, look))
    try:
        yield bot
    finally:
        bot.close()
        await _ended(attending)
        await desk.close()
        await connector.close()
        threads.close()


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task

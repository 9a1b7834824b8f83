"""A connection to a Chroma server that does not wait for ever, and is closed when it is let go of.

Chroma's own client has no time limit, and leaves its connections open when it is closed.
"""

from contextlib import suppress
from typing import Any, cast
from urllib.parse import urlsplit

import chromadb
import httpx
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

_PATIENCE = httpx.Timeout(60, connect=5)  # 2,000 vectors are taken in within 2 s; a server at work may take longer
_PORT = 8000


def connected(url: str) -> Client:
    """A client of the server at an address, in the database that is the address's path; made where it is missing.

    Raises ValueError where the server does not answer.
    """
    parts = urlsplit(url)
    client = cast(
        Client,
        chromadb.HttpClient(
            host=parts.hostname or "127.0.0.1",
            port=parts.port or _PORT,
            ssl=parts.scheme == "https",
            settings=Settings(anonymized_telemetry=False),
        ),
    )
    for session in _sessions(client):
        session.timeout = _PATIENCE
    database = parts.path.strip("/")
    if database:
        _make_database(client, database)
        client.set_database(database)
    return client


def _make_database(client: Client, database: str) -> None:
    """Makes a database unless it is there, or another makes it meanwhile: which kind of error says so, differs."""
    try:
        client._admin_client.get_database(database)
    except NotFoundError:
        with suppress(ChromaError):
            client._admin_client.create_database(database)


def let_go(client: Client) -> None:
    """Closes a client and its connections."""
    sessions = _sessions(client)
    client.close()
    for session in sessions:
        session.close()


def _sessions(client: Client) -> list[httpx.Client]:
    """What a client and its administering half are connected with: none where they are embedded."""
    servers: list[Any] = [client._server, cast(Any, client._admin_client)._server]
    return [server._session for server in servers if hasattr(server, "_session")]

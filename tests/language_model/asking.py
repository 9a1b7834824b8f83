"""What tests of language models ask: a prompt, a schema, and models of our own at a test's server."""

from typing import Any

from assistant.config import Settings
from assistant.language_model.connection import ConnectedModel, connect
from assistant.language_model.model import Message, Rendered, Reply
from tests.language_model.scripted import MODEL, ScriptedServer

PROMPT = Rendered(
    messages=(Message(role="system", text="Du svarer kort."), Message(role="user", text="Når åpner barnehagen?")),
    version="test@1",
)
SCHEMA = {
    "type": "object",
    "properties": {"answer": {"type": "string"}},
    "required": ["answer"],
    "additionalProperties": False,
}


def connected(server: ScriptedServer, **said: Any) -> ConnectedModel:
    """A model at the server that is not let alone after an outage, and has ten seconds, unless it is said."""
    return connect(
        Settings(
            **{"llm_model": MODEL, "llm_base_url": server.base_url, "llm_pause_seconds": 0, "llm_timeout": 10, **said}
        )
    )


def said_by(reply: Reply) -> str:
    """All that comes."""
    return "".join(reply)

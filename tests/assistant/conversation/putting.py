"""A conversation whose follow-ups a scripted model puts."""

import json
from typing import Any

from assistant.conversation.rewriting import Rewriter
from assistant.language_model.prompts import load_prompt
from assistant.service import Assistant
from corpus.library import Library
from tests.language_model.asking import connected
from tests.language_model.scripted import Played, ScriptedServer, saying

WHO = "Hvem har ansvar for svømmekurs for femåringer?"
THEN = "Og når skal det være ferdig?"
BY_RULES = "Når skal «Svømmekurs for femåringer» være ferdig?"
BY_MODEL = "Når skal svømmekurset for femåringer være ferdig?"
OF_PPT = "Hvilke tiltak har PPT ansvar for i 2025?"


def question(text: str) -> Played:
    return saying(json.dumps({"question": text}, ensure_ascii=False))


def asking(library: Library, server: ScriptedServer, **said: Any) -> Assistant:
    """An assistant whose follow-ups alone are put by the server's model."""
    return Assistant(library, rewriter=Rewriter(connected(server, **said), load_prompt("standalone")))

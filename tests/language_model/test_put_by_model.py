"""What is said of an answer whose question a language model put."""

import pytest

from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.config import Settings
from assistant.jobs import Jobs
from corpus.library import Library
from tests.assistant.conversation.putting import BY_MODEL, THEN, WHO, asking, question
from tests.assistant.web.visitor import Visitor
from tests.language_model.scripted import serving

SAID = "Spørsmålet er gjort selvstendig av språkmodellen"


@pytest.mark.parametrize("follows_up", [True, False])
def test_an_answer_whose_question_a_model_put_is_not_said_to_be_without_one(library: Library, follows_up: bool) -> None:
    with serving(lambda _: question(BY_MODEL)) as server:
        assistant = asking(library, server)
        app = create_app(Settings())
        jobs = Jobs(library)
        app.state.services = Services(assistant, jobs)
        client = Visitor(app, base_url="http://127.0.0.1:8000")
        first = client.post("/api/v1/ask", json={"question": WHO}).json()
        second = {"question": THEN, "conversation_id": first["conversation_id"]}
        told = client.post("/api/v1/ask", json=second).json() if follows_up else first
        page = client.get(f"/samtaler/{told['conversation_id']}").text
        exported = client.get(f"/api/v1/conversations/{told['conversation_id']}.md").text
        jobs.close()
    assert (SAID in page) is follows_up
    assert (SAID.lower() in exported.lower()) is follows_up
    assert "uten språkmodell" in page
    assert "uten språkmodell" in exported

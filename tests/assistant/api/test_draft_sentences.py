"""How the sentences of a field are read, over HTTP."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.app import create_app
from assistant.config import Settings
from tests.assistant.api.drafting import DRAFTS, TEXT, begun, saved
from tests.assistant.web.visitor import Visitor

TALKS = "Barnehagen skal ha minst to samtaler med foresatte i året."


@pytest.fixture
def here(settings: Settings, with_plans: Settings) -> Iterator[TestClient]:
    """A client on the server's own machine, which has the plans."""
    with Visitor(create_app(settings), base_url="http://127.0.0.1:8000") as opened:
        yield opened


def test_each_sentence_is_told_with_its_origin_and_what_is_wrong_with_it(here: TestClient) -> None:
    draft = begun(here)["id"]
    hits = here.post("/api/v1/search", json={"query": TALKS, "limit": 3}).json()
    passage = next(hit["passage_id"] for hit in hits if TALKS in " ".join(hit["text"].split()))
    here.post(f"{DRAFTS}/{draft}/sources", json={"passage_id": passage, "quote": TALKS})
    own, told = "Vi er mange.", "Barnehagen skal ha minst to samtaler med foresatte hvert år [1]."
    text = f"{own} «{TALKS}» [1] {told} Alle barn får ny sykkel [1]. Vi leser [7]."
    saved(here, draft, text)
    found = here.get(f"{DRAFTS}/{draft}/fields/{TEXT}/sentences").json()
    assert [(one["origin"], one["sources"], one["faults"], one["refused"]) for one in found] == [
        ("own", [], [], False),
        ("quote", [1], [], False),
        ("adapted", [1], [], False),
        ("adapted", [1], ["not_borne"], False),
        ("adapted", [7], ["unknown_source"], True),
    ]
    assert text[found[0]["start"] : found[0]["end"]] == own
    assert {one["part"] for one in found} == {"text"}
    assert here.get(f"{DRAFTS}/{draft}/export.md").status_code == 409
    saved(here, draft, "Alle barn får ny sykkel [1].")
    assert here.get(f"{DRAFTS}/{draft}/export.md").status_code == 200, "what is only a hint keeps nobody from exporting"


def test_a_field_that_is_none_is_not_found(here: TestClient) -> None:
    draft = begun(here)["id"]
    assert here.get(f"{DRAFTS}/{draft}/fields/finnes-ikke/sentences").status_code == 404

"""The sources of a draft over HTTP: words that stand on their page."""

import pytest
from starlette.testclient import TestClient

from assistant.api.draft_sources import quoted_passage
from assistant.api.problems import ProblemError
from tests.assistant.api.drafting import DRAFTS, begun


def test_only_words_that_stand_on_their_page_are_taken_as_a_source(here: TestClient) -> None:
    made = begun(here)["id"]
    passage = here.post("/api/v1/search", json={"query": "bibliotekkasse"}).json()[0]
    said = {"passage_id": passage["passage_id"], "quote": passage["text"].rsplit(" ", 1)[0]}
    url = f"{DRAFTS}/{made}/sources"
    first = here.post(url, json=said)
    assert (first.status_code, first.json()["number"], first.json()["quote"]) == (201, 1, said["quote"])
    assert here.get(f"/api/v1/documents/plan/pages/{first.json()['page']}").status_code == 200
    assert here.post(url, json=said).json()["number"] == 1
    assert here.post(url, json={"passage_id": said["passage_id"]}).json()["number"] == 2
    for quote in ("Dette står ikke der.", said["quote"][1:], "…", said["quote"] + " skal"):
        refused = here.post(url, json={**said, "quote": quote})
        assert refused.status_code == 422
        assert "ordrett" in refused.json()["detail"]
    assert here.post(url, json={**said, "passage_id": "finnes-ikke"}).status_code == 422
    assert [one["number"] for one in here.get(url).json()] == [1, 2]


def test_words_of_another_passage_or_another_page_are_no_words_of_this(here: TestClient) -> None:
    library = here.app.state.services.library  # type: ignore[attr-defined]
    first, *_, last = library.snapshot.passages_in("plan")
    assert quoted_passage(library, first, first.text).page == first.first_page
    for passage, quote in (
        (first.model_copy(update={"text": "Noe annet."}), first.text),
        (first.model_copy(update={"first_page": last.first_page, "last_page": last.last_page}), first.text),
    ):
        with pytest.raises(ProblemError, match="ordrett"):
            quoted_passage(library, passage, quote)

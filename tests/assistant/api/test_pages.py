from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from starlette.testclient import TestClient

from corpus.library import Library
from tests.assistant.conftest import PDF_ID
from tests.conftest import HANDBOOK_ID, PLAN_ID
from tests.made_up_pdf import HEIGHT, WIDTH

IMAGE = f"/api/v1/documents/{PDF_ID}/pages/2.png"
QUOTE = "Alle barn skal ha tilgang til regntøy som passer, og barnehagene låner det ut."


def test_a_page_says_whose_it_is(client: TestClient) -> None:
    page = client.get(f"/api/v1/documents/{PLAN_ID}/pages/2").json()
    assert (page["number"], page["locator"], page["pages"]) == (2, "s. 2", 4)
    assert (page["document_id"], page["issuer"], page["retelling"]) == (PLAN_ID, "Fjellvik kommune", False)
    assert "to samtaler med foresatte" in page["text"]
    assert {"label", "set_apart", "document_title", "generation_id", "coverage"} <= set(page)
    assert client.get(f"/api/v1/documents/{HANDBOOK_ID}/pages/1").json()["retelling"] is True


@pytest.mark.parametrize(
    "path",
    [
        f"{PLAN_ID}/pages/0",
        f"{PLAN_ID}/pages/-1",
        f"{PLAN_ID}/pages/5",
        f"{PLAN_ID}/pages/{10**30}",
        f"{PLAN_ID}/pages/1?generation=nei",
        "finnes-ikke/pages/1",
    ],
)
def test_a_page_that_is_not_there_is_a_404(client: TestClient, path: str) -> None:
    response = client.get(f"/api/v1/documents/{path}")
    assert response.status_code == 404
    assert response.json()["title"] == "No such page"


def test_a_generation_of_another_document_is_a_404(client: TestClient) -> None:
    other = client.get(f"/api/v1/documents/{HANDBOOK_ID}").json()["generation_id"]
    assert client.get(f"/api/v1/documents/{PLAN_ID}/pages/1?generation={other}").status_code == 404


def test_a_page_number_that_is_none_is_told(client: TestClient) -> None:
    response = client.get(f"/api/v1/documents/{PLAN_ID}/pages/to")
    assert response.status_code == 422
    assert response.json()["detail"].startswith("number: ")


def test_a_page_gives_its_words_when_they_are_asked_for(pdf_client: TestClient) -> None:
    address = f"/api/v1/documents/{PDF_ID}/pages/2"
    page = pdf_client.get(address).json()
    assert (page["words"], page["retelling"], page["issuer"]) == (None, True, None)
    assert (page["width"], page["height"]) == (WIDTH, HEIGHT)
    words = pdf_client.get(f"{address}?words=true").json()["words"]
    assert [word["text"] for word in words][:3] == ["Regntøy", "Alle", "barn"]
    assert len(words[0]["box"]) == 4


def test_a_page_leads_to_its_image_and_its_file(client: TestClient, pdf_client: TestClient) -> None:
    page = pdf_client.get(f"/api/v1/documents/{PDF_ID}/pages/2").json()
    assert pdf_client.get(page["image_url"]).headers["content-type"] == "image/png"
    assert pdf_client.get(page["file_url"]).content.startswith(b"%PDF")
    assert client.get(f"/api/v1/documents/{PLAN_ID}/pages/2").json()["image_url"] is None


def test_an_image_has_the_words_of_the_quote_marked(pdf_client: TestClient) -> None:
    plain, marked = pdf_client.get(IMAGE), pdf_client.get(IMAGE, params={"highlight": QUOTE})
    assert (plain.headers.get("x-highlight"), marked.headers["x-highlight"]) == (None, "found")
    assert plain.headers["content-type"] == marked.headers["content-type"] == "image/png"
    assert yellow(plain.content) == 0
    assert yellow(marked.content) > 5_000


def test_words_that_do_not_stand_there_leave_the_image_unmarked(pdf_client: TestClient) -> None:
    response = pdf_client.get(IMAGE, params={"highlight": "elsykler til alle ansatte"})
    assert response.status_code == 200
    assert response.headers["x-highlight"] == "not-found"
    assert response.content == pdf_client.get(IMAGE).content


def yellow(image: bytes) -> int:
    red, green, blue = np.moveaxis(np.asarray(Image.open(BytesIO(image)).convert("RGB")), -1, 0)
    return int(((red > 200) & (green > 180) & (blue < 130)).sum())


def test_the_width_of_an_image_is_bounded(pdf_client: TestClient) -> None:
    assert Image.open(BytesIO(pdf_client.get(f"{IMAGE}?width=300").content)).width == pytest.approx(300, abs=1)
    for width in ("99", "2001", "bred"):
        response = pdf_client.get(f"{IMAGE}?width={width}")
        assert response.status_code == 422
        assert response.json()["detail"].startswith("width: ")


def test_an_image_is_kept_but_asked_for_each_time(pdf_client: TestClient, pdf_generation: str) -> None:
    pinned = pdf_client.get(f"{IMAGE}?generation={pdf_generation}").headers
    assert pinned["cache-control"] == "private, no-cache"
    loose = pdf_client.get(IMAGE).headers
    assert loose["cache-control"] == "private, no-cache"
    assert loose["etag"] == pinned["etag"]
    other = pdf_client.get(IMAGE, params={"highlight": QUOTE}).headers["etag"]
    assert other != loose["etag"]
    for known in (loose["etag"], f'"x", W/{loose["etag"]}', "*"):
        again = pdf_client.get(IMAGE, headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", loose["etag"])
    assert pdf_client.get(IMAGE, headers={"if-none-match": other}).status_code == 200


def test_the_image_of_an_old_edition_still_opens(pdf_client: TestClient, old_pdf_generation: str) -> None:
    response = pdf_client.get(IMAGE, params={"generation": old_pdf_generation, "highlight": "sitt eget regntøy"})
    assert (response.status_code, response.headers["x-highlight"]) == (200, "found")


@pytest.mark.parametrize("path", ["pages/0.png", "pages/3.png", "pages/1.png?generation=nei"])
def test_an_image_of_a_page_that_is_not_there_is_a_404(pdf_client: TestClient, path: str) -> None:
    response = pdf_client.get(f"/api/v1/documents/{PDF_ID}/{path}")
    assert (response.status_code, response.json()["title"]) == (404, "No such page")


def test_a_text_file_has_no_images_and_its_text_is_named(client: TestClient) -> None:
    response = client.get(f"/api/v1/documents/{PLAN_ID}/pages/2.png")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["title"] == "No page image"
    assert f"teksten står på /api/v1/documents/{PLAN_ID}/pages/2" in response.json()["detail"]


def test_a_file_that_was_lost_or_is_broken_is_a_404(
    pdf_client: TestClient, pdf_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for content, detail in ((None, "ikke tatt vare på"), (b"%PDF-1.7 broken", "kan ikke åpnes")):
        monkeypatch.setattr(pdf_library, "original", lambda _generation, content=content: content)
        response = pdf_client.get(IMAGE)
        assert response.status_code == 404
        assert detail in response.json()["detail"]


def test_images_can_be_asked_for_at_once(pdf_client: TestClient) -> None:
    expected = pdf_client.get(IMAGE).content
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: pdf_client.get(IMAGE).content, range(16)))
    assert set(found) == {expected}

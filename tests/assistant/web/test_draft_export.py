"""A draft taken out, or read in as a plan."""

from starlette.testclient import TestClient

from tests.assistant.web.drafting import TEXT, begun, page, send


def test_a_draft_is_taken_out_and_one_with_a_source_that_is_none_is_refused_with_the_sentence(here: TestClient) -> None:
    draft = begun(here)
    path = f"{draft}/felt/{TEXT}"
    send(here, path, page(here, path), text="Vi leser hver dag.")
    word = here.get(f"{draft}/eksport.docx")
    assert word.content.startswith(b"PK")
    assert "attachment" in word.headers["content-disposition"]
    assert "Vi leser hver dag." in here.get(f"{draft}/eksport.md").text
    assert here.get(f"{draft}/eksport.json").json()
    send(here, path, page(here, path), text="Vi leser hver dag [7].")
    refused = page(here, f"{draft}/eksport.docx", 409)
    assert "Vi leser hver dag" in refused
    assert f'href="{path}"' in refused


def test_an_adopted_draft_is_read_in_as_a_plan_and_no_other(here: TestClient) -> None:
    draft = begun(here)
    path = f"{draft}/felt/{TEXT}"
    send(here, path, page(here, path), text="Vi leser hver dag.")
    assert "Legg inn som plan" not in page(here, draft)
    assert here.post(f"{draft}/innlesing").status_code == 409
    here.post(draft, data={"tilstand": "adopted"})
    assert "Legg inn som plan" in page(here, draft)
    led = here.post(f"{draft}/innlesing", follow_redirects=False)
    assert led.status_code == 303
    assert led.headers["location"].startswith("/admin/jobber?jobb=")

"""Which duties a draft answers, and what is empty in it."""

import re

from starlette.testclient import TestClient

from tests.assistant.web.drafting import ROW, TALKS, begun, page, send


def test_duties_and_gaps_are_told(here: TestClient) -> None:
    draft = begun(here)
    path = f"{draft}/felt/{ROW}"
    send(here, path, page(here, path), description="Vi gir alle barn frukt.")
    told = page(here, f"{draft}/dekning")
    assert "Tiltak som mangler noe (1)" in told
    assert "Tomme felt (35)" in told


def test_what_is_not_answered_stands_first_under_the_field_to_open_and_what_is_with_its_sentence(
    here: TestClient,
) -> None:
    draft = begun(here)
    path = f"{draft}/felt/barnehagehverdag.eget-1"
    here.post(f"{draft}/rader", data={"tabell": "barnehagehverdag"})
    send(here, path, page(here, path), title="Samtaler med foresatte")
    told = page(here, f"{draft}/dekning")
    assert "0 %" in told
    assert "Besvart (" not in told
    assert TALKS in under(told.partition("Ikke besvart (")[2], path)
    said = "Vi inviterer foreldrene til samtale i oktober og mars. Pedagogisk leder sender innkallingen."
    send(here, path, page(here, path), description=said)
    left, _, done = page(here, f"{draft}/dekning").partition("Besvart (")
    assert TALKS not in left
    assert under(done, path).index("oktober og mars") < under(done, path).index(TALKS)
    assert "mangler ansvarlig og samarbeidspartnere, tidsplan, finansiering" in left


def under(told: str, path: str) -> str:
    """What is folded together under the link to a field."""
    return told.partition(f'href="{path}"')[2].partition("</details>")[0]


def test_duties_that_no_field_is_there_for_are_seen_unfolded_and_led_to(here: TestClient) -> None:
    told = page(here, f"{begun(here)}/dekning")
    found = re.search(r'<a href="#uten-felt">(\d+) av dem uten eget felt', told)
    assert found
    group = told.partition('id="uten-felt"')[2].partition("</details>")[0]
    assert '<details class="more" open>' in group
    assert group.count("<li>") == int(found[1])

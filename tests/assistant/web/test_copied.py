import re

from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant.web.copied import copied_quote, linked_html
from corpus.models import Citation
from tests.assistant.web.elements import WHO, Elements, ask

PLAIN = "http://plan.no/s"


def test_an_answer_pasted_into_a_letter_has_no_signs_of_markdown_and_short_links(client: TestClient) -> None:
    page = Elements(ask(client, WHO))
    (button,) = [one for one in page.all("button") if "data-copy" in one]
    told, html = str(button["data-copy"]), str(button["data-copy-html"])
    assert told.startswith(f"{WHO}\n\n")
    assert "\n- [1] Handlingsplan for gode barnehager" in told
    assert "\\" not in told
    assert re.search(r"^Maskinlaget svar .* Sitatene er ordrette\.$", told, re.MULTILINE)
    (address,) = re.findall(r"http://\S+", told)
    assert f'<a href="{address.replace("&", "&amp;")}">Åpne s. 3</a>' in html
    assert html.startswith(f"<p>{WHO}</p>")


def test_a_quote_is_copied_with_what_one_refers_to_it_by(client: TestClient) -> None:
    (button, *_) = [one for one in Elements(ask(client, WHO)).all("button") if "data-quote" in one]
    told, html = str(button["data-quote"]), str(button["data-quote-html"])
    words, _, address = told.partition("\n")
    assert re.fullmatch(r"«[^«»\n]+» \(Handlingsplan for gode barnehager[^()]*, Fjellvik kommune, s\. 3\)", words)
    assert re.fullmatch(r"http://\S+/pages/3\?\S+", address)
    assert html.startswith(f"<p>{words.partition('»')[0]}» (<a href=")
    assert html.endswith(", Fjellvik kommune, s. 3</a>)</p>")


def test_a_copied_quote_says_what_it_is_of(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json={"question": WHO}).json()
    change = {"retelling": True, "standing": "older", "ocr": True, "quote": "Fritt <b>\nvalg"}
    citation = Citation.model_validate({**answer["citations"][0], **change})
    copied = copied_quote(citation, lambda path: f"{PLAIN}{path}", "nn")
    assert copied.text.startswith("«Fritt <b> valg» (")
    assert ", attforteljing, eldre utgåve, lesen med OCR)\n" in copied.text
    assert copied.html.startswith("<p>«Fritt &lt;b&gt; valg» (<a ")


def test_only_the_addresses_of_sources_are_links_and_the_longer_is_not_cut() -> None:
    html = linked_html(f"a {PLAIN}/10\nb {PLAIN}/1 http://x.no", {f"{PLAIN}/1": "én", f"{PLAIN}/10": "ti"})
    ten, one = f'<a href="{PLAIN}/10">ti</a>', f'<a href="{PLAIN}/1">én</a>'
    assert html == f"<p>a {ten}<br>b {one} http://x.no</p>"
    assert linked_html("<b>\n\n\nc", {}) == "<p>&lt;b&gt;</p><p>c</p>"


@given(st.text(), st.text(min_size=1))
def test_whatever_is_copied_the_only_tags_are_ours(told: str, name: str) -> None:
    html = linked_html(f"{told} {PLAIN}", {PLAIN: name})
    assert not set(re.findall(r"<[^>]*>", html)) - {"<p>", "</p>", "<br>", "</a>", f'<a href="{PLAIN}">'}

import re

from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant.web.copied import linked_html
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


def test_only_the_addresses_of_sources_are_links_and_the_longer_is_not_cut() -> None:
    html = linked_html(f"a {PLAIN}/10\nb {PLAIN}/1 http://x.no", {f"{PLAIN}/1": "én", f"{PLAIN}/10": "ti"})
    ten, one = f'<a href="{PLAIN}/10">ti</a>', f'<a href="{PLAIN}/1">én</a>'
    assert html == f"<p>a {ten}<br>b {one} http://x.no</p>"
    assert linked_html("<b>\n\n\nc", {}) == "<p>&lt;b&gt;</p><p>c</p>"


@given(st.text(), st.text(min_size=1))
def test_whatever_is_copied_the_only_tags_are_ours(told: str, name: str) -> None:
    html = linked_html(f"{told} {PLAIN}", {PLAIN: name})
    assert not set(re.findall(r"<[^>]*>", html)) - {"<p>", "</p>", "<br>", "</a>", f'<a href="{PLAIN}">'}

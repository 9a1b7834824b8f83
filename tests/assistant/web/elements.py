"""What a page is made of."""

from html.parser import HTMLParser
from urllib.parse import quote_plus

from starlette.testclient import TestClient

WHO = "Hvem har ansvar for svømmekurs for femåringer?"


class Elements(HTMLParser):
    """The elements of a page in order with their attributes, and its text; fails where they are not closed in order."""

    VOID = frozenset({"meta", "link", "input", "br", "img"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for found, attributes in self.found if found == tag]


def ask(client: TestClient, question: str) -> str:
    response = client.get(f"/?q={quote_plus(question)}")
    assert response.status_code == 200
    Elements(response.text)
    return response.text

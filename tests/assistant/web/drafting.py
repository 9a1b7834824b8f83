"""A visitor who writes drafts, as the tests of several modules need one."""

import re
from html import unescape
from typing import Any

from starlette.testclient import TestClient

from tests.assistant.web.elements import Elements

TEXT = "utfordringsbilde"
ROW = "barnehagehverdag.mattilbudet"
TALKS = "Barnehagen skal ha minst to samtaler med foresatte i året."
SWIMMING = "Alle femåringer skal få tilbud om ti timer i bassenget."


def begun(client: TestClient, **said: str) -> str:
    """The path of a draft that was begun by the form."""
    form = {"mal": "lokal-handlingsplan", "enhet": "Fjellvik", "malform": "nb", **said}
    response = client.post("/utkast", data=form, follow_redirects=False)
    assert response.status_code == 303, response.text
    return str(response.headers["location"])


def page(client: TestClient, path: str, status: int = 200) -> str:
    """A page, which is well formed."""
    response = client.get(path)
    assert response.status_code == status, response.text
    Elements(response.text)
    return str(response.text)


def shown(text: str, name: str) -> str:
    """What a field of a form has in it."""
    found = re.search(rf'<textarea[^>]* name="{re.escape(name)}"[^>]*>\n(.*?)</textarea>', text, re.DOTALL)
    assert found, name
    return unescape(found[1])


def send(client: TestClient, path: str, seen: str, act: str = "lagre", **parts: Any) -> Any:
    """The answer to the form of a field, as it was `seen`, with other parts."""
    revision = re.search(r'name="revisjon" value="(\d+)"', seen)
    assert revision
    names = re.findall(r'<textarea hidden name="sett\.(\w+)"', seen)
    before = {f"sett.{name}": shown(seen, f"sett.{name}") for name in names}
    now = {name: shown(seen, name) for name in names if re.search(rf'<textarea[^>]* name="{name}"', seen)}
    form = {"revisjon": revision[1], **before, **now, **parts, "gjor": act}
    return client.post(path, data=form, follow_redirects=False)

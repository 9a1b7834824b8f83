import re

import pytest
from starlette.testclient import TestClient

from assistant.web.static_files import FOLDER, static_path


def test_what_a_page_names_is_kept_for_ever(client: TestClient) -> None:
    named = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/").text)
    assert len(named) > 5
    for address in named:
        response = client.get(address)
        assert response.status_code == 200
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["/static/planassistent.css", "/static/000000000000/planassistent.css"])
def test_what_has_no_hash_or_an_old_one_is_asked_for_again(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-cache")


def test_what_style_sheets_name_is_there_beside_them(client: TestClient) -> None:
    for style in FOLDER.rglob("*.css"):
        name = style.relative_to(FOLDER)
        for found in re.findall(r'url\("?([^")]+)"?\)', style.read_text(encoding="utf-8")):
            assert not found.startswith(("data:", "http:", "https:", "//"))
            assert client.get(static_path((name.parent / found).as_posix())).status_code == 200


def test_nothing_outside_the_folder_is_served(client: TestClient) -> None:
    for path in ("../headers.py", "%2e%2e/headers.py", "vendor"):
        assert client.get(static_path(path)).status_code == 404

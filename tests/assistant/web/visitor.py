"""A browser as far as forms go: what it posts to a page has the token that the page's form would have had."""

import secrets
from typing import Any

from starlette.testclient import TestClient

from assistant.api.owner import COOKIE
from assistant.auth.sessions import COOKIE as SESSION
from assistant.web.form_tokens import HEADER, made_token


class Visitor(TestClient):
    """A client that sends forms as the pages do."""

    def request(self, method: str, url: Any, **arguments: Any) -> Any:
        """The response; with the form's token where a page is posted to."""
        if any(cookie.name.endswith(SESSION) for cookie in self.cookies.jar):
            arguments["headers"] = {"Sec-Fetch-Site": "same-origin", **(arguments.get("headers") or {})}
        if method.upper() == "POST" and not str(url).startswith("/api/"):
            if not self._held():
                host = self.base_url.host
                self.cookies.set(COOKIE, secrets.token_hex(), domain=host if "." in host else f"{host}.local")
            own = {HEADER: made_token(self._held()[-1])}
            arguments["headers"] = {**own, **(arguments.get("headers") or {})}
        return super().request(method, url, **arguments)

    def _held(self) -> list[str]:
        """The values of the browser's cookie and then of the login's, as many as there are."""
        held = [(cookie.name, cookie.value or "") for cookie in self.cookies.jar]
        return [value for end in (COOKIE, SESSION) for name, value in held if name.endswith(end)]

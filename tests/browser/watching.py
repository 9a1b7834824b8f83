"""A browser page that is watched: what it must never do fails the test."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response


@dataclass
class Watch:
    """What went wrong while pages were open; `expect` names words of console errors that are part of the test."""

    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watches every page of a context. The browser's flags stop what would leave the loopback."""
        context.on("request", self._requested)
        context.on("response", self._responded)
        context.on("console", self._said)
        context.on("weberror", lambda error: self._complain(f"script error: {error.error}"))

    def expect(self, words: str) -> None:
        """A console error with these words is no fault."""
        self.expected.append(words)

    def _requested(self, request: Request) -> None:
        if _is_outside(request.url):
            self._complain(f"a request left the machine: {request.url}")

    def _responded(self, response: Response) -> None:
        if "/static/" in response.url and response.status >= 400:
            self._complain(f"a static file is missing: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        # violations of the Content-Security-Policy are told as errors
        if message.type in ("error", "warning"):
            self._complain(f"console: {message.text} ({urlsplit(message.location['url']).path})")

    def _complain(self, fault: str) -> None:
        if not any(words in fault for words in self.expected):
            self.faults.append(fault)


def _is_outside(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob", "about") and parts.hostname not in ("127.0.0.1", "localhost", "::1")

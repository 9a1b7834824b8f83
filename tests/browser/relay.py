"""A connection that breaks or halts when it is told to: what a server that goes down, or is slow, looks like."""

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit


class Relay:
    """Hands bytes on between a browser and the server of the moment.

    `break_after` cuts an answer that says so; `halt_after` keeps the rest of one back until `go_on` is set.
    """

    def __init__(self, address: str) -> None:
        self.behind = address
        self.break_after: bytes | None = None
        self.halt_after: bytes | None = None
        self.go_on = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        self.broken = threading.Event()

    @property
    def address(self) -> str:
        """Where the browser finds it."""
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def close(self) -> None:
        """Takes no more connections."""
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                browser, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._hand_on, args=(browser,), daemon=True).start()

    def _hand_on(self, browser: socket.socket) -> None:
        parts = urlsplit(self.behind)
        try:
            server = socket.create_connection((parts.hostname or "", parts.port or 0))
        except OSError:
            browser.close()
            return
        threading.Thread(target=self._copy, args=(browser, server, False), daemon=True).start()
        self._copy(server, browser, True)

    def _copy(self, source: socket.socket, target: socket.socket, breaks: bool) -> None:
        seen = b""
        with suppress(OSError, ValueError):
            while content := source.recv(65536):
                if breaks and self.halt_after and self.halt_after in content:
                    before, halt, content = content.partition(self.halt_after)
                    target.sendall(before + halt)
                    self.go_on.wait(30)
                seen = (seen + content)[-4096:] if breaks and self.break_after else b""
                if self.break_after and self.break_after in seen:
                    target.sendall(content[: content.index(self.break_after) + len(self.break_after)])
                    self.broken.set()
                    break
                target.sendall(content)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

"""The application as it is started, on a free port of the loopback, and a reverse proxy before it."""

import http.client
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from assistant.config import PREFIX

_COMMAND = "from assistant.cli import main; main()"
_ROOT = Path(__file__).parents[2]
_NOT_HANDED_ON = {"connection", "transfer-encoding", "keep-alive", "content-length"}


@contextmanager
def serving(data_dir: Path, model_dir: Path, **settings: str) -> Iterator[str]:
    """The address of a server over a data directory; it is stopped when the context ends."""
    variables = {"DATA_DIR": str(data_dir), "MODEL_DIR": str(model_dir), **settings}
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment |= {f"{PREFIX}{name}": value for name, value in variables.items()}
    command = [sys.executable, "-c", _COMMAND, "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            started = process.stdout.readline()
            assert "http://" in started, "the server did not start; what it said stands above"
            yield f"http://{started.rpartition('http://')[2].strip()}"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


@contextmanager
def proxied(address: str, prefix: str, *, strip: bool) -> Iterator[str]:
    """The address of a reverse proxy that serves `address` under a path, which it takes off or leaves on."""
    behind = urlsplit(address)

    class Handler(BaseHTTPRequestHandler):
        def _hand_on(self) -> None:
            if not self.path.startswith(f"{prefix}/"):
                self.send_error(404)
                return
            length = int(self.headers.get("Content-Length") or 0)
            path = self.path.removeprefix(prefix) if strip else self.path
            connection = http.client.HTTPConnection(behind.hostname or "", behind.port)
            with closing(connection), suppress(ConnectionError):  # a browser that goes on leaves what it asked for
                connection.request(self.command, path, self.rfile.read(length), dict(self.headers))
                with connection.getresponse() as answer:
                    content = answer.read()
                    self.send_response(answer.status)
                    for name, value in answer.getheaders():
                        if name.lower() not in _NOT_HANDED_ON:
                            self.send_header(name, value)
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)

        do_GET = _hand_on  # noqa: N815 - the names that http.server calls
        do_POST = do_PATCH = do_PUT = do_DELETE = _hand_on  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64  # a browser asks for all files of a page at once

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

"""The application as it is started, on a free port of the loopback, and a reverse proxy before it."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from assistant.config import PREFIX

_COMMAND = "import tests; from assistant.cli import main; main()"
_ROOT = Path(__file__).parents[2]


@contextmanager
def serving(data_dir: Path, model_dir: Path, port: int = 0, **settings: str) -> Iterator[str]:
    """The address of a server over a data directory; it is stopped when the context ends."""
    with running(data_dir, model_dir, port, **settings) as (address, _):
        yield address


@contextmanager
def running(
    data_dir: Path, model_dir: Path, port: int = 0, **settings: str
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server and its process, for who ends it before the context does."""
    variables = {"DATA_DIR": str(data_dir), "MODEL_DIR": str(model_dir), **settings}
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment |= {f"{PREFIX}{name}": value for name, value in variables.items()}
    command = [sys.executable, "-c", _COMMAND, "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            started = process.stdout.readline()
            assert "http://" in started, "the server did not start; what it said stands above"
            yield f"http://{started.rpartition('http://')[2].strip()}", process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


@contextmanager
def proxied(address: str, prefix: str, *, strip: bool) -> Iterator[str]:
    """The address of a reverse proxy that serves `address` under a path, which it takes off or leaves on."""

    async def hand_on(request: Request) -> Response:
        path = request.url.path
        if not path.startswith(f"{prefix}/"):
            return Response(status_code=404)
        path = path.removeprefix(prefix) if strip else path
        target = f"{address}{path}{'?' if request.url.query else ''}{request.url.query}"
        client = httpx.AsyncClient()
        asked = client.build_request(request.method, target, headers=request.headers.raw, content=await request.body())
        answer = await client.send(asked, stream=True)

        async def closed() -> None:
            await answer.aclose()
            await client.aclose()

        return StreamingResponse(
            answer.aiter_raw(), answer.status_code, dict(answer.headers), background=BackgroundTask(closed)
        )

    methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]
    app = Starlette(routes=[Route("/{path:path}", hand_on, methods=methods)])
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", access_log=False, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}{prefix}"
        finally:
            server.should_exit = True
            thread.join()

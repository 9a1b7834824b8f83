"""An OpenAI-compatible server on this machine that says what a test has it say, well or badly."""

import json
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "scripted"
_LOOKED_EVERY = 0.02


@dataclass
class Asked:
    """A request as it came, its headers in small letters, and whether who sent it left before the answer's end."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    moment: float = field(default_factory=time.monotonic)
    has_left: threading.Event = field(default_factory=threading.Event)

    @property
    def text(self) -> str:
        """All of the messages."""
        return "\n".join(message["content"] for message in self.body.get("messages", ()))

    @property
    def schema(self) -> Any:
        """The JSON schema that the answer shall keep to, or None."""
        return self.body.get("response_format", {}).get("json_schema", {}).get("schema")


@dataclass(frozen=True)
class Played:
    """One answer, piece by piece; with another status than 200 it is an error and `pieces` are its message."""

    pieces: Sequence[str] = ()
    delay: float = 0.0
    hangs_before: int | None = None
    """Nothing more comes from that piece on, until the client leaves; -1: not even the status."""
    hangs_up_before: int | None = None
    """The connection is cut before that piece; -1: before the status."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    code: str | None = None
    """What an error is called in its body."""
    finish_reason: str | None = "stop"
    says_done: bool = True
    usage: tuple[int, int] | None = (11, 7)
    line: str | None = None
    """A line that is sent as it is before the pieces, in place of the events that should be there."""


Script = Callable[[Asked], Played]


def saying(text: str, *, letters: int = 7, **how: Any) -> Played:
    """A text in pieces of so many letters."""
    return Played([text[at : at + letters] for at in range(0, len(text), letters)], **how)


def in_turn(*played: Played) -> Script:
    """One after the other, and the last ever after."""
    left = list(played)
    lock = threading.Lock()

    def next_one(_: Asked) -> Played:
        with lock:
            return left.pop(0) if len(left) > 1 else left[0]

    return next_one


def refusing(script: Script, *fields: str) -> Script:
    """As the script, but requests with any of these fields are refused."""

    def answered(asked: Asked) -> Played:
        there = [name for name in fields if name in asked.body]
        return Played([f"unsupported: {there}"], status=400) if there else script(asked)

    return answered


class ScriptedServer:
    """The server; `script` may be exchanged between requests, `asked` has what came."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.asked: list[Asked] = []
        self.is_over = threading.Event()
        self._http = _Http(("127.0.0.1", 0), _Handler)
        self._http.scripted = self
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def close(self) -> None:
        self.is_over.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@contextmanager
def serving(script: Script) -> Iterator[ScriptedServer]:
    """A server for as long as it is needed."""
    server = ScriptedServer(script)
    try:
        yield server
    finally:
        server.close()


class _Http(ThreadingHTTPServer):
    scripted: ScriptedServer


class _LeftError(Exception):
    """The client is gone, or the server is to end."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http

    def do_GET(self) -> None:
        self._note({})
        if self.path.endswith("/models"):
            self._send_whole(200, {"object": "list", "data": [{"id": MODEL, "object": "model"}]})
        else:
            self._send_whole(404, {"error": {"message": "no such path"}})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked = self._note(body)
        if not self.path.partition("?")[0].endswith("/chat/completions"):
            self._send_whole(404, {"error": {"message": "no such path"}})
            return
        try:
            self._play(asked, self.server.scripted.script(asked))
        except (_LeftError, ConnectionError):
            asked.has_left.set()
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nothing: tests read what was asked."""

    def _note(self, body: Mapping[str, Any]) -> Asked:
        asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        self.server.scripted.asked.append(asked)
        return asked

    def _play(self, asked: Asked, played: Played) -> None:
        self._at(-1, played)
        if played.status != 200:
            error = {"message": "".join(played.pieces) or "no", "type": "error", "code": played.code}
            self._send_whole(played.status, {"error": error}, played.headers)
        elif asked.body.get("stream"):
            self._stream(asked, played)
        else:
            for at in range(len(played.pieces)):
                self._at(at, played)
            message = {"role": "assistant", "content": "".join(played.pieces)}
            choice = {"index": 0, "message": message, "finish_reason": played.finish_reason}
            self._send_whole(200, {**_frame(asked, "chat.completion"), "choices": [choice], **_usage(played)})

    def _stream(self, asked: Asked, played: Played) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if played.line is not None:
            self._chunk(played.line)
        self._event(asked, {"role": "assistant", "content": ""})
        for at, piece in enumerate(played.pieces):
            self._at(at, played)
            self._event(asked, {"content": piece})
        self._at(len(played.pieces), played)
        if played.finish_reason:
            self._event(asked, {}, played.finish_reason)
        if played.usage and asked.body.get("stream_options", {}).get("include_usage"):
            self._data({**_frame(asked, "chat.completion.chunk"), "choices": [], **_usage(played)})
        if played.says_done:
            self._chunk("data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def _event(self, asked: Asked, delta: Mapping[str, Any], finish_reason: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
        self._data({**_frame(asked, "chat.completion.chunk"), "choices": [choice]})

    def _data(self, said: Mapping[str, Any]) -> None:
        self._chunk(f"data: {json.dumps(said, ensure_ascii=False)}\n\n")

    def _chunk(self, text: str) -> None:
        written = text.encode()
        self.wfile.write(f"{len(written):x}\r\n".encode() + written + b"\r\n")

    def _send_whole(self, status: int, said: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> None:
        written = json.dumps(said, ensure_ascii=False).encode()
        self.send_response(status)
        for name, value in {**(headers or {}), "Content-Type": "application/json"}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)

    def _at(self, at: int, played: Played) -> None:
        """What happens before a piece: the delay, a hang, the end of the connection."""
        if played.hangs_up_before == at:
            self.connection.shutdown(socket.SHUT_RDWR)
            raise ConnectionError
        is_hanging = played.hangs_before == at
        until = time.monotonic() + (0 if at < 0 else played.delay)
        while is_hanging or time.monotonic() < until:
            if self.server.scripted.is_over.is_set() or _is_gone(self.connection):
                raise _LeftError
            time.sleep(_LOOKED_EVERY)


def _is_gone(connection: socket.socket) -> bool:
    readable, _, _ = select.select([connection], [], [], 0)
    return bool(readable) and not connection.recv(1, socket.MSG_PEEK)


def _frame(asked: Asked, kind: str) -> dict[str, Any]:
    return {"id": "scripted-1", "object": kind, "created": 0, "model": asked.body.get("model", MODEL)}


def _usage(played: Played) -> dict[str, Any]:
    if played.usage is None:
        return {}
    prompt, completion = played.usage
    return {"usage": {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}}

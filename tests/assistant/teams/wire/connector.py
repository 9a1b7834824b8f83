"""Microsoft's services on this machine: the keys, the token endpoint, and the Bot Framework's connector.

Tokens are signed as Microsoft signs them. What the connector answers to the next activities is put in `script`, or in
`scripts` to the next messages of one conversation; what was sent is in `sent`, and what Teams would not have taken of
it in `wrong`.
"""

import asyncio
import json
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import jwt
import uvicorn
from cryptography.hazmat.primitives.asymmetric import rsa
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from tests.assistant.teams.wire.validating import Streams, wrong

APP = "11111111-2222-3333-4444-555555555555"
TENANT = "aaaaaaaa-0000-0000-0000-000000000001"
KARI = "bbbbbbbb-0000-0000-0000-000000000002"
OLA = "bbbbbbbb-0000-0000-0000-000000000003"
BOT = {"id": f"28:{APP}", "name": "Planassistent"}
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ROGUE = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class Step:
    """How one activity is answered, once `after` is set; a status of 0 breaks the connection."""

    status: int = 201
    headers: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)
    delay: float = 0.0
    after: threading.Event | None = None

    async def wait(self) -> None:
        """Until it is to be answered."""
        await asyncio.sleep(self.delay)
        while self.after is not None and not self.after.is_set():
            await asyncio.sleep(0.01)


@dataclass(frozen=True)
class Sent:
    """An activity that was sent."""

    method: str
    conversation: str
    activity_id: str | None
    body: dict[str, Any]
    status: int
    given_id: str | None
    at: float

    @property
    def is_message(self) -> bool:
        """Whether it is no sign that something goes on."""
        return bool(self.body["type"] == "message")


class Connector:
    """The services; `url` is where."""

    def __init__(self) -> None:
        self.url = ""
        self.sent: list[Sent] = []
        self.script: deque[Step] = deque()
        self.scripts: dict[str, deque[Step]] = {}
        self.wrong: list[str] = []
        self.streams = Streams()
        self.hits: list[str] = []
        self.expects = "Bearer made-up"
        self.keys = Step(200)
        self.token = Step(200)
        self.gone = False
        self._chats = 0
        self.app = _served(self)

    @property
    def service_url(self) -> str:
        """What activities say."""
        return f"{self.url}/teams/"

    @property
    def messages(self) -> list[Sent]:
        """The messages that were taken."""
        return [sent for sent in self.sent if sent.is_message and 200 <= sent.status < 300]

    def reset(self) -> None:
        """Forgets what was; conversations are others from now on."""
        self._chats += 1
        self.script.clear()
        self.scripts.clear()
        self.wrong.clear()
        self.sent.clear()
        self.hits.clear()
        self.keys = self.token = Step(200)
        self.expects = "Bearer made-up"
        self.gone = False

    def settings(self) -> dict[str, Any]:
        """What a server is told so that it takes this for Microsoft."""
        return {
            "teams_app_id": APP,
            "teams_app_secret": "Q~8abc.DEF-ghiJKL",
            "teams_tenants": (TENANT,),
            "teams_login_url": self.url,
            "teams_openid_url": f"{self.url}/v1/.well-known/openidconfiguration",
            "teams_service_hosts": (self.url.removeprefix("http://"),),
            "public_url": "http://127.0.0.1",
            "secret_key": "k3J9xQv7LmN2pR5tW8yZ1aB4cD6eF0gH",
        }

    def bearer(
        self,
        claims: dict[str, Any] | None = None,
        *,
        key: Any = KEY,
        kid: str = "key-1",
        drop: tuple[str, ...] = (),
        alg: str = "RS256",
    ) -> str:
        """The header of a request of Microsoft's; `claims` are other than theirs, `drop` are left out."""
        now = int(time.time())
        said = {"iss": "https://api.botframework.com", "aud": APP, "serviceurl": self.service_url}
        said |= {"nbf": now - 300, "exp": now + 3600} | (claims or {})
        kept = {name: value for name, value in said.items() if name not in drop}
        return f"Bearer {jwt.encode(kept, key, algorithm=alg, headers={'kid': kid})}"

    def conversation(self, kind: str = "personal", which: int = 1) -> dict[str, Any]:
        """A conversation as activities name it, the same until the next reset; `which` of those of its kind."""
        n = self._chats if which == 1 else f"{self._chats}-{which}"
        if kind == "channel":
            n = self._chats  # threads of one channel
        names = {
            "personal": f"a:{n}",
            "groupChat": f"19:{n}@thread.v2",
            "channel": f"19:{n}@thread.tacv2;messageid={which}",
        }
        shared = {} if kind == "personal" else {"isGroup": True}
        return {"id": names[kind], "conversationType": kind, "tenantId": TENANT, **shared}

    def activity(
        self, text: str | None = None, kind: str = "personal", *, sender: str = KARI, **more: Any
    ) -> dict[str, Any]:
        """An activity as Teams delivers it; in a shared conversation the assistant is mentioned."""
        said: dict[str, Any] = {
            "type": "message",
            "id": str(uuid.uuid4().int)[:13],
            "timestamp": "2026-11-22T18:00:00.000Z",
            "serviceUrl": self.service_url,
            "channelId": "msteams",
            "from": {"id": f"29:{sender}", "name": "Kari Nordmann", "aadObjectId": sender},
            "conversation": self.conversation(kind),
            "recipient": BOT,
            "locale": "nb-NO",
            "textFormat": "plain",
            "entities": [{"type": "clientInfo", "locale": "nb-NO", "country": "NO", "platform": "Windows"}],
            "channelData": {"tenant": {"id": TENANT}},
        }
        if text is not None:
            said["text"] = text
            if kind != "personal":
                said["text"] = f"<at>Planassistent</at>&nbsp;{text}"
                said["entities"].append({"type": "mention", "mentioned": BOT, "text": "<at>Planassistent</at>"})
        return {**said, **more}

    def invoke(self, name: str, value: Any, kind: str = "personal", **more: Any) -> dict[str, Any]:
        """An activity that is answered in place."""
        return self.activity(None, kind, type="invoke", name=name, value=value, **more)

    def wait(self, is_so: Callable[[], bool], seconds: float = 10.0) -> None:
        """Until something is so."""
        until = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < until, [(sent.body, sent.status) for sent in self.sent]
            time.sleep(0.01)

    def wait_for(self, messages: int) -> list[Sent]:
        """The messages, once so many were taken."""
        self.wait(lambda: len(self.messages) >= messages)
        return self.messages

    async def taken(self, request: Request, conversation: str, activity_id: str | None) -> Response:
        """One activity, answered as the script says."""
        body = json.loads(await request.body())
        arrived = time.monotonic()
        own = self.scripts.get(conversation) if body["type"] == "message" else None
        script = own or self.script
        step = Step(503) if self.gone else script.popleft() if script else None
        given = activity_id or str(time.time_ns())
        info = body.get("channelData", {})
        if body["type"] == "typing" and "streamType" not in info:
            given = ""
        if info.get("streamId"):
            given = ""
        status = step.status if step else 202 if info.get("streamId") else 201
        if step:
            await step.wait()
        kept = given if status < 300 else None
        self.wrong += wrong(body)
        if 200 <= status < 300:
            self.wrong += self.streams.wrong(body, conversation, (step and step.body.get("id")) or given, arrived)
        self.sent.append(Sent(request.method, conversation, activity_id, body, status, kept, time.monotonic()))
        if status >= 300 or (step and step.body):
            return JSONResponse(step.body if step else {}, status, step.headers if step else None)
        return JSONResponse({"id": given} if given else {}, status)


def _served(connector: Connector) -> FastAPI:
    app = FastAPI()

    @app.get("/v1/.well-known/keys")
    async def keys() -> Response:
        connector.hits.append("keys")
        await connector.keys.wait()
        if connector.keys.status != 200 or connector.keys.body:
            return JSONResponse(connector.keys.body, connector.keys.status)
        found = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return JSONResponse({"keys": [found | {"kid": "key-1", "use": "sig", "endorsements": ["msteams"]}]})

    @app.post("/{tenant}/oauth2/v2.0/token")
    async def token(tenant: str) -> Response:
        connector.hits.append(f"token {tenant}")
        if connector.token.status >= 300:
            return JSONResponse({"error": "invalid_client"}, connector.token.status)
        return JSONResponse({"token_type": "Bearer", "expires_in": 3599, "access_token": "made-up"})

    @app.post("/teams/v3/conversations/{conversation}/activities")
    async def create(conversation: str, request: Request) -> Response:
        assert request.headers["authorization"] == connector.expects
        return await connector.taken(request, conversation, None)

    @app.put("/teams/v3/conversations/{conversation}/activities/{activity_id}")
    async def update(conversation: str, activity_id: str, request: Request) -> Response:
        return await connector.taken(request, conversation, activity_id)

    return app


@contextmanager
def served(app: Any, *, lifespan: str = "off", port: int = 0) -> Iterator[str]:
    """The address of an application while it is served."""
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", lifespan=lifespan)  # type: ignore[arg-type]
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        assert time.monotonic() < until
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)

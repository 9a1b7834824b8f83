"""The bot as Microsoft's SDK runs it: tokens verified, activities read; what users write is handed on."""

import asyncio
import html
import logging
import os
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from jwt import PyJWKClient, PyJWKClientConnectionError, PyJWTError
from microsoft_teams.api.activities.install_update import InstalledActivity
from microsoft_teams.api.activities.invoke.adaptive_card import AdaptiveCardInvokeActivity
from microsoft_teams.api.activities.invoke.message import MessageSubmitActionInvokeActivity
from microsoft_teams.api.activities.message import MessageActivity
from microsoft_teams.api.activities.utils import StripMentionsTextOptions
from microsoft_teams.api.auth.cloud_environment import PUBLIC
from microsoft_teams.api.models.adaptive_card import AdaptiveCardActionCardResponse, AdaptiveCardActionMessageResponse
from microsoft_teams.api.models.invoke_response import InvokeResponse
from microsoft_teams.cards import AdaptiveCard
from pydantic import ValidationError

from assistant.config import Settings
from assistant.teams.admission import CHANNEL, foreign
from assistant.teams.incoming import Incoming, digest, language_of
from assistant.teams.keys import Keys, is_endorsed
from assistant.teams.routes import PATH
from assistant.teams.tokens import SCOPE, keys_address

_AT_ONCE = 4
"""Activities that are verified and read at the same time; each takes some milliseconds, but for Microsoft's keys."""
_OF_BOTS = "28:"
"""What the ids of bots begin with."""
_OF_SDK = ("CLIENT_ID", "CLIENT_SECRET", "TENANT_ID", "MANAGED_IDENTITY_CLIENT_ID", "SERVICE_URL", "CLOUD")

_log = logging.getLogger(__name__)


@contextmanager
def _environment_of_ours() -> Iterator[None]:
    """Nothing of the SDK is decided by variables or files that our settings do not name."""
    hidden = {name: os.environ.pop(name) for name in _OF_SDK if name in os.environ}
    before = os.environ.get("PYTHON_DOTENV_DISABLED")
    os.environ["PYTHON_DOTENV_DISABLED"] = "1"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts of it that are not used here
            yield
    finally:
        os.environ.update(hidden)
        del os.environ["PYTHON_DOTENV_DISABLED"]
        if before is not None:
            os.environ["PYTHON_DOTENV_DISABLED"] = before


with _environment_of_ours():
    from microsoft_teams.apps import ActivityContext, App
    from microsoft_teams.apps.http import HttpRequest, HttpRouteHandler


class Invokes(Protocol):
    """Who answers in place; called in threads of the bot."""

    def pressed(self, incoming: Incoming) -> AdaptiveCard | str:
        """A button was pressed whose card is to be another now, or that is answered with a line."""

    def feedback(self, incoming: Incoming, said: str, *, helpful: bool) -> None:
        """What somebody says of the message that `reply_to` names."""


@dataclass(frozen=True)
class Taken:
    """What became of an activity."""

    status: int
    body: Any = None


class _NoServer:
    """The SDK's routes are ours to serve."""

    def register_route(self, method: str, path: str, handler: HttpRouteHandler) -> None:
        """Nothing: the route is in routes.py."""

    def serve_static(self, path: str, directory: str) -> None:
        """Nothing."""

    async def start(self, port: int) -> None:
        """Nothing."""

    async def stop(self) -> None:
        """Nothing."""


class Bot:
    """Takes activities: each is verified and read in a thread of its own, whatever the keys take."""

    def __init__(
        self,
        settings: Settings,
        take: Callable[[Incoming], None],
        invokes: Invokes,
        keys: PyJWKClient | None = None,
    ) -> None:
        """What is not answered in place is for `take`, in threads of the bot; without `keys` they are Microsoft's."""
        logging.getLogger("microsoft_teams").setLevel(logging.CRITICAL)  # its lines have what users wrote
        self._settings = settings
        self._take = take
        self._invokes = invokes
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="teams-bot")
        self._app = _app(settings)
        self._keys = keys or Keys(keys_address(settings))

    async def start(self) -> None:
        """Makes the bot ready."""
        await self._app.initialize()
        server = self._app.server
        assert server._token_validator is not None  # no other way to say how long keys are kept
        server._token_validator._service_validator._jwks_client = self._keys
        self._read = server.on_request
        server.on_request = self._processed
        self._listen()

    async def deliver(self, headers: dict[str, str], body: dict[str, Any]) -> Taken:
        """Verifies an activity and hands on what it says."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._delivered, headers, body)

    def close(self) -> None:
        """Takes no more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _delivered(self, headers: dict[str, str], body: dict[str, Any]) -> Taken:
        authorization = headers.get("authorization", "")
        try:
            key = self._keys.get_signing_key_from_jwt(authorization.removeprefix("Bearer "))
        except PyJWKClientConnectionError as error:
            _log.warning("teams: Microsoft's keys are not to be had: %s", error)
            return Taken(503)
        except PyJWTError:
            return Taken(401)
        if not is_endorsed(self._keys, key, CHANNEL):
            _log.warning("teams: the token is signed with a key that does not speak for Teams")
            return Taken(403)
        request: HttpRequest = {"body": body, "headers": {"authorization": authorization}}
        response = asyncio.run(self._app.server.handle_request(request))
        return Taken(response["status"], response["body"])

    async def _processed(self, event: Any) -> Any:
        """What becomes of an activity whose token was verified."""
        if (why := foreign(event.body.model_extra or {}, self._settings)) is not None:
            _log.warning("teams: %s", why)
            return InvokeResponse(status=403)
        assert self._read is not None
        try:
            return await self._read(event)
        except (ValidationError, RecursionError):  # of a kind that the SDK does not know, or that is not as it says
            return InvokeResponse(status=501 if event.body.type == "invoke" else 200)
        except Exception:  # noqa: BLE001 - told here, as the SDK would with what was written
            _log.exception("teams: an activity was not taken")
            return InvokeResponse(status=500)

    def _listen(self) -> None:
        app, invokes = self._app, self._invokes

        @app.on_message
        async def message(context: ActivityContext[MessageActivity]) -> None:
            self._hand_on(context.activity)

        @app.on_install_add
        async def installed(context: ActivityContext[InstalledActivity]) -> None:
            self._take(self._incoming(context.activity, kind="installed"))

        @app.on_card_action
        async def pressed(context: ActivityContext[AdaptiveCardInvokeActivity]) -> Any:
            activity = context.activity
            shown = invokes.pressed(self._incoming(activity, pressed=activity.value.action.data))
            if isinstance(shown, str):
                return AdaptiveCardActionMessageResponse(value=shown)
            return AdaptiveCardActionCardResponse(value=shown)

        @app.on_message_submit_feedback
        async def feedback(context: ActivityContext[MessageSubmitActionInvokeActivity]) -> None:
            said = context.activity.value.action_value
            invokes.feedback(self._incoming(context.activity), said.feedback, helpful=said.reaction == "like")

    def _hand_on(self, activity: MessageActivity) -> None:
        if activity.from_.id.startswith(_OF_BOTS):  # two that answer each other would never end
            _log.warning("teams: a message of another bot was not taken")
            return
        if not activity.from_.aad_object_id:
            _log.warning("teams: a message has no object id of whoever wrote it, who is told so")
        plain = activity.model_copy(deep=True)
        plain.strip_mentions_text(StripMentionsTextOptions(account_id=activity.recipient.id))
        plain.strip_mentions_text(StripMentionsTextOptions(tag_only=True))
        value = activity.value if isinstance(activity.value, dict) else None
        self._take(self._incoming(activity, " ".join(html.unescape(plain.text or "").split()), value))

    def _incoming(
        self,
        activity: Any,
        text: str = "",
        pressed: dict[str, Any] | None = None,
        kind: Literal["message", "installed"] = "message",
    ) -> Incoming:
        conversation = activity.conversation
        tenant = (conversation.tenant_id or activity.channel_data.tenant.id).lower()
        return Incoming(
            activity_id=activity.id,
            conversation=conversation.id,
            key=digest(self._settings, tenant, conversation.id),
            is_shared=conversation.conversation_type != "personal",
            text=text,
            pressed=pressed,
            sender=(activity.from_.aad_object_id or "").lower(),
            sender_name=activity.from_.name or "",
            tenant=tenant,
            language=language_of(activity.locale, text),
            account=activity.from_.id,
            service_url=activity.service_url,
            reply_to=activity.reply_to_id,
            kind=kind,
            home=_home(activity.from_),
        )


def _home(sender: Any) -> str | None:
    """The tenant that Teams says a sender is of; that of the conversation is the host's, whoever writes there."""
    said = sender.tenant_id or (sender.properties or {}).get("tenantId")
    return said.lower() if isinstance(said, str) and said else None


def _app(settings: Settings) -> App:
    """The SDK's application, told everything that it would else look for in the environment."""
    assert settings.teams_app_id is not None
    cloud = replace(
        PUBLIC, login_endpoint=settings.teams_login_url, openid_metadata_url=settings.teams_openid_url, bot_scope=SCOPE
    )
    with _environment_of_ours():
        return App(
            client_id=settings.teams_app_id,
            tenant_id=settings.teams_home,
            token=_no_token,
            cloud=cloud,
            service_url=f"https://{settings.teams_service_hosts[0]}",
            http_server_adapter=_NoServer(),
            messaging_endpoint=PATH,
            dangerously_allow_unauthenticated_requests=False,
            fetch_user_token=False,
            state=False,
            telemetry={"agent365": False},
        )


def _no_token(_scope: str | list[str], _tenant: str | None) -> None:
    """The SDK reads; what is sent goes by connector.py."""

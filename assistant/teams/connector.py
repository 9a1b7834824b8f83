"""The Bot Framework's connector: where messages to conversations of Teams are sent, by the SDK's client."""

from typing import Any
from urllib.parse import quote

import httpx
from microsoft_teams.common import Client, ClientOptions

from assistant.config import Settings
from assistant.teams.admission import is_answered_at
from assistant.teams.playground import NoTokens
from assistant.teams.tokens import TokenError, Tokens

_TIMEOUT = httpx.Timeout(15, connect=5)  # seconds
_UNQUOTED = ":;@="  # a thread of a channel is 19:…@thread.tacv2;messageid=…
_LONGEST_WAIT = 3_600.0  # seconds
_UNFIT = (400, 413)
_UNASKABLE = (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError, ValueError)  # by the address
_STOPPED = "cancel"  # in the words of the refusal: "Content stream was canceled by user."


class SendError(Exception):
    """A message was not taken; the message of it is for the log.

    `is_final` where it never will be; `wait` is how many seconds the service asks to be left alone; `is_doubtful` where
    it may have been taken all the same, `is_stopped` where the user stopped it, `is_unfit` where a simpler one may be
    taken.
    """

    def __init__(
        self,
        why: str,
        *,
        is_final: bool = False,
        wait: float | None = None,
        is_doubtful: bool = False,
        is_stopped: bool = False,
        is_unfit: bool = False,
    ) -> None:
        super().__init__(why)
        self.is_final = is_final
        self.wait = wait
        self.is_doubtful = is_doubtful
        self.is_stopped = is_stopped
        self.is_unfit = is_unfit


class Connector:
    """Sends activities (JSON of the protocol), one at a time and once."""

    def __init__(self, settings: Settings, tokens: Tokens | NoTokens) -> None:
        self._settings = settings
        self._tokens = tokens
        self._bot = {"id": f"28:{settings.teams_app_id}"}
        options = ClientOptions(token=self._tokens.token)
        self._http = Client(options, _http=httpx.AsyncClient(timeout=_TIMEOUT))

    async def send(self, service_url: str, conversation: str, activity: dict[str, Any]) -> str | None:
        """Sends a message; the id that it was given, where it was given one. Raises SendError."""
        return await self._sent("POST", service_url, conversation, None, activity)

    async def replace(self, service_url: str, conversation: str, sent_id: str, activity: dict[str, Any]) -> str | None:
        """Puts a message in the place of one that was sent. Raises SendError."""
        return await self._sent("PUT", service_url, conversation, sent_id, {**activity, "id": sent_id})

    async def close(self) -> None:
        """Ends the connections."""
        await self._http.http.aclose()

    async def _sent(
        self, method: str, service_url: str, conversation: str, sent_id: str | None, activity: dict[str, Any]
    ) -> str | None:
        if not is_answered_at(service_url, self._settings):
            raise SendError("the service's address is not among those answered", is_final=True)
        path = f"{service_url.rstrip('/')}/v3/conversations/{quote(conversation, safe=_UNQUOTED)}/activities"
        if sent_id is not None:
            path += f"/{quote(sent_id, safe=_UNQUOTED)}"
        body = {**activity, "from": self._bot, "conversation": {"id": conversation}}
        try:
            response = await self._http.request(method, path, json=body)
        except TokenError as error:
            raise SendError(str(error)) from None
        except httpx.HTTPStatusError as error:
            raise self._refused(error.response) from None
        except (httpx.ReadTimeout, httpx.WriteTimeout, httpx.RemoteProtocolError, httpx.ReadError) as error:
            raise SendError(f"no answer ({type(error).__name__})", is_doubtful=True) from None
        except _UNASKABLE as error:
            raise SendError(f"cannot be asked for ({type(error).__name__})", is_final=True) from None
        except httpx.HTTPError as error:
            raise SendError(f"not reached ({type(error).__name__})") from None
        try:
            given = response.json()
        except ValueError:
            return sent_id
        found = given.get("id") if isinstance(given, dict) else None
        return found if isinstance(found, str) and found else sent_id

    def _refused(self, response: httpx.Response) -> SendError:
        status = response.status_code
        if status == 401:  # the token was taken back, or the secret is another now: the next has a new token
            self._tokens.forget()
            return SendError("401")
        if status == 429 or status >= 500 or status == 408:
            return SendError(str(status), wait=_seconds(response.headers.get("retry-after")))
        is_stopped = status == 403 and _STOPPED in response.text[:2_000].lower()
        return SendError(str(status), is_final=True, is_stopped=is_stopped, is_unfit=status in _UNFIT)


def _seconds(said: str | None) -> float | None:
    """What Retry-After asks for, where it does in seconds."""
    try:
        wait = float(said or "")
    except ValueError:
        return None
    return min(wait, _LONGEST_WAIT) if wait >= 0 else None

"""The cookies of logins: of one that lasts, and of one that is under way to the provider and back."""

import hmac
import secrets
from dataclasses import asdict, dataclass
from hashlib import sha256

from itsdangerous import BadData, URLSafeTimedSerializer

from assistant.config import Settings

COOKIE = "planassistent-session"
UNDER_WAY = "planassistent-login"

MINUTES_UNDER_WAY = 10
"""Within which somebody must have logged in at the provider."""

_BYTES = 32
_LONGEST = 100  # characters of a cookie that is looked up


def prefix(settings: Settings) -> str:
    """What a cookie's name begins with so that no neighbouring host can set it, where browsers come by https.

    "__Host-" holds for the whole host: under a path, where others may stand beside, the cookie is kept to the path.
    https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes
    """
    if not settings.is_secure:
        return ""
    return "__Secure-" if settings.root_path else "__Host-"


def session_cookie(settings: Settings) -> str:
    """The name of the cookie of a login."""
    return f"{prefix(settings)}{COOKIE}"


def new_session() -> str:
    """A value that nobody guesses."""
    return secrets.token_urlsafe(_BYTES)


def digest_of(cookie: str | None) -> str | None:
    """What the store knows a login by; None where there is no cookie, or none of ours."""
    return sha256(cookie.encode()).hexdigest() if cookie and len(cookie) <= _LONGEST else None


@dataclass(frozen=True)
class Begun:
    """A login under way: what the provider's answer must fit, and the page that it leads back to."""

    state: str
    nonce: str
    verifier: str
    back: str


def begin(back: str) -> Begun:
    """A login of its own: what binds one says nothing of another."""
    state, nonce, verifier = (secrets.token_urlsafe(_BYTES) for _ in range(3))
    return Begun(state, nonce, verifier, back)


def begun_cookie(settings: Settings, state: str) -> str:
    """The name of the cookie of a login under way: each has its own, since several windows may log in at a time."""
    return f"{prefix(settings)}{UNDER_WAY}-{sha256(state.encode()).hexdigest()[:8]}"


def signed(settings: Settings, begun: Begun) -> str:
    """A login under way as its cookie holds it."""
    return str(_serializer(settings).dumps(asdict(begun)))


def read_begun(settings: Settings, cookie: str | None, state: str) -> Begun | None:
    """The login under way that a cookie holds; None where it is not ours, too old, or of another state."""
    try:
        begun = Begun(**_serializer(settings).loads(cookie or "", max_age=MINUTES_UNDER_WAY * 60))
    except (BadData, TypeError):
        return None
    return begun if hmac.compare_digest(begun.state.encode(), state.encode()) else None


def _serializer(settings: Settings) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.key, salt="login under way", signer_kwargs={"digest_method": sha256})

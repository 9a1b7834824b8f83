"""The keys that Microsoft signs with, and which channels each of them speaks for.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

from typing import Any

from jwt import PyJWK, PyJWKClient, PyJWKClientConnectionError, PyJWKClientError, PyJWTError

_KEPT = 24 * 3600.0  # seconds, as Microsoft says
_WITHIN = 5.0  # seconds


class Keys(PyJWKClient):
    """The keys at an address, kept for a day; what was malformed there is fetched anew with the next message."""

    def __init__(self, address: str) -> None:
        super().__init__(address, lifespan=_KEPT, timeout=_WITHIN)

    def get_signing_keys(self, refresh: bool = False) -> list[PyJWK]:
        """The keys. Raises PyJWKClientConnectionError, whose message says what is wrong, where there are none."""
        try:
            return super().get_signing_keys(refresh)
        except PyJWKClientConnectionError:
            raise
        except (PyJWTError, ValueError, RecursionError, OSError) as error:
            if isinstance(error, PyJWKClientError) and not refresh:  # what is kept has none: there may be some now
                return self.get_signing_keys(refresh=True)
            raise PyJWKClientConnectionError(f"{type(error).__name__}: {str(error)[:200]}") from None


def is_endorsed(keys: PyJWKClient, key: PyJWK, channel: str) -> bool:
    """Whether a key speaks for a channel; where none of the keys says for which, each speaks for all."""
    said = _endorsements(key)
    if said is None:
        return all(_endorsements(other) is None for other in keys.get_signing_keys())
    return isinstance(said, list) and channel in said


def _endorsements(key: PyJWK) -> Any:
    return key._jwk_data.get("endorsements")  # what else a key says, PyJWT has no other name for

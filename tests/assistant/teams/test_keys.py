"""Keys of Microsoft's: which are taken, and what is said of a key set that is none."""

from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from assistant.teams.keys import Keys, is_endorsed

KEY = RSAAlgorithm.to_jwk(rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key(), as_dict=True)


def named(kid: str, **more: Any) -> dict[str, Any]:
    return {**KEY, "kid": kid, "use": "sig", **more}


class Told(Keys):
    """Keys that are told what stands at the address."""

    def __init__(self, *sets: Any) -> None:
        super().__init__("http://localhost/keys")
        self._sets = list(sets)

    def fetch_data(self) -> Any:
        found = self._as_jwk_set_payload(self._sets.pop(0))
        assert self.jwk_set_cache is not None
        self.jwk_set_cache.put(found)
        return found


@pytest.mark.parametrize(
    ("malformed", "said"),
    [
        ([named("a")], "did not return a JSON object"),
        ({"keys": [named("a", use="enc")]}, "signing keys"),
        ({"keys": {"a": 1}}, "Invalid JWK Set"),
        ({"keys": ["a"]}, "usable keys"),
        ({}, "any keys"),
    ],
)
def test_what_is_no_key_set_is_not_to_be_had_and_heals(malformed: Any, said: str) -> None:
    keys = Told(malformed, {"keys": [named("a")]})
    with pytest.raises(jwt.PyJWKClientConnectionError, match=said):
        keys.get_signing_keys(refresh=True)
    assert keys.get_signing_key("a").key_id == "a"


@pytest.mark.parametrize(
    ("said", "is_taken"), [(["webchat", "msteams"], True), (["webchat"], False), ([], False), ("msteams", False)]
)
def test_a_key_speaks_for_the_channels_that_it_names(said: object, is_taken: bool) -> None:
    keys = Told({"keys": [named("a", endorsements=said), named("b")]})
    assert is_endorsed(keys, keys.get_signing_key("a"), "msteams") is is_taken
    assert not is_endorsed(keys, keys.get_signing_key("b"), "msteams")


def test_keys_none_of_which_names_a_channel_speak_for_all() -> None:
    keys = Told({"keys": [named("a"), named("b")]})
    assert is_endorsed(keys, keys.get_signing_key("a"), "msteams")

"""Tokens of services: made of chance, shown once, kept as digests."""

import secrets
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from assistant.auth.user import Permission
from corpus.store.tokens import Token, Tokens

PREFIX = "pa_"
"""What every token begins with, so that one that has got astray is known for what it is."""

MOST_DAYS = 3_650

_BYTES = 32
_LONGEST = 100


class NewToken(BaseModel):
    """What a token is to be for; `collections` None for all there are, `days` None for one that does not expire."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=200)]
    scopes: Annotated[tuple[Permission, ...], Field(min_length=1)] = (Permission.READ,)
    collections: tuple[str, ...] | None = None
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] | None = 365

    @field_validator("name")
    @classmethod
    def _is_said(cls, name: str) -> str:
        said = " ".join(name.split())
        if not said:
            raise ValueError("navnet er tomt; skriv hvilken tjeneste det er til")
        return said

    @model_validator(mode="after")
    def _is_possible(self) -> "NewToken":
        if Permission.ADMINISTER in self.scopes and self.collections is not None:
            raise ValueError("den som administrerer ser alle samlinger; gi et token for noen av dem andre rettigheter")
        return self


def create(kept: Tokens, new: NewToken, made_by: str | None) -> tuple[Token, str]:
    """Keeps a new token; it and the secret, which is never to be had again.

    To do anything is to read as well, but for who only watches.
    """
    secret = f"{PREFIX}{secrets.token_urlsafe(_BYTES)}"
    expires = None if new.days is None else datetime.now(UTC) + timedelta(days=new.days)
    read = () if set(new.scopes) == {Permission.WATCH} else (Permission.READ,)
    scopes = sorted({*read, *new.scopes}, key=list(Permission).index)
    return kept.create(digest(secret), new.name, scopes, new.collections, expires, made_by), secret


def found(kept: Tokens, secret: str) -> Token | None:
    """The token that somebody shows; None where it is none, or holds no more."""
    if not secret.startswith(PREFIX) or len(secret) > _LONGEST:
        return None
    return kept.find(digest(secret))


def unknown_collections(new: NewToken, known: Collection[str]) -> list[str]:
    """Those that there are none of."""
    return [name for name in new.collections or () if name not in known]


def digest(secret: str) -> str:
    """What is kept of it: 256 bits of chance need no slow digest."""
    return sha256(secret.encode()).hexdigest()

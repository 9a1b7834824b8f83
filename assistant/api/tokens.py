"""GET, POST and DELETE /tokens: what services show instead of logging in."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from assistant.api.access import Administrator, UserDep
from assistant.api.dependencies import ServicesDep
from assistant.api.problems import described, invalid, missing
from assistant.auth.tokens import NewToken, create, unknown_collections
from assistant.auth.user import User
from corpus.complaints import quoted
from corpus.library import Library
from corpus.store.tokens import Token

router = APIRouter(tags=["tokens"], dependencies=[Administrator])


class CreatedToken(BaseModel):
    """A new token; `secret` is what the service shows, and is never to be had again."""

    model_config = ConfigDict(frozen=True)

    token: Token
    secret: str


@router.get("/tokens", responses=described(503))
def tokens(services: ServicesDep) -> list[Token]:
    """All of them, the newest first, also those that let nobody in any more."""
    return services.library.tokens.all()


@router.post("/tokens", status_code=201, responses=described(400, 413, 422, 503))
def make(body: NewToken, services: ServicesDep, user: UserDep) -> CreatedToken:
    """Makes one. `Authorization: Bearer` and the secret let a service in."""
    return made(services.library, body, user)


@router.delete("/tokens/{token_id}", status_code=204, responses=described(404, 503))
def revoke(token_id: str, services: ServicesDep) -> None:
    """Lets nobody in with it any more."""
    if services.library.tokens.revoke(token_id) is None:
        raise missing("token", token_id)


def made(library: Library, new: NewToken, user: User) -> CreatedToken:
    """A new token, made by a user. Problem 422 for a collection that there is none of."""
    if unknown := unknown_collections(new, library.collections.ids()):
        raise invalid("collections", f"samlingen {quoted(unknown[0])} finnes ikke")
    token, secret = create(library.tokens, new, user.id)
    return CreatedToken(token=token, secret=secret)

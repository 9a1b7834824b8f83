"""Commands on the tokens that services show: through the server where one runs, else in the store itself."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from assistant.cli.console import out, print_json, print_json_list
from assistant.cli.errors import UserError
from assistant.cli.options import AsJson

if TYPE_CHECKING:
    from assistant.api.tokens import CreatedToken
    from assistant.auth.tokens import NewToken
    from corpus.store.catalogue import Catalogue
    from corpus.store.tokens import Token


class _Tokens(Protocol):
    def tokens(self) -> "Sequence[Token]": ...

    def make_token(self, new: "NewToken") -> "CreatedToken": ...

    def revoke_token(self, token_id: str) -> bool: ...


def create(
    name: Annotated[str, typer.Argument(metavar="NAVN", help="Tjenesten det er til.")],
    scope: Annotated[
        list[str] | None,
        typer.Option(help="Hva tjenesten kan gjøre: read, draft, edit, administer, watch (kan gjentas)."),
    ] = None,
    collection: Annotated[
        list[str] | None, typer.Option(help="Bare denne samlingen, og den åpne (kan gjentas).")
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=3650, help="Dager til det utløper.")] = 365,
    no_expiry: Annotated[bool, typer.Option("--no-expiry", help="Det utløper ikke.")] = False,
    as_json: AsJson = False,
) -> None:
    """Lag et token; det vises bare nå."""
    from pydantic import ValidationError

    from assistant.auth.tokens import NewToken
    from corpus.complaints import validation_complaint

    said = {
        "name": name,
        "scopes": scope or ["read"],
        "collections": collection or None,
        "days": None if no_expiry else days,
    }
    try:
        new = NewToken.model_validate(said)
    except ValidationError as error:
        raise UserError(validation_complaint(error.errors()[0])) from error
    with _opened() as kept:
        made = kept.make_token(new)
    if as_json:
        print_json(made)
        return
    out().print(f"Tokenet for {made.token.name} vises bare nå:", markup=False, soft_wrap=True)
    typer.echo(made.secret)


def list_(as_json: AsJson = False) -> None:
    """List tokenene, også dem som ikke gjelder lenger."""
    with _opened() as kept:
        found = kept.tokens()
    if as_json:
        print_json_list(found)
        return
    for token in found:
        state = "trukket tilbake" if token.revoked_at else "utløpt" if token.has_expired else "gjelder"
        reach = "alle samlinger" if token.collections is None else ", ".join(("open", *token.collections))
        used = f"sist brukt {token.last_used}" if token.last_used else "ikke brukt"
        out().print(
            f"{token.id}  {token.name}: {state}; {', '.join(token.scopes)}; {reach}; {used}",
            markup=False,
            soft_wrap=True,
        )


def revoke(token_id: Annotated[str, typer.Argument(metavar="ID", help="Tokenets id.")]) -> None:
    """Trekk et token tilbake; det slipper ingen inn lenger."""
    from corpus.complaints import quoted

    with _opened() as kept:
        if not kept.revoke_token(token_id):
            raise UserError(f"tokenet {quoted(token_id)} finnes ikke; `planassistent tokens list` viser dem som finnes")
    out().print("Trakk tokenet tilbake.")


class _Kept:
    """The tokens of a store that no server has open."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self._catalogue = catalogue

    def tokens(self) -> "Sequence[Token]":
        return self._catalogue.tokens.all()

    def make_token(self, new: "NewToken") -> "CreatedToken":
        from assistant.api.tokens import CreatedToken
        from assistant.auth.tokens import create, unknown_collections
        from corpus.complaints import quoted

        if unknown := unknown_collections(new, self._catalogue.collections.ids()):
            raise UserError(f"samlingen {quoted(unknown[0])} finnes ikke")
        token, secret = create(self._catalogue.tokens, new, None)
        return CreatedToken(token=token, secret=secret)

    def revoke_token(self, token_id: str) -> bool:
        return self._catalogue.tokens.revoke(token_id) is not None


@contextmanager
def _opened() -> Iterator[_Tokens]:
    from assistant.api.client import Client
    from assistant.config import load_settings
    from assistant.opening import owned_data_dir, server_address, server_key
    from corpus.store.catalogue import Catalogue

    settings = load_settings()
    address = server_address(settings)
    if address is not None:
        with Client(address, server_key(settings)) as client:
            yield client
        return
    with owned_data_dir(settings):
        catalogue = Catalogue(settings.database_url)
        try:
            yield _Kept(catalogue)
        finally:
            catalogue.close()

"""Whose plans a user works under: a municipality or district that the library knows, remembered in a cookie."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

from fastapi import Request, Response

from assistant.web.cookies import forget, remember
from corpus.jurisdictions import NATIONAL, distance
from corpus.models import Document
from corpus.words.alphabet import alphabetical

COOKIE = "planassistent-scope"
PARAMETER = "omrade"


@dataclass(frozen=True)
class Scope:
    """The chosen jurisdiction, or None, and those that can be chosen."""

    chosen: str | None = None
    choices: tuple[str, ...] = ()

    def distance(self, jurisdiction: str | None) -> int:
        """How far off a plan's jurisdiction is: 0 one's own, 1 what that is part of, 2 everybody's, 3 another's.

        Without a choice all are equally near.
        """
        return 0 if self.chosen is None else distance(jurisdiction, self.chosen)


def page_scope(request: Request, documents: Iterable[Document]) -> Scope:
    """What is chosen: in the address, else in the cookie; a jurisdiction that no document has any more is not."""
    found = {document.jurisdiction for document in documents if document.jurisdiction not in (None, NATIONAL)}
    choices = tuple(sorted((name for name in found if name is not None), key=alphabetical))
    asked = request.query_params.get(PARAMETER)
    chosen = unquote(request.cookies.get(COOKIE, "")) if asked is None else asked
    return Scope(chosen if chosen in choices else None, choices)


def remember_scope(request: Request, response: Response, scope: Scope) -> None:
    """Sets or removes the cookie where the address asks for a jurisdiction, or for none."""
    asked = request.query_params.get(PARAMETER)
    if asked and asked == scope.chosen:
        remember(request, response, COOKIE, quote(asked, safe=""))
    elif asked == "":
        forget(request, response, COOKIE)

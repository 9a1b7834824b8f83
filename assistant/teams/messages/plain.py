"""A message that Teams does not take as it is, in simpler forms: better plain than lost.

Microsoft's documentation allows twenty sources to a message, its Agents Playground (0.2.28) refuses more than ten; what
a card may have differs between clients and is not all written down.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from assistant.teams.messages.limits import LONGEST_ACTIVITY

_FEWER = 10
_ROUND_IT = ("attachments", "suggestedActions")


def simpler(payload: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The message with fewer sources in Teams' own way and the others as links below its text; then with all of them
    as links; then without its cards as well, where it has a text.
    """
    linked = _linked(payload)
    if len(_sources(payload)) > _FEWER:
        yield _linked(payload, _FEWER)
    if linked != payload:
        yield linked
    bare = {name: said for name, said in linked.items() if name not in _ROUND_IT}
    if bare != linked and bare.get("text"):
        yield bare


def _sources(payload: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [source for entity in payload.get("entities", ()) for source in entity.get("citation", ())]


def _linked(payload: Mapping[str, Any], kept: int = 0) -> dict[str, Any]:
    """The message with so many sources in Teams' own way, and the others as links."""
    sources = _sources(payload)
    if not sources:
        return dict(payload)
    entities = [_citing(entity, kept) for entity in payload.get("entities", ())]
    return {**payload, "text": _with_links(str(payload.get("text", "")), sources[kept:]), "entities": entities}


def _citing(entity: Mapping[str, Any], kept: int) -> dict[str, Any]:
    plain = {name: said for name, said in entity.items() if name != "citation"}
    cited = list(entity.get("citation", ()))[:kept]
    return {**plain, "citation": cited} if cited else plain


def _with_links(told: str, sources: list[dict[str, Any]]) -> str:
    """The text with as many of the links below it as there is room for."""
    links = [f"{numbers}: [{name}]({page})" for numbers, name, page in _places(sources)]
    while links and len("\n\n".join((told, *links)).encode()) > LONGEST_ACTIVITY // 2:
        links.pop()
    return "\n\n".join((told, *links))


def _places(sources: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """The numbers of the sources that follow each other on one page, its name, and its address."""
    for (name, page), there in groupby(sources, lambda source: (_unbracketed(source), _page(source))):
        yield " ".join(f"[{source['position']}]" for source in there), name, page


def _page(source: Mapping[str, Any]) -> str:
    """The address of the page, without the words to be marked on it: where it is no link it is read."""
    parts = urlsplit(str(source["appearance"]["url"]))
    kept = [(name, said) for name, said in parse_qsl(parts.query) if name != "mark"]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def _unbracketed(source: Mapping[str, Any]) -> str:
    return str(source["appearance"]["name"]).replace("[", "(").replace("]", ")")

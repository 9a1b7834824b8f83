"""A message that Teams does not take as it is, in simpler forms: better plain than lost.

Microsoft's documentation allows twenty sources to a message, its Agents Playground (0.2.28) refuses more than ten; what
a card may have differs between clients and is not all written down.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from assistant.teams.messages.limits import LONGEST_ACTIVITY

_ROUND_IT = ("attachments", "suggestedActions")


def simpler(payload: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The message with its sources as links below its text; then without its cards as well, where it has a text."""
    linked = _linked(payload)
    if linked != payload:
        yield linked
    bare = {name: said for name, said in linked.items() if name not in _ROUND_IT}
    if bare != linked and bare.get("text"):
        yield bare


def _linked(payload: Mapping[str, Any]) -> dict[str, Any]:
    entities = payload.get("entities", [])
    sources = [source for entity in entities for source in entity.get("citation", ())]
    if not sources:
        return dict(payload)
    plain = [{name: said for name, said in entity.items() if name != "citation"} for entity in entities]
    return {**payload, "text": _with_links(str(payload.get("text", "")), sources), "entities": plain}


def _with_links(told: str, sources: list[dict[str, Any]]) -> str:
    """The text with as many of the links below it as there is room for."""
    links = [f"[{source['position']}]: [{_unbracketed(source)}]({_page(source)})" for source in sources]
    while links and len("\n\n".join((told, *links)).encode()) > LONGEST_ACTIVITY // 2:
        links.pop()
    return "\n\n".join((told, *links))


def _page(source: Mapping[str, Any]) -> str:
    """The address of the page, without the words to be marked on it: where it is no link it is read."""
    parts = urlsplit(str(source["appearance"]["url"]))
    kept = [(name, said) for name, said in parse_qsl(parts.query) if name != "mark"]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def _unbracketed(source: Mapping[str, Any]) -> str:
    return str(source["appearance"]["name"]).replace("[", "(").replace("]", ")")

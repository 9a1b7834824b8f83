"""What each route does, in the words of the audit log: worked out from its method and path, so that none is forgotten.

What changes something is always an action; of what only reads, documents and their parts, exports, and what users said
as others read it.
"""

from collections.abc import Mapping
from typing import NamedTuple

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Action(NamedTuple):
    """Something that is done to a kind of thing."""

    verb: str
    thing: str


THINGS: Mapping[str, str] = {
    "": "question",
    "ask": "question",
    "search": "question",
    "documents": "document",
    "dokumenter": "document",
    "opplasting": "document",
    "measures": "measure",
    "tiltak": "measure",
    "duties": "duty",
    "plikter": "duty",
    "conversations": "conversation",
    "samtaler": "conversation",
    "feedback": "feedback",
    "tilbakemelding": "feedback",
    "tilbakemeldinger": "feedback",
    "corrections": "correction",
    "rettelser": "correction",
    "index": "index",
    "indeks": "index",
    "collections": "collection",
    "samlinger": "collection",
    "tokens": "token",
    "logg-inn": "login",
    "logg-ut": "login",
    "audit": "audit",
    "revisjon": "audit",
    "me": "own_data",
    "mine-data": "own_data",
    "tidy": "kept_data",
    "drafts": "draft",
    "utkast": "draft",
    "templates": "template",
    "jobs": "job",
    "jobber": "job",
}
"""What the first part of a path is about."""

_VERBS: Mapping[str, str] = {
    "ask": "asked",
    "stream": "asked",
    "search": "asked",
    "bygg": "rebuilt",
    "rebuild": "rebuilt",
    "fjern": "removed",
    "slett": "removed",
    "tidy": "removed",
    "revoke": "removed",
    "avbryt": "cancelled",
    "cancel": "cancelled",
    "ingest": "read_in",
    "logg-ut": "logged_out",
}
_EXPORTS = (".csv", ".xlsx", ".ics", ".docx", ".pdf", ".md", ".jsonl", ".json", ".zip", "/file", "/export")
_SEEN = frozenset({"document", "measure", "duty", "draft"})
_OF_PARTS = frozenset({"draft"})
"""Things of which a part is addressed by a further parameter: what is done to it, is done to the thing."""
_OTHERS_WORDS = frozenset({"feedback", "audit"})
_BACK_FROM_LOGIN = "/logg-inn/retur"
_OWN_CHOICE = "/min-enhet"  # changes a cookie of whoever asks, and nothing else
_DELIVERED = "/api/messages"  # what users of Teams do by it is told where it is done
_PREFIXES = (("api", "v1"), ("admin",), ("auth",))


def action_of(method: str, path: str) -> Action | None:
    """What a route does, by its method and the template of its path; None for what the audit log does not tell."""
    parts = _parts(path)
    thing = THINGS.get(parts[0].partition(".")[0], parts[0])
    if path == _BACK_FROM_LOGIN:
        return Action("logged_in", thing)
    if method in SAFE:
        return _looked(path, parts, thing)
    if path in (_OWN_CHOICE, _DELIVERED):
        return None
    if thing in _OF_PARTS and path.count("{") > 1:
        return Action("changed", thing)
    named = [part for part in parts if not part.startswith("{")]
    if verb := _VERBS.get(named[-1] if named else ""):
        return Action(verb, thing)
    if thing == "question":
        return Action("asked", thing)
    if method == "DELETE":
        return Action("removed", thing)
    return Action("changed" if method != "POST" or "{" in path else "added", thing)


def _looked(path: str, parts: list[str], thing: str) -> Action | None:
    if path.endswith("openapi.json"):
        return None
    if path.endswith(_EXPORTS):
        return Action("exported", thing)
    is_one = any(part.startswith("{") for part in parts)
    if (thing in _SEEN and is_one) or (thing in _OTHERS_WORDS and not path.endswith("/takk")):
        return Action("seen", thing)
    return None


def _parts(path: str) -> list[str]:
    parts = path.strip("/").split("/")
    for prefix in _PREFIXES:
        if tuple(parts[: len(prefix)]) == prefix and len(parts) > len(prefix):
            return parts[len(prefix) :]
    return parts

"""Two people's changes to one field put together, part by part: what only one of them changed needs no choice."""

from collections.abc import Mapping
from typing import NamedTuple


class Merged(NamedTuple):
    """The parts with both changes in them; of a part in `conflicts`, which both changed, one's own."""

    parts: dict[str, str]
    conflicts: tuple[str, ...]


def merged(base: Mapping[str, str], own: Mapping[str, str], theirs: Mapping[str, str]) -> Merged:
    """One's own parts and those that somebody else saved meanwhile; `base` is what both began with."""
    parts: dict[str, str] = {}
    conflicts: list[str] = []
    for name, value in theirs.items():
        mine = own.get(name, value)
        is_theirs = mine == base.get(name)
        parts[name] = value if is_theirs else mine
        if not is_theirs and value not in (base.get(name), mine):
            conflicts.append(name)
    return Merged(parts, tuple(conflicts))

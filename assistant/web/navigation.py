"""The links to the sections, of which each router names its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from fastapi import Request

from assistant.web.paths import inner_path

Place = Literal["header", "footer"]


@dataclass(frozen=True)
class Link:
    """A section: its path, the key of its name, where its link stands, and whom it is shown.

    `also` is another path below which its pages are.
    """

    path: str
    key: str
    place: Place = "header"
    is_for: Callable[[Request], bool] = lambda _request: True
    also: str | None = None


@dataclass(frozen=True)
class Item:
    """A link as a page shows it; `current` is the value of aria-current, for the page itself and those below it."""

    path: str
    key: str
    current: Literal["page", "true"] | None


def items(request: Request, links: Iterable[Link], place: Place) -> list[Item]:
    """The links of a place, in their order."""
    path = inner_path(request.scope)
    return [
        Item(link.path, link.key, _current(link, path))
        for link in links
        if link.place == place and link.is_for(request)
    ]


def _current(link: Link, path: str) -> Literal["page", "true"] | None:
    if path == link.path:
        return "page"
    sections = [section for section in (link.path, link.also) if section and section != "/"]
    return "true" if any(path.startswith(f"{section}/") for section in sections) else None

"""page_map.toml: for each page of an original, the positions of the retold pages that carry what it says."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_INTRODUCTION = """# Which pages of a retelling carry what stands on a page of its original: original page = positions.
# Written by `make documents` while the pages are set; not to be edited.
"""


@dataclass(frozen=True)
class DocumentMap:
    """A retelling's number of pages, and the positions by the original's page."""

    pages: int
    positions: Mapping[int, tuple[int, ...]]

    @classmethod
    def traced(cls, pages: int, trace: Iterable[tuple[int, int]]) -> "DocumentMap":
        """The map of a trace of (original's page, own page)."""
        found: dict[int, set[int]] = {}
        for origin, page in trace:
            found.setdefault(origin, set()).add(page)
        return cls(pages, {origin: tuple(sorted(found[origin])) for origin in sorted(found)})

    def toml(self, name: str) -> str:
        """The map as a table of page_map.toml."""
        rows = [f"{origin} = [{', '.join(map(str, own))}]" for origin, own in self.positions.items()]
        return "\n".join([f"[{name}]", f"pages = {self.pages}", "", f"[{name}.positions]", *rows, ""])


def write_page_map(path: Path, maps: Mapping[str, DocumentMap]) -> None:
    """Writes the maps of all documents, by id."""
    tables = [maps[name].toml(name) for name in sorted(maps)]
    path.write_text("\n".join([_INTRODUCTION, *tables]), encoding="utf-8")


def read_page_map(path: Path) -> dict[str, DocumentMap]:
    """The maps of a page_map.toml, by document id."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        name: DocumentMap(table["pages"], {int(origin): tuple(own) for origin, own in table["positions"].items()})
        for name, table in tables.items()
    }

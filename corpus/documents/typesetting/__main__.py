"""`python -m corpus.documents.typesetting [--to FOLDER] [ID …]`: builds the shipped plans and the page map."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from corpus.documents.typesetting.document import build
from corpus.documents.typesetting.page_map import read_page_map, write_page_map
from corpus.documents.typesetting.registry import LAYOUTS

DOCUMENTS = Path(__file__).parents[1]
SOURCES = DOCUMENTS / "source"


def build_all(folder: Path, names: Iterable[str] = tuple(LAYOUTS)) -> None:
    """Writes the PDFs of some plans, and page_map.toml with their maps, into a folder."""
    page_map = folder / "page_map.toml"
    maps = read_page_map(page_map) if page_map.exists() else {}
    for name in names:
        source = (SOURCES / f"{name}.md").read_text(encoding="utf-8")
        data, maps[name] = build(source, LAYOUTS[name]())
        (folder / f"{name}.pdf").write_bytes(data)
    write_page_map(page_map, maps)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m corpus.documents.typesetting", description=build_all.__doc__)
    parser.add_argument("--to", type=Path, default=DOCUMENTS, metavar="FOLDER")
    parser.add_argument("names", nargs="*", metavar="ID", help="all, where none is named")
    arguments = parser.parse_args()
    build_all(arguments.to, arguments.names or tuple(LAYOUTS))

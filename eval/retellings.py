"""Evidence in retold plans: where it stands in the original, and which pages of the retelling carry that.

The words of evidence are the original's, so that they stand on no page of a retelling. `golden/places.json` keeps on
which original pages they stand; `page_map.toml`, which the build of the retellings writes beside them, says which
pages carry what stands there.
"""

import json
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from eval.errors import CorpusError, EvaluationError, GoldenError
from eval.golden import GOLDEN_FOLDER, Question, load
from eval.manifest import documents
from eval.originals import READERS, Originals

PLACES = "places.json"
PAGE_MAP = "page_map.toml"

Places = Mapping[str, Mapping[str, tuple[int, ...]]]
"""Document id → words of evidence → pages that carry them."""


def retold_places(corpus: Path, golden: Path = GOLDEN_FOLDER) -> Places:
    """Where evidence stands in the retellings of a corpus; empty for a corpus without a page map.

    Raises CorpusError for a broken page map and GoldenError for broken places.
    """
    path = corpus / PAGE_MAP
    if not path.is_file():
        return {}
    try:
        maps: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        positions = {
            name: {int(page): tuple(own) for page, own in entry["positions"].items()} for name, entry in maps.items()
        }
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise CorpusError(f"{path}: {error}; write it anew with `make documents`") from error
    places = _places(golden / PLACES)
    return {
        name: {words: _mapped(pages, positions[name]) for words, pages in found.items()}
        for name, found in places.items()
        if name in positions
    }


def original_places(questions: Iterable[Question], originals: Originals) -> dict[str, dict[str, list[int]]]:
    """Document id → words → pages of the originals on which they stand, sorted."""
    found: dict[str, dict[str, list[int]]] = {}
    pieces = {(piece.document, piece.words): piece for question in questions for piece in question.evidence}
    for (name, words), piece in sorted(pieces.items()):
        found.setdefault(name, {})[words] = sorted(page.page for page in originals.evidence_pages([piece]))
    return found


def _mapped(pages: Iterable[int], positions: Mapping[int, tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sorted({own for page in pages for own in positions.get(page, ())}))


def _places(path: Path) -> Places:
    try:
        content: dict[str, dict[str, list[int]]] = json.loads(path.read_text(encoding="utf-8"))
        return {name: {words: tuple(pages) for words, pages in found.items()} for name, found in content.items()}
    except (OSError, AttributeError, TypeError, ValueError) as error:
        raise GoldenError(
            f"{path}: {error}; write it anew: `python -m eval.retellings ORIGINALS` (the folder of their texts)"
        ) from error


def main(arguments: list[str]) -> int:
    """Writes places.json from the folder of the original texts; 2 where it could not."""
    if len(arguments) != 1:
        print("usage: python -m eval.retellings ORIGINALS", file=sys.stderr)
        return 2
    try:
        originals = Originals.read(documents(Path(arguments[0]), READERS))
    except EvaluationError as error:
        print(error, file=sys.stderr)
        return 2
    places = original_places(load(), originals)
    (GOLDEN_FOLDER / PLACES).write_text(json.dumps(places, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

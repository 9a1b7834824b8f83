"""Which original file is which document: the manifest of a corpus folder, read without ingestion."""

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from eval.errors import CorpusError

MANIFEST = "manifest.toml"


def documents(corpus: Path, suffixes: Collection[str]) -> Mapping[str, Path]:
    """Document id → original file, the file being `<id><suffix>` in the corpus folder.

    `suffixes` are those that can be read. Raises CorpusError for a missing or broken manifest, and for a document
    with no readable file or with more than one.
    """
    return {name: _original(corpus, name, suffixes) for name in _ids(corpus / MANIFEST)}


def _ids(manifest: Path) -> tuple[str, ...]:
    try:
        content: dict[str, Any] = tomllib.loads(manifest.read_text(encoding="utf-8"))
        ids = tuple(str(entry["id"]) for entry in content["document"])
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{manifest}: {error}") from error
    except (KeyError, TypeError) as error:
        raise CorpusError(f"{manifest}: every [[document]] needs an id, and there must be one") from error
    return ids


def _original(corpus: Path, name: str, suffixes: Collection[str]) -> Path:
    files = [path for path in sorted(corpus.iterdir()) if path.stem == name and path.is_file()]
    readable = [path for path in files if path.suffix.lower() in suffixes]
    if len(readable) == 1:
        return readable[0]
    found = ", ".join(path.name for path in readable or files) or "nothing"
    raise CorpusError(
        f"{corpus}: the document {name!r} needs one file {name}{{{','.join(sorted(suffixes))}}}, found {found}"
    )

"""NorQuAD as it is given: passages of news and Wikipedia, and the questions of its validation split."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.models import Metadata
from corpus.units import shipped_units
from eval.errors import CorpusError
from ingest.pipeline import Reading, read_document

PASSAGES, QUESTIONS = "passages.jsonl", "queries.validation.jsonl"
_PAGE_BREAK = "\f"


@dataclass(frozen=True)
class Asked:
    """A question, and where the one passage stands that answers it: `page` is its position in the document, from 1."""

    text: str
    document: str
    page: int


@dataclass(frozen=True)
class NorQuad:
    """The passages (texts) of each document, in order, and the questions over them."""

    documents: dict[str, tuple[str, ...]]
    questions: tuple[Asked, ...]

    def readings(self) -> Iterator[Reading]:
        """Each document as ingestion reads it: a file of plain text, a passage a page."""
        units = tuple(shipped_units())
        for name, texts in self.documents.items():
            yield read_document(_PAGE_BREAK.join(texts).encode(), f"{name}.txt", Metadata(), units)


def load(folder: Path) -> NorQuad:
    """The data of a folder with `passages.jsonl` and `queries.validation.jsonl`.

    Raises CorpusError where a file cannot be read or a question is about a passage that is not there.
    """
    texts: dict[str, list[str]] = {}
    places: dict[str, tuple[str, int]] = {}
    try:
        for passage in _lines(folder / PASSAGES):
            own = texts.setdefault(passage["doc"], [])
            own.append(passage["text"])
            places[passage["_id"]] = (passage["doc"], len(own))
        questions = tuple(Asked(line["text"], *places[line["passage"]]) for line in _lines(folder / QUESTIONS))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{folder}: {error}") from error
    except KeyError as error:
        raise CorpusError(f"{folder}: {error} is missing") from error
    return NorQuad({name: tuple(own) for name, own in texts.items()}, questions)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)

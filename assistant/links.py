"""Links that open a page with words marked, its image, and the file it is of."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

_LONGEST_MARK = 1_500  # characters: a long table row whole, and an address that every browser takes


@lru_cache(4096)  # the passages that searches find are few, and found again and again
def page_url(document_id: str, page: int, generation_id: str, words: str) -> str:
    """The address of a page of a generation, its words marked; relative to the server."""
    query = urlencode({"generation": generation_id, "mark": marked_words(words)})
    return f"/documents/{quote(document_id)}/pages/{page}?{query}"


def image_url(document_id: str, page: int, generation_id: str, words: str = "") -> str:
    """The address of a page's image."""
    marked = marked_words(words)
    query = urlencode({"generation": generation_id, **({"highlight": marked} if marked else {})})
    return f"/api/v1/documents/{quote(document_id)}/pages/{page}.png?{query}"


def file_url(document_id: str, generation_id: str) -> str:
    """The address of the file that a generation was read from."""
    return f"/api/v1/documents/{quote(document_id)}/file?{urlencode({'generation': generation_id})}"


def register_url(rows: str, suffix: str, parameters: Mapping[str, Any], language: str = "nb") -> str:
    """The address of the measures or duties that meet conditions, as a spreadsheet in a language."""
    query = urlencode({**parameters, **({"language": language} if language != "nb" else {})}, doseq=True)
    return f"/api/v1/{rows}.{suffix}{'?' if query else ''}{query}"


def measure_url(measure_id: str) -> str:
    """The address of a measure's page."""
    return f"/tiltak/{quote(measure_id, safe='')}"


def duty_url(duty_id: str) -> str:
    """The address of a duty's page."""
    return f"/plikter/{quote(duty_id, safe='')}"


def marked_words(words: str) -> str:
    """The words as an address carries them: white space single, as many whole words as fit."""
    marked = " ".join(words.split())
    if len(marked) <= _LONGEST_MARK:
        return marked
    return marked[: _LONGEST_MARK + 1].rpartition(" ")[0] or marked[:_LONGEST_MARK]

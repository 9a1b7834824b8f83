"""Links that open a page with words marked."""

from urllib.parse import quote, urlencode

_LONGEST_MARK = 400


def page_url(document_id: str, page: int, generation_id: str, words: str) -> str:
    """The address of a page of a generation, its words marked; relative to the server."""
    marked = " ".join(words.split())[:_LONGEST_MARK]
    query = urlencode({"generation": generation_id, "mark": marked})
    return f"/documents/{quote(document_id)}/pages/{page}?{query}"

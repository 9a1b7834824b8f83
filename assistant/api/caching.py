"""What a browser may keep: a page of one generation never changes."""

from fastapi import Request

_YEAR = 31_536_000  # seconds


def cache_headers(etag: str, *, is_pinned: bool) -> dict[str, str]:
    """The headers of what `etag` names; at an address that pins its generation it is never asked for again."""
    keep = f"private, max-age={_YEAR}, immutable" if is_pinned else "private, no-cache"
    return {"ETag": f'"{etag}"', "Cache-Control": keep}


def is_known(request: Request, etag: str) -> bool:
    """Whether the browser says that it has what `etag` names."""
    said = request.headers.get("if-none-match", "")
    return said.strip() == "*" or any(tag.strip().removeprefix("W/") == f'"{etag}"' for tag in said.split(","))

"""What a browser may keep: it asks each time whether that is still there, for a removed document leaves no trace."""

from fastapi import Request


def cache_headers(etag: str) -> dict[str, str]:
    """The headers of what `etag` names: kept by one's own browser for who asked, shown again only after asking."""
    return {"ETag": f'"{etag}"', "Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization"}


def is_known(request: Request, etag: str) -> bool:
    """Whether the browser says that it has what `etag` names."""
    said = request.headers.get("if-none-match", "")
    return said.strip() == "*" or any(tag.strip().removeprefix("W/") == f'"{etag}"' for tag in said.split(","))

"""The static files, each at an address that changes when any of them does.

The hash stands in the path, not in the query: what a style sheet or a module names beside itself then has it too.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"

_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"


class HashedStaticFiles(StaticFiles):
    """/static/HASH/FILE, which browsers keep; /static/FILE, and FILE under another hash, they ask for again."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file; an old page finds the present one under its old hash."""
        version, _, rest = path.replace("\\", "/").partition("/")
        is_hashed = len(version) == len(static_version()) and rest and not (FOLDER / version).exists()
        response = await super().get_response(rest if is_hashed else path, scope)
        is_current = is_hashed and version == static_version()
        response.headers["Cache-Control"] = _FOR_EVER if is_current else _ASK_AGAIN
        return response


@cache
def static_version() -> str:
    """A hash over the names and contents of all static files."""
    digest = sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(FOLDER).as_posix()}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def static_path(name: str) -> str:
    """The path of a static file, its version in it."""
    return f"/static/{static_version()}/{name}"

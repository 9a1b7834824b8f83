"""The zip file that is uploaded to Teams; the same bytes of the same listing."""

import io
import json
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from assistant.teams.package.icons import color_icon, outline_icon
from assistant.teams.package.listing import Listing, PackageError
from assistant.teams.package.manifest import COLOR_ICON, OUTLINE_ICON, localisations, manifest, too_long, words_of

_THEN = (2000, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3


def package(listing: Listing) -> bytes:
    """The package; PackageError where Teams would refuse it."""
    if refused := [name for words in words_of(listing) for name in too_long(words)]:
        raise PackageError(f"Teams tar ikke tekstene {', '.join(sorted(set(refused)))}: de er tomme eller for lange")
    files = {"manifest.json": _json(manifest(listing)), COLOR_ICON: color_icon(), OUTLINE_ICON: outline_icon()}
    files |= {name: _json(words) for name, words in localisations(listing).items()}
    into = io.BytesIO()
    with ZipFile(into, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(name, _THEN)
            entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _READABLE, ZIP_DEFLATED
            archive.writestr(entry, content)
    return into.getvalue()


def _json(said: dict[str, Any]) -> bytes:
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()

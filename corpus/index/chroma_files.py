"""What embedded Chroma leaves in its directory of vectors that were taken out, and how that goes.

Chroma 1.5 only marks a vector as deleted in a segment's files, keeps the folder of a deleted collection, and writes an
index with room to grow straight from memory that it never cleared: whatever the process held there, text included.
"""

import shutil
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

DATABASE = "chroma.sqlite3"
"""The file that says what collections and segments there are."""

_VECTORS = "data_level0.bin"
_LENGTHS = "length.bin"
# Chroma's fork of hnswlib, header.bin: version, offset, capacity, count, bytes a vector with its links.
_HEADER = struct.Struct("<iQQQQ")
_LENGTH_BYTES = 4
_BLOCK = 2**20


def purge(directory: Path) -> None:
    """Rids the directory of everything that its database does not hold any more."""
    database = directory / DATABASE
    if not database.is_file():
        return
    with closing(sqlite3.connect(database, timeout=10)) as connection:
        connection.execute("VACUUM")
        segments = {str(row[0]) for row in connection.execute("SELECT id FROM segments")}
    for folder in directory.iterdir():
        if folder.is_dir() and folder.name not in segments:
            shutil.rmtree(folder)
    blank_unused(directory)


def blank_unused(directory: Path) -> None:
    """Overwrites the room that an index's files keep for vectors to come.

    A file whose size does not go with its header is of another version, and left alone.
    """
    for header in directory.glob("*/header.bin"):
        content = header.read_bytes()
        if len(content) < _HEADER.size:
            continue
        _, _, capacity, count, width = _HEADER.unpack_from(content)
        _blank(header.with_name(_VECTORS), count * width, capacity * width)
        _blank(header.with_name(_LENGTHS), count * _LENGTH_BYTES, capacity * _LENGTH_BYTES)


def _blank(file: Path, used: int, most: int) -> None:
    size = file.stat().st_size if file.is_file() else 0
    if not used < size <= most:
        return
    with file.open("r+b") as handle:
        handle.seek(used)
        while used < size:
            used += handle.write(bytes(min(size - used, _BLOCK)))

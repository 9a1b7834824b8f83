"""Patterns of files, as a command is given them in quotes: "plans/*.pdf", "plans/**/*.pdf"."""

from pathlib import Path

_SIGNS = frozenset("*?[")


def is_pattern(path: Path) -> bool:
    """Whether a path is a pattern and not itself the name of a file or folder."""
    return not _SIGNS.isdisjoint(str(path)) and not path.exists()


def matching(pattern: Path) -> list[Path]:
    """The files that a pattern matches, folder by folder; hidden ones and those in hidden folders only where it names
    them. A pattern that cannot be understood matches none.
    """
    start = Path(pattern.anchor or ".")
    try:
        found = {path for path in start.glob(str(pattern.relative_to(pattern.anchor))) if path.is_file()}
    except (ValueError, NotImplementedError):
        return []
    named = set(pattern.parts)
    shown = (path for path in found if all(part in named for part in path.parts if part.startswith(".")))
    return sorted(shown, key=lambda path: (path.parent, path.name))

"""Tables of contents: lines that name a section and its page, and answer nothing."""

import re
from collections.abc import Sequence

_HEADING = re.compile(r"^(?:innhold|innhald|innholdsfortegnelse|innhaldsliste|(?:table of )?contents)$", re.IGNORECASE)
_LINE = re.compile(r"[^\W\d_].*\s\d{1,3}$")


def are_contents(lines: Sequence[str], heading: str) -> bool:
    """Whether lines under a heading are a table of contents, or a part of one; a long title may take two lines."""
    if not _HEADING.match(heading):
        return False
    named = [bool(_LINE.search(line.strip())) for line in lines]
    return named[-1] and 2 * sum(named) >= len(named)

"""Tables of contents: lines that name a section and its page, and answer nothing."""

import re
from collections.abc import Sequence

_HEADING = re.compile(r"^(?:innhold|innhald|innholdsfortegnelse|innhaldsliste|(?:table of )?contents)$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_PAGE = re.compile(r"\s\d{1,3}$")
_LONGEST_PAGE = 4  # characters that `_PAGE` takes


def are_contents(lines: Sequence[str], heading: str) -> bool:
    """Whether lines under a heading are a table of contents, or a part of one; a long title may take two lines."""
    if not _HEADING.match(heading):
        return False
    named = [_names_a_page(line.strip()) for line in lines]
    return named[-1] and 2 * sum(named) >= len(named)


def _names_a_page(line: str) -> bool:
    """Whether a page number ends a line that has a letter before it."""
    ends_in_page = _PAGE.search(line[-_LONGEST_PAGE:])
    return ends_in_page is not None and _LETTER.search(line, 0, len(line) - len(ends_in_page[0])) is not None

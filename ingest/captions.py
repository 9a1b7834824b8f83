"""Captions and photo credits: lines under pictures, which are no part of what the text says."""

import re
from collections.abc import Sequence

_CAPTION = re.compile(
    r"^(?:(?:figur|fig\.|illustrasjon|bilde|bilete|figure)\s*\d*\s*[:.–-]"
    r"|(?:foto og illustrasjon|fotograf|foto|photo)\s*[:©/])\s*\S",
    re.IGNORECASE,
)
_LONGEST = 40  # words


def caption_lines(lines: Sequence[str]) -> set[int]:
    """The indexes of lines that are captions, each paragraph of them whole; longer ones are text."""
    found: set[int] = set()
    paragraph: list[int] = []
    for index, line in enumerate((*lines, "")):
        if line.strip():
            paragraph.append(index)
            continue
        words = sum(len(lines[at].split()) for at in paragraph)
        if paragraph and words <= _LONGEST and _CAPTION.match(lines[paragraph[0]].strip()):
            found.update(paragraph)
        paragraph = []
    return found

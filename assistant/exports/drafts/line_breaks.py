"""Where the lines of a printed document may end, and where not."""

import re

_OF_A_NUMBER = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_JOINED = re.compile(r"(?<=[^\W\d_]{2}/)(?=[^\W\d_]{2})")

NO_BREAK, MAY_BREAK = "\u00a0", "\u200b"


def with_line_breaks(text: str) -> str:
    """A text whose numbers stay on one line ("300 000"), and whose words joined by a stroke may stand on two.

    The narrow columns of tables cut a word like "områdesatsingen/barnehageprogrammet" elsewhere.
    """
    return _JOINED.sub(MAY_BREAK, _OF_A_NUMBER.sub(NO_BREAK, text))

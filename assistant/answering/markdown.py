"""What stands in a document, put into the Markdown of an answer so that none of it is taken for markup of ours."""

import re

from assistant.question.orders import shown

_MARKUP = re.compile(r"\\(?=[\\\[<])|\[(?=\d{1,3}\])|\[(?=[^\]\n]*\]\()|<(?=[A-Za-z/!?])")
_ESCAPED = re.compile(r"\\([\\\[<])")


def escaped(text: str) -> str:
    """A text with a backslash before what would be a citation marker, a link or HTML.

    What nobody sees of it (soft hyphens, signs that turn the direction of writing) is left out.
    """
    return _MARKUP.sub(r"\\\g<0>", shown(text))


def unescaped(text: str) -> str:
    """The text as it was."""
    return _ESCAPED.sub(r"\1", text)

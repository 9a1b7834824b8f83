"""What stands in a document, put into the Markdown of an answer so that none of it is taken for markup of ours."""

import re

from assistant.question.orders import shown

_MARKUP = re.compile(r"\\(?=[\\\[<])|\[(?=\d{1,3}\])|<(?=[A-Za-z/!?])")
_MARKUP_BEFORE_LINK = re.compile(r"\\(?=[\\\[<])|\[|<(?=[A-Za-z/!?])")
_LINK_ENDS = ("](", "][", "]:")  # the text of a link may hold brackets, and go on over lines
_ESCAPE = r"\\\g<0>"
_ESCAPED = re.compile(r"\\([\\\[<])")


def escaped(text: str) -> str:
    """A text with a backslash before what would be a citation marker, a link or HTML.

    What nobody sees of it (soft hyphens, signs that turn the direction of writing) is left out.
    """
    whole = shown(text)
    end = max((at + 2 for at in map(whole.rfind, _LINK_ENDS) if at >= 0), default=0)
    return _MARKUP_BEFORE_LINK.sub(_ESCAPE, whole[:end]) + _MARKUP.sub(_ESCAPE, whole[end:])


def unescaped(text: str) -> str:
    """The text as it was."""
    return _ESCAPED.sub(r"\1", text)

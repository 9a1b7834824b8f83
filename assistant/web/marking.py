"""Words that were found, marked in the text of a page."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from assistant.reading.find import Span

_HIT = Markup("<mark>{}</mark>")
_CURRENT = Markup('<mark class="current" id="{}">{}</mark>')


def hits_html(text: str, spans: Sequence[Span], current: int | None, anchor: str) -> Markup:
    """The text with every span marked; the one at `current` has the id `anchor`."""
    done = 0
    html = Markup("")
    for place, (start, end) in enumerate(spans):
        marked = _CURRENT.format(anchor, text[start:end]) if place == current else _HIT.format(text[start:end])
        html += escape(text[done:start]) + marked
        done = end
    return html + escape(text[done:])

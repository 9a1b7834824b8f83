"""Answers and pages as HTML: everything escaped, then the little that is markup put in."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby

from markupsafe import Markup, escape

from assistant.answering.showing.markdown import unescaped

_BLANK_LINE = re.compile(r"\n\s*\n")
_BULLET = re.compile(r"^\s*[-*]\s+")
_QUOTED = re.compile(r"^\s*>\s?")
_MARKER = re.compile(r"(?<!\\)\[(\d{1,3})\]")
_LINK = '<a class="marker" href="#{2}{0}" aria-label="{1}">[{0}]</a>'
_LONGEST_MARK = 2_000


def answer_html(answer: str, numbers: Collection[int], link_name: str = "Kilde {0}", anchor: str = "kilde-") -> Markup:
    """The Markdown of an answer: paragraphs, "- " bullets, "> " quotes; `[n]` of `numbers` lead to their sources.

    `link_name` is what such a link is called, with {0} for its number, and `anchor` what the id of its source begins
    with. All else stands as written: plans are full of signs that mean something in Markdown.
    """
    blocks = (block.strip("\n") for block in _BLANK_LINE.split(answer) if block.strip())
    links = {number: Markup(_LINK).format(number, link_name.format(number), anchor) for number in numbers}  # noqa: S704
    return Markup("\n").join(part for block in blocks for part in _block(block.split("\n"), links))


def marked_html(text: str, words: str, anchor: str = "markert") -> tuple[Markup, bool]:
    """The text with its first place of `words` marked, and whether there is one; white space may differ.

    The mark's id is `anchor`.
    """
    place = _place(text, words)
    if place is None:
        return escape(text), False
    start, end = place
    marked = Markup('<mark id="{}">{}</mark>').format(anchor, text[start:end])
    return escape(text[:start]) + marked + escape(text[end:]), True


def _block(lines: Iterable[str], links: Mapping[int, Markup]) -> Iterator[Markup]:
    for kind, group in groupby(lines, _kind):
        if kind == "bullet":
            items = (Markup("<li>{}</li>").format(_inline(_BULLET.sub("", line), links)) for line in group)
            yield Markup("<ul>{}</ul>").format(Markup("").join(items))
        else:
            joined = Markup("<br>").join(_inline(_QUOTED.sub("", line), links) for line in group)
            html = "<blockquote><p>{}</p></blockquote>" if kind == "quote" else "<p>{}</p>"
            yield Markup(html).format(joined)  # noqa: S704 - one of two constants


def _kind(line: str) -> str:
    if _BULLET.match(line):
        return "bullet"
    return "quote" if _QUOTED.match(line) else "prose"


def _inline(line: str, links: Mapping[int, Markup]) -> Markup:
    pieces = _MARKER.split(line)  # text, number, text, …, text
    html = [escape(unescaped(pieces[0]))]
    for number, text in zip(map(int, pieces[1::2]), pieces[2::2], strict=True):
        html.append(links.get(number) or escape(f"[{number}]"))
        html.append(escape(unescaped(text)))
    return Markup("").join(html)


def _place(text: str, words: str) -> tuple[int, int] | None:
    wanted = words[:_LONGEST_MARK].split()
    if not wanted:
        return None
    pattern = r"\s+".join(map(re.escape, wanted))
    match = re.search(pattern, text) or re.search(pattern, text, re.IGNORECASE)
    return match.span() if match else None

"""Markdown: a page a top-level section; front matter and raw HTML are no text."""

import re
import tomllib
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.readers.base import RawCell, RawDocument, UnreadableFileError
from ingest.readers.stated import language_tag, stated
from ingest.readers.text import decoded
from ingest.readers.told import Beside, Line, Part, bullet, heading, holds_text, item, paragraphs, sections
from ingest.readers.told_tables import told_cell, told_tables

_FRONT_MATTER = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<text>.*?)^(?P=mark)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^(?P<name>[A-Za-z_]+):(?P<value>.*)$", re.MULTILINE)
_QUOTED = re.compile(r"^([\"'])(.*)\1$")
_BREAK = re.compile(r"^<br\s*/?>$", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^>]*(?:>|\Z)", re.DOTALL)
_DEEPEST = 100
_LANGUAGE = ("language", "lang")


class MarkdownReader:
    """Reads `.md` files, in CommonMark with tables; loads nothing that they refer to."""

    suffixes = (".md",)
    version = "markdown-1"

    def read(self, content: bytes) -> RawDocument:
        """A page a top-level section.

        Raises UnreadableFileError where the bytes are no text in UTF-8, or hold none.
        """
        text = decoded(content)
        front = _FRONT_MATTER.match(text)
        fields = _fields(front) if front else {}
        tokens = _parser().parse(text[front.end() :] if front else text)
        # The parser drops all that is set deeper, without an error.
        if any(token.level >= _DEEPEST - 1 for token in tokens):
            raise UnreadableFileError(
                "lister eller sitater ligger for dypt inni hverandre til at hele teksten kan leses; gjør den enklere"
            )
        flow = list(_Walk(tokens).parts())
        pages = sections(flow)
        if not holds_text(pages):
            raise UnreadableFileError("filen har ingen tekst; bruk en som har det")
        return RawDocument(
            pages=pages,
            title=stated(fields.get("title")) or _single_title(flow),
            author=stated(fields.get("author")),
            language=next((tag for key in _LANGUAGE if (tag := language_tag(fields.get(key)))), None),
        )


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])


class _Walk:
    """Walks the tokens of one file."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._lists: list[int | None] = []
        self._mark: str | None = None

    def parts(self) -> Iterator[Part]:
        rows: list[list[RawCell]] = []
        level: int | None = None
        for token in self._tokens:
            if token.type in ("bullet_list_open", "ordered_list_open"):
                self._lists.append(int(token.attrGet("start") or 1) if token.type.startswith("o") else None)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                self._lists.pop()
            elif token.type == "list_item_open":
                self._mark = self._next_mark(token.markup)
            elif token.type == "heading_open":
                level = int(token.tag[1])
            elif token.type == "heading_close":
                level = None
            elif token.type == "table_open":
                rows = []
            elif token.type == "tr_open":
                rows.append([])
            elif token.type == "table_close":
                yield from told_tables(rows)
                rows = []
            elif token.type == "inline" and rows:
                rows[-1].append(told_cell(_shown(token).split("\n"), len(rows[-1])))
            elif token.type == "inline":
                yield from self._told(_shown(token), level)
                yield from _images(token)
            elif token.type in ("fence", "code_block"):
                yield from (Line(text=" ".join(line.split())) for line in token.content.split("\n") if line.strip())
            elif token.type == "html_block" and any(map(str.isalnum, _TAG.sub("", token.content))):
                yield Beside(unread=1)

    def _next_mark(self, markup: str) -> str:
        number = self._lists[-1]
        if number is None:
            return bullet(len(self._lists) - 1)
        self._lists[-1] = number + 1
        return f"{number}{markup}"

    def _told(self, text: str, level: int | None) -> Iterator[Part]:
        texts = paragraphs(text)
        if not texts:
            return
        if level is not None:
            yield heading(" ".join(texts), level)
            return
        if self._lists and self._mark is not None:
            yield item(texts.pop(0), len(self._lists) - 1, self._mark)
            self._mark = None
        yield from (Line(text=other) for other in texts)


def _shown(inline: Token) -> str:
    """The text of an inline token: line ends of the file are spaces, breaks stay, marks and HTML go."""
    return "".join(_piece(token) for token in inline.children or ())


def _piece(token: Token) -> str:
    if token.type in ("text", "code_inline"):
        return token.content
    if token.type == "softbreak":
        return " "
    is_break = token.type == "hardbreak" or (token.type == "html_inline" and _BREAK.match(token.content))
    return "\n" if is_break else ""


def _images(inline: Token) -> Iterator[Part]:
    images = sum(token.type == "image" for token in inline.children or ())
    if images:
        yield Beside(images=images)


def _fields(front: re.Match[str]) -> dict[str, str]:
    """The plain fields of front matter: what it says in lists and below other fields is not asked for."""
    if front["mark"] == "+++":
        try:
            return {key: value for key, value in tomllib.loads(front["text"]).items() if isinstance(value, str)}
        except tomllib.TOMLDecodeError:
            return {}
    return {
        match["name"].lower(): _QUOTED.sub(r"\2", match["value"].strip()) for match in _FIELD.finditer(front["text"])
    }


def _single_title(flow: Sequence[Part]) -> str | None:
    """The first heading, where it alone has the highest level: by custom that is the title."""
    headings = [part for part in flow if isinstance(part, Line) and part.role.kind == "heading"]
    levels = [part.role.level for part in headings]
    return headings[0].text if levels and levels[0] == 1 and levels.count(1) == 1 else None

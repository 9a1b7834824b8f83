"""HTML: a page a top-level section of the main content; navigation and footers set apart, hidden elements not read."""

import re

from lxml import etree, html

from ingest.readers.base import RawDocument, UnreadableFileError
from ingest.readers.html.decoding import decoded_page
from ingest.readers.html.walk import Walk
from ingest.readers.stated import language_tag, stated
from ingest.readers.told import holds_text, sections

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_EMPTY = "filen har ingen tekst; bruk en som har det"


class HtmlReader:
    """Reads `.html` files; runs no script and loads nothing that the page refers to."""

    suffixes = (".html", ".htm")
    version = "html-1"

    def read(self, content: bytes) -> RawDocument:
        """A page a top-level section.

        Raises UnreadableFileError where the file is empty, binary, or holds no text.
        """
        root = _root(_XML_DECLARATION.sub("", decoded_page(content)))
        walk = Walk()
        pages = sections(walk.flow(root))
        if not holds_text(pages):
            raise UnreadableFileError(_EMPTY)
        return RawDocument(
            pages=pages,
            title=stated(root.findtext(".//title")) or walk.title,
            author=stated(_meta(root, "author")),
            language=language_tag(root.get("lang")),
        )


def _root(text: str) -> html.HtmlElement:
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFileError(_EMPTY) from error
    # The parser drops all that follows what it finds too deep, without an error.
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT or "depth" in error.message for error in parser.error_log):
        raise UnreadableFileError(
            "elementene på siden ligger for dypt inni hverandre til at hele siden kan leses; lagre den på nytt, enklere"
        )
    return root


def _meta(root: html.HtmlElement, field: str) -> str | None:
    found = root.xpath(".//meta[@name=$field]/@content", field=field)
    return str(found[0]) if isinstance(found, list) and found else None

"""An answer with its sources as it is pasted into a letter: as text, and as text whose addresses are links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from assistant import labels
from assistant.answering.answer import Answer
from assistant.exports.markdown import Address, answer_text
from assistant.texts import Language
from assistant.web.texts import text
from corpus.models import Citation, Located

_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Copied:
    """The same in two kinds: what pastes only text takes the first, a letter the second."""

    text: str
    html: Markup


def copied(question: str, answer: Answer, address: Address, language: Language) -> Copied:
    """The question, its answer and the sources; `language` is that of the links' names."""
    told = f"{question}\n\n{answer_text(answer, address)}"
    sources: list[Located] = [*answer.citations, *answer.nearest]
    located = {address(one.url): labels.located(one.locator, language) for one in sources}
    names = {url: text("chat.open", language, locator=place) for url, place in located.items()}
    return Copied(told, linked_html(told, names))


def copied_quote(citation: Citation, address: Address, language: Language) -> Copied:
    """A quote as a letter refers to it: its words, then whose they are, where they stand and what they are of."""
    words = f"«{' '.join(citation.quote.split())}»"
    place = (
        labels.title(citation.document_title, is_stated=citation.title_stated, language=language),
        labels.issuer(citation.issuer, language),
        labels.located(citation.locator, language),
    )
    marks = (
        labels.retelling(language) if citation.retelling else "",
        labels.standing(citation.standing, language) or "",
        labels.ocr(language) if citation.ocr else "",
    )
    where, rest, url = ", ".join(place), "".join(f", {mark}" for mark in marks if mark), address(citation.url)
    html = Markup('<p>{} (<a href="{}">{}</a>{})</p>').format(words, url, where, rest)
    return Copied(f"{words} ({where}{rest})\n{url}", html)


def linked_html(told: str, names: Mapping[str, str]) -> Markup:
    """A text's paragraphs and lines; each address of `names` is a link with that name. All else stands as written."""
    longest_first = sorted(names, key=len, reverse=True)
    address = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
    paragraphs = (_lines(block, address, names) for block in _BLANK_LINE.split(told) if block.strip())
    return Markup("").join(Markup("<p>{}</p>").format(block) for block in paragraphs)


def _lines(block: str, address: re.Pattern[str], names: Mapping[str, str]) -> Markup:
    html, at = Markup(""), 0
    for found in address.finditer(block):
        link = Markup('<a href="{}">{}</a>').format(found.group(), names[found.group()])
        html, at = html + _broken(block[at : found.start()]) + link, found.end()
    return html + _broken(block[at:])


def _broken(lines: str) -> Markup:
    return Markup("<br>").join(map(escape, lines.split("\n")))

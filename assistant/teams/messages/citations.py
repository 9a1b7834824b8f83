"""The sources of an answer as Teams shows them: what opens when its number is pressed."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from microsoft_teams.api.models.entity import CitationAppearance

from assistant import labels
from assistant.answering.answer import Answer
from assistant.exports.markdown import Address
from assistant.teams.messages.limits import (
    LONGEST_ABSTRACT,
    LONGEST_KEYWORD,
    LONGEST_NAME,
    MOST_CITATIONS,
    MOST_KEYWORDS,
    length,
    shortened,
)
from corpus.models import Citation, Source

_SHORTEST_TITLE = 30
_MARK = "mark"


def shown(answer: Answer, told: str) -> list[Citation]:
    """The sources that Teams can show: the first of those whose number stands in what is told."""
    named = [citation for citation in answer.citations if f"[{citation.number}]" in told]
    return named[:MOST_CITATIONS]


def appearance(citation: Citation, address: Address, language: str, longest_mark: int) -> CitationAppearance:
    """A source by its title and place, with the beginning of its quote and the address that opens it.

    `longest_mark` is as in `page_address`.
    """
    keywords = (
        citation.authority and labels.authority(citation.authority, language),
        citation.ocr and labels.ocr(language),
    )
    told = [word for word in keywords if word and length(word) <= LONGEST_KEYWORD]
    return CitationAppearance(
        name=name(citation, citation.locator, LONGEST_NAME, language),
        abstract=shortened(citation.quote, LONGEST_ABSTRACT),
        url=page_address(citation.url, address, longest_mark),
        keywords=told[:MOST_KEYWORDS] or None,
    )


def name(source: Source, locator: str, longest: int, language: str) -> str:
    """A source in few characters: its title, where in it, and whether that is a retelling or another edition."""
    place = f", {labels.located(locator, language)}"
    marks = f" ({', '.join(told)})" if (told := marks_of(source, language)) else ""
    if length(place + marks) > longest - _SHORTEST_TITLE:
        place = f", {shortened(place.rpartition('»')[2].lstrip(', '), longest - _SHORTEST_TITLE - length(marks) - 2)}"
    title = labels.title(source.document_title, is_stated=source.title_stated, language=language)
    return f"{shortened(title, longest - length(place + marks))}{place}{marks}"


def marks_of(source: Source, language: str) -> list[str]:
    """What must be known of a source before it is relied upon."""
    marks = (source.retelling and labels.retelling(language), labels.standing(source.standing, language))
    return [mark for mark in marks if mark]


def page_address(url: str, address: Address, longest_mark: int) -> str:
    """The whole address of a page of a document; of the words that it marks so many characters, in whole words."""
    path, query = urlsplit(url).path, dict(parse_qsl(urlsplit(url).query))
    mark = query.get(_MARK, "")
    if len(mark) <= longest_mark:
        return address(url)
    kept = mark[: longest_mark + 1].rpartition(" ")[0]
    return address(f"{path}?{urlencode({**query, _MARK: kept})}" if kept else url)

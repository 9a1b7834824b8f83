"""The reader: a page of a document beside its text, with the words of a citation or of a search marked."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from assistant.api.access import Reader
from assistant.api.dependencies import AssistantDep
from assistant.api.pages import PageView, page_view
from assistant.links import image_url
from assistant.reading.find import Found, Search
from assistant.reading.outline import at_page, outline
from assistant.service import Assistant
from assistant.web.errors import error_page
from assistant.web.marking import hits_html
from assistant.web.paths import href
from assistant.web.rendering import render
from assistant.web.text import marked_html
from corpus.models import Box, Document
from corpus.text.boxes import every_place

router = APIRouter(dependencies=[Reader])

View = Literal["begge", "bilde", "tekst"]
Searched = Annotated[str, Query(max_length=200)]

VIEWS: tuple[View, ...] = ("begge", "bilde", "tekst")


@dataclass(frozen=True)
class Reading:
    """What stays while pages are turned: the document, the reading of it where one is pinned, the search, the view."""

    document_id: str
    generation: str | None = None
    search: str = ""
    view: View = "begge"

    @property
    def fields(self) -> dict[str, str]:
        """What the address says beside the page."""
        said = {"generation": self.generation or "", "sok": self.search, "vis": self.view}
        return {name: value for name, value in said.items() if value and value != VIEWS[0]}

    def address(self, page: int, hit: int | None = None, **changed: str) -> str:
        """The path of a page, and of a place that was found on it."""
        fields = {**self.fields, **changed, **({"treff": str(hit)} if hit else {})}
        query = urlencode({name: value for name, value in fields.items() if value and value != VIEWS[0]})
        path = f"/documents/{quote(self.document_id)}/pages/{page}"
        return f"{path}{'?' if query else ''}{query}{'#treff' if hit else ''}"


@dataclass(frozen=True)
class Marks:
    """What is marked on a page: the text as HTML, and boxes on its image, of which `current` is the one sought."""

    text: Markup
    boxes: tuple[Box, ...] = ()
    current: tuple[Box, ...] = ()
    is_in_text: bool = False


@dataclass(frozen=True)
class Hits:
    """What was found in the document, which of it (from 1) the page is open at, and those before and after."""

    found: Found
    at: int | None
    before: int | None
    after: int | None


@router.get("/documents/{document_id}/pages/{number}")
def page(
    request: Request,
    document_id: str,
    number: int,
    assistant: AssistantDep,
    generation: str | None = None,
    mark: str = "",
    sok: Searched = "",
    treff: int | None = None,
    vis: str = "begge",
) -> Response:
    """A page of a document with the words of a citation, or all that a search finds, marked."""
    view = next((known for known in VIEWS if known == vis), VIEWS[0])
    reading = Reading(document_id, generation, Search(sok).query, view)
    return _shown(request, assistant, reading, number, mark=mark, hit=treff)


@router.get("/documents/{document_id}/pages")
def page_of(
    request: Request,
    document_id: str,
    assistant: AssistantDep,
    side: str = "",
    fra: int = 1,
    generation: str | None = None,
    sok: Searched = "",
    vis: str = "begge",
) -> Response:
    """Leads to the page that a reader names by its printed number, else by its position; says so if there is none."""
    view = next((known for known in VIEWS if known == vis), VIEWS[0])
    reading = Reading(document_id, generation, Search(sok).query, view)
    texts = assistant.texts(document_id, generation)
    if texts is None:
        return error_page(request, 404)
    wanted = " ".join(side.split()).casefold()
    named = {page.label.casefold(): page.number for page in reversed(texts) if page.label}
    positions = {str(page.number): page.number for page in texts}
    number = named.get(wanted) or positions.get(wanted)
    if number is None:
        return _shown(request, assistant, reading, min(max(fra, 1), len(texts)), unknown=side[:20] or "?")
    return RedirectResponse(href(request, reading.address(number)), 303)


def _shown(
    request: Request,
    assistant: Assistant,
    reading: Reading,
    number: int,
    *,
    mark: str = "",
    hit: int | None = None,
    unknown: str | None = None,
) -> Response:
    found = page_view(assistant, reading.document_id, number, reading.generation, words=True)
    document = assistant.library.published(found.generation_id) if found else None
    if found is None or document is None:
        return error_page(request, 404)
    hits = _hits(assistant, reading, number, hit)
    has_image = found.image_url is not None and (reading.view != "tekst" or not found.text)
    marks = _search_marks(found, reading, hits, has_image) if hits else _citation_marks(found, mark, has_image)
    image = image_url(reading.document_id, number, found.generation_id, "" if hits else mark)
    is_lost = bool(mark.strip()) and not hits and not marks.boxes and not marks.is_in_text
    context: dict[str, Any] = {
        "page": found,
        "document": document,
        "reading": reading,
        "views": VIEWS,
        "image": image if has_image else None,
        "marks": marks,
        "is_cited": not hits,
        "is_marked": bool(marks.boxes) or marks.is_in_text,
        "is_lost": is_lost,
        "hits": hits,
        "unknown": unknown,
        **_around(assistant, document, found),
    }
    return render(request, "page.html", context, status_code=404 if unknown else 200)


def _around(assistant: Assistant, document: Document, page: PageView) -> dict[str, Any]:
    """What stands beside a page: the outline of the reading that is shown to all, and the edition that holds."""
    is_superseded = page.generation_id != assistant.library.snapshot.generations.get(document.id)
    headings = () if is_superseded else outline(assistant.library.snapshot, document.id)
    return {
        "outline": headings,
        "here": at_page(headings, page.number),
        "is_superseded": is_superseded,
        "holding": assistant.holding(document.id),
    }


def _hits(assistant: Assistant, reading: Reading, page: int, wanted: int | None) -> Hits | None:
    """What the search finds; the page is open at the hit wanted where it has that, else at its first."""
    texts = assistant.texts(reading.document_id, reading.generation) if reading.search else None
    if texts is None:
        return None
    found = Search(reading.search).within(texts)
    here = found.on(page)
    if here is None:
        earlier = sum(hits.count for hits in found.pages if hits.page < page)
        return Hits(found, None, earlier or None, earlier + 1 if earlier < found.count else None)
    at = wanted if wanted and found.page_of(wanted) == here else here.first
    return Hits(found, at, at - 1 or None, at + 1 if at < found.count else None)


def _citation_marks(page: PageView, mark: str, has_image: bool) -> Marks:
    """The first place of the words of a citation; on the image, if it can be found there."""
    boxes = page.boxes(mark) if has_image else ()
    text, is_in_text = marked_html(page.text, mark, anchor="markert-tekst" if boxes else "markert")
    return Marks(text, boxes, boxes[:1], is_in_text)


def _search_marks(page: PageView, reading: Reading, hits: Hits, has_image: bool) -> Marks:
    """Every place of what was looked for; which box is the current one is known where the image has as many places."""
    search, as_phrase = Search(reading.search), hits.found.as_phrase
    spans = search.spans(page.text, as_phrase=as_phrase)
    here = hits.found.on(page.number)
    current = hits.at - here.first if here and hits.at else None
    parts = search.parts(as_phrase=as_phrase) if spans and has_image else ()
    places = [place for part in parts for place in every_place(page.words or (), part)]
    is_known = current is not None and len(parts) == 1 and len(places) == len(spans)
    boxes = tuple(box for place in places for box in place)
    text = hits_html(page.text, spans, current, anchor="treff-tekst" if boxes else "treff")
    return Marks(text, boxes, places[(current or 0) if is_known else 0] if places else (), bool(spans))

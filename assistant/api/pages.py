"""GET /documents/{id}/pages/{n}: a page as a reader would copy it; `.png`: as it is printed."""

import hashlib
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from assistant.api.access import Reader
from assistant.api.caching import cache_headers, is_known
from assistant.api.dependencies import AssistantDep
from assistant.api.problems import ProblemError, described, missing
from assistant.links import file_url, image_url
from assistant.reading.images import IMAGE_VERSION, PageImageError, page_png
from assistant.service import Assistant
from corpus.models import Box, Coverage, PageUnit, Source, Word, source_of
from corpus.text.boxes import quote_boxes

router = APIRouter(tags=["documents"], dependencies=[Reader])

_Highlight = Annotated[str, Query(max_length=4_000, description="Words of the page, to be marked")]
_Width = Annotated[int | None, Query(ge=100, le=2_000, description="Pixels; without it about 110 dpi")]


class PageView(Source):
    """A page, and whose it is; `pages` is how many its document has.

    `words` are those of a format with boxes, where they are asked for; `image_url` is null for other formats.
    """

    number: int
    label: str | None
    locator: str
    text: str
    set_apart: tuple[str, ...]
    coverage: Coverage
    unit: PageUnit
    width: float | None
    height: float | None
    ocr: bool
    words: tuple[Word, ...] | None = None
    generation_id: str
    pages: int
    image_url: str | None
    file_url: str

    def boxes(self, quote: str) -> tuple[Box, ...]:
        """Where a quote stands on the page, for a view with its words."""
        return quote_boxes(self.words or (), quote)


def page_view(
    assistant: Assistant, document_id: str, number: int, generation: str | None, *, words: bool = False
) -> PageView | None:
    """A page of the current generation, or of the one a citation pinned; None where there is none."""
    generation_id = generation or assistant.library.snapshot.generations.get(document_id)
    document = assistant.library.published(generation_id) if generation_id else None
    if generation_id is None or document is None or not 1 <= number <= document.pages:
        return None
    page = assistant.page(document_id, number, generation_id, words=words)
    if page is None:
        return None
    return PageView(
        **page.model_dump(exclude={"words"}),
        words=page.words if words else None,
        unit=document.unit,
        **dict(source_of(document, assistant.standing(document.id))),
        generation_id=generation_id,
        pages=document.pages,
        image_url=image_url(document.id, number, generation_id) if document.has_images else None,
        file_url=file_url(document.id, generation_id),
    )


# Before the page itself, whose number would else be "1.png".
@router.get(
    "/documents/{document_id}/pages/{number}.png",
    response_class=Response,
    responses={
        **described(404, 422, 503),
        200: {"content": {"image/png": {}}, "description": "X-Highlight says whether the words were found"},
        304: {"description": "The image is as it was"},
    },
)
def image(
    request: Request,
    document_id: str,
    number: int,
    assistant: AssistantDep,
    highlight: _Highlight = "",
    generation: str | None = None,
    width: _Width = None,
) -> Response:
    """The page as it is printed, with the words of `highlight` marked; `generation` pins the reading."""
    view = _view(assistant, document_id, number, generation, words=bool(highlight.strip()))
    text_at = f"teksten står på /api/v1/documents/{quote(document_id, safe='')}/pages/{number}"
    if view.image_url is None:
        raise ProblemError(404, "No page image", f"bare sider i PDF-filer har bilder; {text_at}")
    boxes = view.boxes(highlight)
    etag = hashlib.sha256(repr((IMAGE_VERSION, view.generation_id, number, width, boxes)).encode()).hexdigest()[:32]
    headers = cache_headers(etag)
    if highlight.strip():
        headers["X-Highlight"] = "found" if boxes else "not-found"
    if is_known(request, etag):
        return Response(status_code=304, headers=headers)
    content = assistant.library.original(view.generation_id)
    if content is None:
        lost = "originalfilen er ikke tatt vare på; les den inn på nytt"
        raise ProblemError(404, "No page image", f"{lost} ({text_at})")
    size = (view.width, view.height) if view.width and view.height else None
    try:
        drawn = page_png(content, number, boxes, size, width)
    except PageImageError as error:
        raise ProblemError(404, "No page image", f"{error}; {text_at}") from error
    return Response(drawn, media_type="image/png", headers=headers)


@router.get("/documents/{document_id}/pages/{number}", responses=described(404, 422, 503))
def page(
    document_id: str, number: int, assistant: AssistantDep, generation: str | None = None, words: bool = False
) -> PageView:
    """A page; with `generation`, as it stood in that reading of the document; with `words`, its words' boxes."""
    return _view(assistant, document_id, number, generation, words=words)


def _view(assistant: Assistant, document_id: str, number: int, generation: str | None, *, words: bool) -> PageView:
    found = page_view(assistant, document_id, number, generation, words=words)
    if found is None:
        raise missing("page", f"{document_id}/{number}" + (f"?generation={generation}" if generation else ""))
    return found

"""GET /templates: what local plans are written from."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict

from assistant.api.access import Leader
from assistant.api.problems import described, missing
from assistant.drafting.template import Template, Wording
from assistant.drafting.templates import Templates

router = APIRouter(tags=["templates"], dependencies=[Leader])


class TemplateEntry(BaseModel):
    """A template as the list shows it; `document` is the id of the plan that it answers to."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    title: Wording
    document: str | None
    sections: int
    fields: int


class TemplateList(BaseModel):
    """The templates there are, and what is wrong with those of one's own that cannot be used."""

    model_config = ConfigDict(frozen=True)

    templates: tuple[TemplateEntry, ...]
    complaints: tuple[str, ...]


def templates_of(request: Request) -> Templates:
    """The templates that are shipped, and those in the data directory."""
    return Templates(request.app.state.settings.templates_dir)


TemplatesDep = Annotated[Templates, Depends(templates_of)]


@router.get("/templates", responses=described(503))
def templates(found: TemplatesDep) -> TemplateList:
    """All templates that can be used."""
    entries = (
        TemplateEntry(
            id=one.id,
            version=one.version,
            title=one.title,
            document=one.document,
            sections=len(one.sections),
            fields=sum(1 for _ in one.fields()),
        )
        for one in found.all()
    )
    return TemplateList(templates=tuple(entries), complaints=found.complaints())


@router.get("/templates/{template_id}", responses=described(404, 503))
def template(template_id: str, found: TemplatesDep) -> Template:
    """A template with all its sections and fields."""
    one = found.get(template_id)
    if one is None:
        raise missing("template", template_id)
    return one

"""The drafts of local plans: those that one may open, and how one is begun."""

from collections.abc import Sequence
from typing import NamedTuple

from fastapi import APIRouter, Response
from pydantic import ValidationError

from assistant.api import drafts as api
from assistant.api.access import Leader, may
from assistant.api.problems import ProblemError
from assistant.api.templates import TemplatesDep
from assistant.auth.user import Permission
from assistant.drafting.places import jurisdiction_of
from assistant.drafting.template import Template
from assistant.drafting.templates import Templates
from assistant.service import Assistant
from assistant.web import drafts_coverage, drafts_export, drafts_field, drafts_outline, drafts_versions
from assistant.web.drafts_desk import Desk, DeskDep
from assistant.web.language import page_language
from assistant.web.navigation import Link
from assistant.web.rendering import chosen_scope
from assistant.web.sent import said_in
from assistant.web.upload import SentForm
from corpus.store.drafts import LONGEST_PERIOD, LONGEST_UNIT, DraftRecord

LINKS = (Link("/utkast", "drafts.nav", is_for=may(Permission.DRAFT)),)

_FIELDS = ("mal", "enhet", "periode", "malform", "samling")
_COMPLAINTS = {"unit": "drafts.no_unit", "period": "drafts.long_period"}


class Listed(NamedTuple):
    """A draft in the list, who changed it last, and how many of its fields have text."""

    draft: DraftRecord
    by_name: str
    written: int
    fields: int


_list = APIRouter(dependencies=[Leader])


@_list.get("/utkast")
def drafts(desk: DeskDep, templates: TemplatesDep, slettet: str = "") -> Response:
    """All that one may open, the one that was changed last first, and the form of a new one."""
    written = "nn" if page_language(desk.request) == "nn" else "nb"
    place = (chosen_scope(desk.request).chosen or "").rpartition(",")[2].strip()
    values = {**dict.fromkeys(_FIELDS, ""), "malform": written, "enhet": place}
    return _page(desk, templates, values, is_deleted=bool(slettet))


@_list.post("/utkast")
def begin(desk: DeskDep, templates: TemplatesDep, sent: SentForm) -> Response:
    """Begins a draft, and leads to it."""
    values = said_in(sent, _FIELDS)
    place = _jurisdiction(values["enhet"], templates.get(values["mal"]), desk.assistant)
    try:
        body = api.DraftRequest(
            template=values["mal"],
            unit=values["enhet"],
            jurisdiction=place,
            period=values["periode"],
            written_form="nn" if values["malform"] == "nn" else "nb",
            collection=values["samling"] or None,
        )
        made = api.begin(body, desk.services, desk.assistant, templates, desk.user, desk.owner, desk.author)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        return _page(desk, templates, values, complaint=_COMPLAINTS.get(field, "drafts.not_begun"))
    except ProblemError:
        return _page(desk, templates, values, complaint="drafts.not_begun")
    return desk.lead(f"/utkast/{made.id}")


def _jurisdiction(unit: str, template: Template | None, assistant: Assistant) -> str | None:
    """Whose plan it becomes; a district is one of whoever made the plan that the template answers to."""
    overall = assistant.document(template.document) if template and template.document else None
    return jurisdiction_of(unit, assistant.scopes(), overall.jurisdiction if overall else None)


def _page(
    desk: Desk, templates: Templates, values: dict[str, str], *, complaint: str | None = None, is_deleted: bool = False
) -> Response:
    context = {
        "drafts": _listed(desk),
        "templates": templates.all(),
        "wrong_templates": templates.complaints(),
        "collections": desk.shares,
        "places": [name.rpartition(",")[2].strip() for name in desk.assistant.scopes()],
        "values": values,
        "complaint": complaint,
        "is_deleted": is_deleted,
        "longest_unit": LONGEST_UNIT,
        "longest_period": LONGEST_PERIOD,
    }
    return desk.show("drafts.html", context, status=422 if complaint else 200)


def _listed(desk: Desk) -> Sequence[Listed]:
    found = []
    for draft in desk.kept.open_to(desk.reader):
        texts = desk.kept.fields(draft.id).values()
        last = max((text for text in texts if text.revision), key=lambda text: text.changed_at, default=None)
        written = sum(any(value.strip() for value in text.parts.values()) for text in texts)
        found.append(Listed(draft, last.by_name if last else "", written, len(texts)))
    return found


router = APIRouter()
router.include_router(_list)
for section in (drafts_outline, drafts_field, drafts_export, drafts_coverage, drafts_versions):
    router.include_router(section.router)

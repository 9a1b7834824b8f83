"""A field of a draft: what it asks for, what stands in it, and what it can be written from."""

from collections.abc import AsyncIterator
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Request, Response
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData

from assistant.api import draft_comments
from assistant.api.access import Leader
from assistant.api.draft_access import DraftDep
from assistant.api.draft_fields import PartText
from assistant.api.leaving import HasLeft, watched
from assistant.api.problems import ProblemError, missing
from assistant.drafting.merging import merged
from assistant.web.drafts_desk import Desk, DeskDep
from assistant.web.drafts_field_page import Unmerged, found_in, read_context, readings, show_field
from assistant.web.drafts_sources import proposed, put_in
from assistant.web.sent import said
from assistant.web.upload import SentForm
from corpus.store.drafts import LONGEST_COMMENT, Conflict, DraftClosedError, DraftRecord, FieldText

router = APIRouter(dependencies=[Leader])

_MOST_TRIES = 5  # that somebody else is first, each time with another part

_part_text: TypeAdapter[str] = TypeAdapter(PartText)


async def _form_has_left(request: Request, sent: SentForm) -> AsyncIterator[HasLeft]:
    del sent  # it is read by now
    async with watched(request) as asked:
        yield asked


FormHasLeftDep = Annotated[HasLeft, Depends(_form_has_left)]


class Sent(NamedTuple):
    """A form: the parts as they are to be and as they were shown, and at which revision."""

    parts: dict[str, str]
    base: dict[str, str]
    revision: int


@router.get("/utkast/{draft_id}/felt/{key}")
def field(key: str, desk: DeskDep, draft: DraftDep, lagret: str = "") -> Response:
    """The field with its editor, and what the overall plan and others say of the same."""
    return show_field(desk, draft, key, is_saved=bool(lagret))


@router.get("/utkast/{draft_id}/felt/{key}/lest")
def read(key: str, desk: DeskDep, draft: DraftDep) -> Response:
    """How the sentences of a field are read, as a part of its page."""
    found, shown = found_in(desk, draft, key)
    return desk.show("draft_read_parts.html", read_context(desk, found, shown))


@router.post("/utkast/{draft_id}/felt/{key}")
def post(key: str, desk: DeskDep, draft: DraftDep, sent: SentForm, has_left: FormHasLeftDep) -> Response:
    """Saves a field, and does what the button says besides."""
    return _posted(desk, draft, key, sent, said(sent, "gjor"), has_left)


@router.post("/utkast/{draft_id}/felt/{key}/forslag")
def propose(key: str, desk: DeskDep, draft: DraftDep, sent: SentForm, has_left: FormHasLeftDep) -> Response:
    """Saves a field, and proposes a text for it from the passages that were chosen."""
    return _posted(desk, draft, key, sent, "foresla", has_left)


def _posted(desk: Desk, draft: DraftRecord, key: str, sent: FormData, act: str, has_left: HasLeft) -> Response:
    _, shown = found_in(desk, draft, key)
    form = _form(sent, shown.text)
    verb, _, argument = act.partition(":")
    try:
        form = form._replace(parts={name: _part_text.validate_python(text) for name, text in form.parts.items()})
        saved = _save(desk, draft, key, form)
        if isinstance(saved, Unmerged):
            return show_field(desk, draft, key, unmerged=saved, status=409)
        if verb == "foresla":
            return _propose(desk, draft, saved.key, sent, has_left)
        return _then(desk, draft, saved, verb, argument, sent)
    except ValidationError:
        return show_field(desk, draft, key, parts=form.parts, complaint="drafts.too_long", status=422)
    except DraftClosedError:
        return show_field(desk, draft, key, parts=form.parts, complaint="drafts.is_adopted", status=409)


def _form(sent: FormData, text: FieldText) -> Sent:
    """What a form says; a part that it does not name is as it was."""
    parts = {name: said(sent, name) if name in sent else value for name, value in text.parts.items()}
    base = {name: said(sent, f"sett.{name}") if name in sent else value for name, value in text.parts.items()}
    verb, _, argument = said(sent, "gjor").partition(":")
    part, _, whose = argument.partition(":")
    if verb == "velg" and part in parts:
        parts[part] = _chosen(parts[part], base[part], whose)
    revision = said(sent, "revisjon")
    return Sent(parts, base, int(revision) if revision.isdecimal() and len(revision) < 10 else text.revision)


def _chosen(own: str, theirs: str, whose: str) -> str:
    """What a part is to be of which two people wrote."""
    return {"theirs": theirs, "both": f"{theirs}\n\n{own}"}.get(whose, own)


def _save(desk: Desk, draft: DraftRecord, key: str, form: Sent) -> FieldText | Unmerged:
    """Saves what was sent; where somebody else wrote meanwhile, with theirs where both wrote in other parts."""
    parts, revision = form.parts, form.revision
    for _ in range(_MOST_TRIES):
        if parts == form.base and revision == form.revision:
            found = desk.kept.field(draft.id, key)
            if found is not None:
                return found
        saved = desk.kept.save(draft.id, key, parts, revision, desk.author)
        if saved is None:
            raise missing("field", key)
        if not isinstance(saved, Conflict):
            return saved
        both = merged(form.base, form.parts, saved.current.parts)
        if both.conflicts:
            return Unmerged(both.parts, saved.current, both.conflicts)
        parts, revision = both.parts, saved.current.revision
    raise missing("field", key)


def _then(desk: Desk, draft: DraftRecord, saved: FieldText, verb: str, argument: str, sent: FormData) -> Response:
    """Does what a button says, once what stands in the field is kept."""
    here = f"/utkast/{draft.id}/felt/{saved.key}"
    complaint = None
    if verb == "til":
        return desk.lead(f"/utkast/{draft.id}/felt/{argument}" if argument else f"/utkast/{draft.id}")
    if verb == "fjern":
        desk.kept.remove_row(draft.id, saved.key, saved.revision, desk.author)
        return desk.lead(f"/utkast/{draft.id}#{draft_section(saved.key)}")
    if verb == "rett":
        _mend(desk, draft, saved, argument)
    elif verb in ("sitat", "kilde"):
        complaint = put_in(desk, draft, saved, said(sent, "inn_i"), verb, argument)
    elif verb == "ta-inn":
        _take_in(desk, draft, saved, sent)
    elif verb in ("kommenter", "lost", "apne", "slett-kommentar"):
        return _comment(desk, draft, saved.key, verb, argument, sent)
    if complaint:
        return show_field(desk, draft, saved.key, complaint=complaint, status=422)
    return desk.lead(f"{here}?lagret=ja")


def draft_section(key: str) -> str:
    """The anchor in the outline of the table that a row stands in."""
    return key.partition(".")[0]


def _mend(desk: Desk, draft: DraftRecord, saved: FieldText, argument: str) -> None:
    """Mends a fault of a sentence: "text:2:lost_source" is of the third sentence of a part."""
    part, place, fault = (*argument.split(":"), "", "")[:3]
    found, shown = found_in(desk, draft, saved.key)
    own = readings(found, shown).get(part, [])
    one = own[int(place)] if place.isdecimal() and int(place) < len(own) else None
    better = next((mend for known, mend in one.mends.items() if known == fault), None) if one else None
    if one is None or better is None:
        return
    text = saved.parts[part]
    mended_text = text[: one.sentence.start] + better + text[one.sentence.end :]
    desk.kept.save(draft.id, saved.key, {**saved.parts, part: mended_text}, saved.revision, desk.author)


def _propose(desk: Desk, draft: DraftRecord, key: str, sent: FormData, has_left: HasLeft) -> Response:
    """The page with a text that is proposed from the passages that were chosen."""
    chosen = tuple(value for value in sent.getlist("valgt") if isinstance(value, str))
    if not chosen:
        return show_field(desk, draft, key, none_chosen=True)
    try:
        proposal = proposed(desk, draft, key, chosen, has_left)
    except ProblemError:
        return show_field(desk, draft, key, chosen=chosen, complaint="drafts.not_taken", status=422)
    return show_field(desk, draft, key, chosen=chosen, proposal=proposal)


def _take_in(desk: Desk, draft: DraftRecord, saved: FieldText, sent: FormData) -> None:
    """Puts a proposal below what stands in the parts that it is for."""
    parts = {
        name: "\n\n".join(filter(None, (text.rstrip(), said(sent, f"forslag.{name}"))))
        for name, text in saved.parts.items()
    }
    desk.kept.save(draft.id, saved.key, parts, saved.revision, desk.author)


def _comment(desk: Desk, draft: DraftRecord, key: str, verb: str, argument: str, sent: FormData) -> Response:
    """Says something to the others, or what becomes of what was said."""
    here = desk.lead(f"/utkast/{draft.id}/felt/{key}#kommentarer")
    dep = draft, desk.services, desk.author
    try:
        if verb == "kommenter":
            body = draft_comments.CommentRequest(key=key, text=said(sent, "kommentar"))
            draft_comments.add(body, *dep)
        elif verb == "slett-kommentar":
            draft_comments.remove(argument, *dep)
        else:
            draft_comments.change(argument, draft_comments.CommentChanges(resolved=verb == "lost"), *dep)
    except ValidationError:
        is_long = len(said(sent, "kommentar")) > LONGEST_COMMENT
        complaint = "drafts.comment_long" if is_long else "drafts.comment_empty"
        return show_field(desk, draft, key, complaint=complaint, comment=said(sent, "kommentar"), status=422)
    except ProblemError:
        return here  # it is gone
    return here

"""What is kept of whoever asks: gathered, taken elsewhere, deleted."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from assistant.conversation.record import ConversationRecord, record, summaries
from assistant.exports.markdown import Address
from assistant.exports.own_data import own_data_markdown
from assistant.texts import Language
from corpus.library import Library
from corpus.readable import Readable
from corpus.store.audit import AuditFilter, AuditLine
from corpus.store.draft_persons import PartInDrafts
from corpus.store.draft_shelf import Drafts
from corpus.store.drafts import Comment, DraftRecord, DraftSource, FieldText, FieldVersion
from corpus.store.feedback import Feedback
from corpus.store.held_files import HeldFile
from corpus.store.job_records import OwnJob
from corpus.store.model_use import DayOfUse
from corpus.store.persons import Account, Login, MadeToken
from corpus.store.teams_persons import TeamsLink

Signed = TypeVar("Signed", FieldText, FieldVersion, DraftSource, Comment)


class Whose(BaseModel):
    """Whose data: of an account, where somebody is logged in, and of the owners of conversations that it is."""

    model_config = ConfigDict(frozen=True)

    account_id: str | None
    owners: frozenset[str]


class KeptDraft(BaseModel):
    """A draft that is somebody's alone, with all that stands in it and stood there."""

    model_config = ConfigDict(frozen=True)

    draft: DraftRecord
    fields: tuple[FieldText, ...]
    versions: tuple[FieldVersion, ...]
    sources: tuple[DraftSource, ...]
    comments: tuple[Comment, ...]


class OwnData(BaseModel):
    """All that is kept of one person or browser; of `cookies` those that are keys have no value here.

    `teams` is that the account is somebody's in Teams as well; `drafts` are those that are nobody else's, `in_drafts`
    what was left in those of a collection. `files` are those that wait to be read in, without what stands in them: who
    sent one has it.
    """

    model_config = ConfigDict(frozen=True)

    account: Account | None
    logins: tuple[Login, ...]
    tokens: tuple[MadeToken, ...]
    teams: TeamsLink | None
    model_use: tuple[DayOfUse, ...]
    conversations: tuple[ConversationRecord, ...]
    feedback: tuple[Feedback, ...]
    drafts: tuple[KeptDraft, ...]
    in_drafts: PartInDrafts
    jobs: tuple[OwnJob, ...]
    files: tuple[HeldFile, ...]
    audit: tuple[AuditLine, ...]
    cookies: dict[str, str | None]


def own_data(library: Library, seen: Readable, whose: Whose, cookies: Mapping[str, str | None]) -> OwnData:
    """What is kept; of answers those whose documents are `seen`."""
    account, kept = whose.account_id, library.persons
    return OwnData(
        account=kept.account(account) if account else None,
        logins=tuple(kept.logins(account)) if account else (),
        tokens=tuple(kept.tokens(account)) if account else (),
        teams=kept.teams_link(account) if account else None,
        model_use=tuple(library.model_use.of(whose.owners)),
        conversations=tuple(_conversations(seen, whose)),
        feedback=tuple(_feedback(kept.feedback(whose.owners), seen)),
        drafts=tuple(_kept(library.drafts, draft) for draft in library.drafts.owned(whose.owners)),
        in_drafts=_in_drafts(library.drafts.part_of(whose.owners)),
        jobs=tuple(library.jobs.owned(whose.owners)),
        files=tuple(one.model_copy(update={"owner": None}) for one in library.held_files.owned(whose.owners)),
        audit=tuple(_done(library, account)) if account else (),
        cookies=dict(cookies),
    )


def as_zip(found: OwnData, address: Address, language: Language) -> bytes:
    """One file with all of it: as JSON, for programs, and as Markdown, for people."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mine-data.json", found.model_dump_json(indent=2))
        archive.writestr("mine-data.md", own_data_markdown(found, address, language))
    return written.getvalue()


def forget(library: Library, whose: Whose) -> None:
    """Deletes all of it, and its bytes from the files."""
    library.persons.forget(whose.account_id, whose.owners)
    library.scrub()


def _kept(drafts: Drafts, draft: DraftRecord) -> KeptDraft:
    return KeptDraft(
        draft=draft.model_copy(update={"owner": None}),
        fields=_unsigned(drafts.fields(draft.id).values()),
        versions=_unsigned(drafts.versions(draft.id)),
        sources=_unsigned(drafts.sources(draft.id)),
        comments=_unsigned(drafts.comments.of(draft.id)),
    )


def _in_drafts(part: PartInDrafts) -> PartInDrafts:
    return part.model_copy(update={"comments": _unsigned(part.comments)})


def _unsigned(records: Iterable[Signed]) -> tuple[Signed, ...]:
    """The same without the ids of who wrote, which say nothing outside; names stay."""
    return tuple(record.model_copy(update={"by": ""}) for record in records)


def _feedback(given: Iterable[Feedback], seen: Readable) -> Iterator[Feedback]:
    for one in given:
        is_seen = seen.conversations.named_in(one.message_id) <= seen.snapshot.documents.keys()
        yield one if is_seen else one.model_copy(update={"answer": None})


def _conversations(seen: Readable, whose: Whose) -> list[ConversationRecord]:
    kept = seen.conversations
    found = [record(seen, summary.id, owner) for owner in sorted(whose.owners) for summary in summaries(kept, owner)]
    return sorted((one for one in found if one is not None), key=lambda one: one.changed_at, reverse=True)


def _done(library: Library, account_id: str) -> list[AuditLine]:
    lines = library.audit.list(AuditFilter(actor=account_id))
    return [
        AuditLine(**line.model_dump(include=set(AuditLine.model_fields) - {"actor"}), actor=line.who) for line in lines
    ]

"""What is kept of one person as Markdown, for that person to read."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from assistant.answering.showing.markdown import escaped
from assistant.conversation.record import ConversationRecord
from assistant.exports.markdown import Address, conversation_markdown
from assistant.texts import said
from corpus.store.audit import AuditLine
from corpus.store.draft_persons import PartInDrafts
from corpus.store.drafts import DraftRecord, FieldText
from corpus.store.feedback import Feedback
from corpus.store.held_files import HeldFile
from corpus.store.job_records import OwnJob
from corpus.store.model_use import DayOfUse
from corpus.store.persons import Account, Login, MadeToken
from corpus.store.teams_persons import TeamsLink


class OwnDraft(Protocol):
    """A draft that is somebody's alone (assistant.own_data.KeptDraft is one)."""

    @property
    def draft(self) -> DraftRecord:
        """The draft."""

    @property
    def fields(self) -> tuple[FieldText, ...]:
        """What stands in it."""


class Kept(Protocol):
    """What is kept (assistant.own_data.OwnData is it)."""

    @property
    def account(self) -> Account | None:
        """The account."""

    @property
    def logins(self) -> tuple[Login, ...]:
        """Logins that have not ended."""

    @property
    def tokens(self) -> tuple[MadeToken, ...]:
        """Tokens that the person made."""

    @property
    def teams(self) -> TeamsLink | None:
        """That the account is somebody's in Teams."""

    @property
    def model_use(self) -> tuple[DayOfUse, ...]:
        """What the person used of the language model, by day."""

    @property
    def conversations(self) -> tuple[ConversationRecord, ...]:
        """Conversations with all that was answered."""

    @property
    def feedback(self) -> tuple[Feedback, ...]:
        """What the person said of answers."""

    @property
    def drafts(self) -> Sequence[OwnDraft]:
        """Drafts that are nobody else's."""

    @property
    def in_drafts(self) -> PartInDrafts:
        """What the person left in drafts of a collection."""

    @property
    def jobs(self) -> tuple[OwnJob, ...]:
        """What the person uploaded, and what became of it."""

    @property
    def files(self) -> tuple[HeldFile, ...]:
        """What the person uploaded that is not read in yet."""

    @property
    def audit(self) -> tuple[AuditLine, ...]:
        """What the person saw and changed."""

    @property
    def cookies(self) -> dict[str, str | None]:
        """What the browser remembers."""


def own_data_markdown(kept: Kept, address: Address, language: str) -> str:
    """All of it, a section a kind; one of which there is nothing says so."""
    account = kept.account
    sections = (
        ("exports.own_account", _account(account) if account else []),
        ("exports.own_logins", [_login(login) for login in kept.logins]),
        ("exports.own_tokens", [_token(token) for token in kept.tokens]),
        ("exports.own_teams", [_linked(kept.teams)] if kept.teams else []),
        ("exports.own_model_use", [_used(one) for one in kept.model_use]),
        ("exports.own_feedback", [_feedback(one) for one in kept.feedback]),
        ("exports.own_jobs", [_job(job) for job in kept.jobs]),
        ("exports.own_files", [_line(f"{_at(one.held_at)} {one.file_name}") for one in kept.files]),
        (
            "exports.own_audit",
            [_line(f"{_at(line.at)} {line.action} {line.thing} {line.thing_id}") for line in kept.audit],
        ),
        (
            "exports.own_cookies",
            [_line(name if value is None else f"{name}: {value}") for name, value in kept.cookies.items()],
        ),
        ("exports.own_in_drafts", _in_drafts(kept.in_drafts)),
        ("exports.own_drafts", [_line(one.draft.title) for one in kept.drafts]),
        ("exports.own_conversations", [_line(one.title) for one in kept.conversations]),
    )
    parts = [f"# {said('exports.own_heading', language)}"]
    for heading, lines in sections:
        told = _listed(lines) if lines else said("exports.own_nothing", language)
        parts.append(f"## {said(heading, language)}\n\n{told}")
    parts.extend(_draft(one) for one in kept.drafts)
    parts.extend(conversation_markdown(one, address).strip() for one in kept.conversations)
    return "\n\n".join(parts) + "\n"


def _draft(one: OwnDraft) -> str:
    """A draft as it stands; its versions are in the file for programs."""
    texts = (f"### {escaped(key)}\n\n{escaped(text)}" for key, text in _written(one.fields))
    return "\n\n".join([f"## {_line(one.draft.title)}", *texts])


def _written(fields: Iterable[FieldText]) -> Iterator[tuple[str, str]]:
    for field in fields:
        for name, text in field.parts.items():
            if text:
                yield (field.key if name == "text" else f"{field.key}: {name}"), text


def _job(job: OwnJob) -> str:
    became = f" → {job.document_id}" if job.document_id else ""
    return _line(f"{_at(job.created_at)} {job.kind} {job.file} {job.status}{became}")


def _in_drafts(part: PartInDrafts) -> list[str]:
    said = [_line(f"{_at(one.at)} {one.key}: «{one.text}»") for one in part.comments]
    return said + [_line(f"{_at(one.at)} {one.draft_id} {one.key}") for one in part.written]


def _account(account: Account) -> list[str]:
    return [_line(f"{account.log_name}: {_day(account.first_seen)}–{_day(account.last_seen)}")]


def _login(login: Login) -> str:
    return _line(f"{login.name}: {_at(login.created_at)}–{_at(login.expires_at)}; {', '.join(login.groups)}")


def _token(token: MadeToken) -> str:
    return _line(f"{token.name}: {_at(token.created_at)}; {', '.join(token.scopes)}")


def _linked(link: TeamsLink) -> str:
    groups = f"; {_at(link.groups_at)}: {', '.join(link.groups)}" if link.groups_at else ""
    return _line(f"{_at(link.since)}{groups}")


def _used(one: DayOfUse) -> str:
    return _line(f"{_day(one.day)}: {one.replies}; {one.prompt_tokens} + {one.completion_tokens}")


def _feedback(one: Feedback) -> str:
    told = "; ".join(filter(None, (", ".join(one.reasons), one.text)))
    return _line(f"{_at(one.given_at)} {'+' if one.helpful else '–'} «{one.question}» {told}")


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _at(moment: datetime) -> str:
    return moment.strftime("%d.%m.%Y %H:%M UTC")


def _day(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def _line(text: str) -> str:
    """A text on one line, nothing of it markup."""
    return escaped(" ".join(text.split()))

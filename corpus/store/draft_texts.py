"""The words of a draft: written so that nobody's are lost, whoever else writes.

A field is written only where it still is as the writer saw it: one UPDATE that asks for the revision. Everything that
stood there for more than a moment is a version.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from corpus.store.draft_tables import DraftFieldRow, DraftRow, DraftVersionRow
from corpus.store.drafts import (
    OWN_ROW_PARTS,
    Author,
    DraftClosedError,
    FieldText,
    FieldVersion,
    own_row_key,
    part_names,
    table_of,
    template_fields,
)

ONE_VERSION = timedelta(minutes=10)
"""For so long from its beginning somebody goes on writing the same version."""

_GONE_AT_MOST = 40
"""Characters that one save may take out of a part without the version before being kept: a word or two that are put
otherwise, and never a sentence."""


_AS_IT_IS: Mapping[str, Any] = MappingProxyType({"synchronize_session": False})


class StaleError(Exception):
    """The field is not as the writer saw it."""


def begin_fields(session: Session, draft: DraftRow) -> None:
    """The fields of a draft's template, empty."""
    session.add_all(
        _field_row(draft.id, key, ordinal, part_names(kind), draft.created_at)
        for ordinal, (key, kind) in enumerate(template_fields(draft.template).items())
    )


def touch(session: Session, draft_id: str, *, is_writing: bool = True) -> bool:
    """Notes that a draft was changed, which has others who change it wait; False where there is none.

    Raises DraftClosedError where it is adopted and `is_writing`.
    """
    changed = update(DraftRow).where(DraftRow.id == draft_id)
    if is_writing:
        changed = changed.where(DraftRow.state != "adopted")
    found = session.execute(changed.values(changed_at=datetime.now(UTC)), execution_options=_AS_IT_IS)
    if _count(found):
        return True
    if session.get(DraftRow, draft_id) is not None:
        raise DraftClosedError
    return False


def write(
    session: Session,
    draft_id: str,
    key: str,
    parts: Mapping[str, str],
    expected: int,
    author: Author,
    *,
    removed: bool = False,
    restored: int | None = None,
) -> FieldText | None:
    """Writes a field that is at revision `expected`; None where there is no such draft or field.

    Raises StaleError where it is at another one, and DraftClosedError.
    """
    before = field(session, draft_id, key) if touch(session, draft_id) else None
    if before is None:
        return None
    now = datetime.now(UTC)
    is_alone = removed or restored is not None or before.removed
    begun_at = None if is_alone else _continued(session, before, draft_id, parts, author, now)
    said = {
        "parts": dict(parts),
        "removed": removed,
        "revision": expected + 1,
        "begun_at": begun_at or now,
        "by": author.id,
        "by_name": author.name,
    }
    changed = session.execute(
        update(DraftFieldRow)
        .where(DraftFieldRow.draft_id == draft_id, DraftFieldRow.key == key, DraftFieldRow.revision == expected)
        .values(**said, changed_at=now),
        execution_options=_AS_IT_IS,
    )
    if not _count(changed):
        raise StaleError
    _keep_version(session, draft_id, key, {**said, "at": now, "restored": restored}, is_new=begun_at is None)
    return before.model_copy(update={**said, "changed_at": now})


def _keep_version(session: Session, draft_id: str, key: str, said: Mapping[str, Any], *, is_new: bool) -> None:
    """Keeps a version, or has the one before be it."""
    if is_new:
        session.add(DraftVersionRow(draft_id=draft_id, key=key, **said))
        return
    session.execute(
        update(DraftVersionRow)
        .where(
            DraftVersionRow.draft_id == draft_id,
            DraftVersionRow.key == key,
            DraftVersionRow.revision == said["revision"] - 1,
        )
        .values(**said),
        execution_options=_AS_IT_IS,
    )


def _continued(
    session: Session, before: FieldText, draft_id: str, parts: Mapping[str, str], author: Author, now: datetime
) -> datetime | None:
    """When the version began that this save goes on with; None where it begins a new one."""
    if before.revision == 0 or before.by != author.id or now - before.begun_at >= ONE_VERSION:
        return None
    if any(_gone(text, parts.get(name, "")) > _GONE_AT_MOST for name, text in before.parts.items()):
        return None
    newest = version(session, draft_id, before.key, before.revision)
    return before.begun_at if newest is not None and newest.restored is None else None


def _gone(old: str, new: str) -> int:
    """How many characters a change took out: those between what both begin and what both end with."""
    shorter = min(len(old), len(new))
    start = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    rest = shorter - start
    end = next((place for place in range(rest) if old[-1 - place] != new[-1 - place]), rest)
    return len(old) - start - end


def add_row(session: Session, draft_id: str, table: str) -> FieldText | None:
    """A row of one's own at the end of a table, never written; None where there is no such draft."""
    if not touch(session, draft_id):
        return None
    taken = set(session.scalars(select(DraftFieldRow.key).where(DraftFieldRow.draft_id == draft_id)))
    number = next(number for number in range(1, len(taken) + 2) if own_row_key(table, number) not in taken)
    last = session.scalar(select(func.max(DraftFieldRow.ordinal)).where(DraftFieldRow.draft_id == draft_id))
    ordinal = -1 if last is None else last
    row = _field_row(draft_id, own_row_key(table, number), ordinal + 1, OWN_ROW_PARTS, datetime.now(UTC), own=True)
    session.add(row)
    session.flush()
    return FieldText.model_validate(row)


def fields(session: Session, draft_id: str) -> dict[str, FieldText]:
    """What stands in a draft, by key: as the template has them, then rows of one's own, without those removed."""
    query = select(DraftFieldRow).where(DraftFieldRow.draft_id == draft_id, DraftFieldRow.removed.is_(False))
    rows = session.scalars(query.order_by(DraftFieldRow.ordinal))
    return {row.key: FieldText.model_validate(row) for row in rows}


def field(session: Session, draft_id: str, key: str) -> FieldText | None:
    """One field, or None; a row of one's own also where it was removed."""
    row = session.get(DraftFieldRow, (draft_id, key))
    return FieldText.model_validate(row) if row is not None else None


def versions(session: Session, draft_id: str, key: str | None = None) -> list[FieldVersion]:
    """The versions of a field, or of all, the newest first."""
    query = select(DraftVersionRow).where(DraftVersionRow.draft_id == draft_id)
    if key is not None:
        query = query.where(DraftVersionRow.key == key)
    rows = session.scalars(query.order_by(DraftVersionRow.at.desc(), DraftVersionRow.id.desc()))
    return [FieldVersion.model_validate(row) for row in rows]


def version(session: Session, draft_id: str, key: str, revision: int) -> FieldVersion | None:
    """One version, or None."""
    query = select(DraftVersionRow).where(
        DraftVersionRow.draft_id == draft_id, DraftVersionRow.key == key, DraftVersionRow.revision == revision
    )
    row = session.scalars(query).first()
    return FieldVersion.model_validate(row) if row is not None else None


def own_rows(found: Mapping[str, FieldText], table: str) -> list[FieldText]:
    """The rows of one's own in a table, in order."""
    return [text for text in found.values() if text.own and table_of(text.key) == table]


def _count(result: object) -> int:
    return int(getattr(result, "rowcount", 0))


def _field_row(
    draft_id: str, key: str, ordinal: int, parts: tuple[str, ...], now: datetime, *, own: bool = False
) -> DraftFieldRow:
    return DraftFieldRow(
        draft_id=draft_id,
        key=key,
        ordinal=ordinal,
        own=own,
        removed=False,
        parts=dict.fromkeys(parts, ""),
        revision=0,
        begun_at=now,
        changed_at=now,
        by="",
        by_name="",
    )

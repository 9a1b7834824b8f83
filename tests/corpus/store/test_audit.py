from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from corpus.store.audit import DELETED, AuditFilter
from corpus.store.catalogue import Catalogue
from tests.corpus.store.people import (
    ACCOUNT,
    LOG_NAME,
    NOW,
    OTHER_ACCOUNT,
    OTHER_LOG_NAME,
    add_account,
    add_token,
    engine_of,
    line,
)


@pytest.fixture
def engine(url: str, catalogue: Catalogue) -> Iterator[Engine]:
    opened = engine_of(url)
    add_account(opened)
    add_account(opened, OTHER_ACCOUNT, OTHER_LOG_NAME)
    yield opened
    opened.dispose()


def test_a_person_is_shown_by_the_name_in_the_log_and_a_service_by_its_tokens(
    catalogue: Catalogue, engine: Engine
) -> None:
    add_token(engine, "t1")
    catalogue.audit.append([line(), line("t1", actor_kind="service"), line("machine", actor_kind="machine")])
    assert [entry.who for entry in catalogue.audit.list()] == ["machine", "nettsted t1", LOG_NAME]
    assert all(entry.who != ACCOUNT for entry in catalogue.audit.list())


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (AuditFilter(), 4),
        (AuditFilter(actor_kind="machine"), 1),
        (AuditFilter(action="removed"), 1),
        (AuditFilter(thing="feedback"), 1),
        (AuditFilter(collection="oppvekst"), 1),
        (AuditFilter(day=date(2026, 5, 2)), 1),
        (AuditFilter(actor=ACCOUNT, day=date(2026, 5, 1)), 2),
        (AuditFilter(actor=ACCOUNT, action="removed", thing="feedback"), 0),
    ],
)
def test_lines_are_found_by_every_condition(
    catalogue: Catalogue, engine: Engine, wanted: AuditFilter, found: int
) -> None:
    catalogue.audit.append(
        [
            line(action="removed"),
            line(thing="feedback"),
            line("machine", actor_kind="machine", collection="oppvekst"),
            line(at=datetime(2026, 5, 2, tzinfo=UTC)),
        ]
    )
    assert catalogue.audit.count(wanted) == found == len(catalogue.audit.list(wanted))


def test_they_come_a_page_at_a_time_the_newest_first(catalogue: Catalogue, engine: Engine) -> None:
    catalogue.audit.append([line(at=NOW + timedelta(minutes=n), thing_id=str(n)) for n in range(7)])
    assert [entry.thing_id for entry in catalogue.audit.list(limit=3)] == ["6", "5", "4"]
    assert [entry.thing_id for entry in catalogue.audit.list(limit=3, offset=5)] == ["1", "0"]
    assert [entry.thing_id for entry in catalogue.audit.each(AuditFilter())] == list("6543210")
    assert catalogue.audit.values()["action"] == ("seen",)


def test_a_line_written_after_its_person_was_deleted_stands_without(catalogue: Catalogue, engine: Engine) -> None:
    catalogue.persons.forget(ACCOUNT, [ACCOUNT])
    catalogue.audit.append([line(), line(OTHER_ACCOUNT)])
    found = {entry.who: entry.at for entry in catalogue.audit.list()}
    assert found == {DELETED: datetime(2026, 5, 1, tzinfo=UTC), OTHER_LOG_NAME: NOW}


def test_what_a_deleted_person_did_stays_by_day_and_its_place_leads_nowhere(
    catalogue: Catalogue, engine: Engine
) -> None:
    mine = [line(at=NOW + timedelta(minutes=n), thing_id=f"plan-{9 - n}") for n in range(5)]
    others = [line(OTHER_ACCOUNT, at=NOW + timedelta(minutes=n, seconds=30)) for n in range(5)]
    for pair in zip(mine, others, strict=True):
        catalogue.audit.append(pair)
    catalogue.persons.forget(ACCOUNT, [ACCOUNT])
    found = sorted(catalogue.audit.list(), key=lambda entry: entry.id)
    assert [entry.actor for entry in found] == [OTHER_ACCOUNT] * 5 + [DELETED] * 5
    gone = found[5:]
    assert {entry.at for entry in gone} == {datetime(2026, 5, 1, tzinfo=UTC)}
    assert [entry.thing_id for entry in gone] == ["plan-5", "plan-6", "plan-7", "plan-8", "plan-9"]


def test_a_very_long_id_is_cut_and_not_an_error(catalogue: Catalogue, engine: Engine) -> None:
    catalogue.audit.append([line(thing_id="x" * 5_000)])
    assert len(catalogue.audit.list()[0].thing_id) == 400

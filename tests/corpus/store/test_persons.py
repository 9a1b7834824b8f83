import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from corpus.store.access_tables import TokenRow
from corpus.store.catalogue import Catalogue
from corpus.store.corrections import Correction
from corpus.store.drafts import Author
from corpus.store.persons import forget_account
from corpus.store.schema import DocumentRow
from tests.corpus.conftest import ONE_MACHINE
from tests.corpus.store.drafted import begin, quoted, wrote
from tests.corpus.store.people import (
    ACCOUNT,
    GROUP,
    LOG_NAME,
    NAME,
    OTHER_ACCOUNT,
    OTHER_LOG_NAME,
    add_account,
    add_login,
    add_token,
    ask,
    engine_of,
    line,
)
from tests.seed import SEED

WORD = "blåbærsyltetøyskapet"
BROWSER = "e" * 64


@pytest.fixture
def engine(url: str, catalogue: Catalogue) -> Iterator[Engine]:
    opened = engine_of(url)
    add_account(opened)
    add_account(opened, OTHER_ACCOUNT, OTHER_LOG_NAME)
    add_login(opened)
    add_login(opened, OTHER_ACCOUNT, "Odd Annen", digest="o")
    yield opened
    opened.dispose()


def files_with(folder: Path, *words: str) -> set[tuple[str, str]]:
    """The files that have any of the words, as text or as JSON writes it."""
    spellings = {word: (word.encode(), json.dumps(word)[1:-1].encode()) for word in words}
    return {
        (file.name, word)
        for file in folder.iterdir()
        for word, forms in spellings.items()
        if any(form in file.read_bytes() for form in forms)
    }


def test_what_is_kept_of_a_person_is_found_and_nobody_elses(catalogue: Catalogue, engine: Engine) -> None:
    conversation, message = ask(catalogue, ACCOUNT, "Mitt?")
    theirs, their_message = ask(catalogue, OTHER_ACCOUNT, "Deres?")
    catalogue.feedback.give(message, conversation, helpful=True, text="Mitt ord")
    catalogue.feedback.give(their_message, theirs, helpful=True, text="Deres ord")
    add_token(engine, "t1")
    add_token(engine, "t2", OTHER_ACCOUNT)
    found = catalogue.persons.account(ACCOUNT)
    assert found is not None
    assert found.log_name == LOG_NAME
    assert [(login.name, login.groups) for login in catalogue.persons.logins(ACCOUNT)] == [(NAME, (GROUP,))]
    assert [token.name for token in catalogue.persons.tokens(ACCOUNT)] == ["nettsted t1"]
    assert [one.text for one in catalogue.persons.feedback([ACCOUNT, BROWSER])] == ["Mitt ord"]
    assert catalogue.persons.account("nobody") is None


def test_what_a_person_says_of_an_answer_that_several_read_is_theirs_and_goes_with_them(
    catalogue: Catalogue, engine: Engine
) -> None:
    _, message = ask(catalogue, "teams:k", "Vårt?")
    for giver in (ACCOUNT, OTHER_ACCOUNT):
        catalogue.feedback.give(message, None, helpful=False, text="Først", giver=giver)
        catalogue.feedback.give(message, None, helpful=False, text=f"Sagt av {giver[:1]}", giver=giver)
    assert [one.text for one in catalogue.persons.feedback([ACCOUNT])] == [f"Sagt av {ACCOUNT[:1]}"]
    catalogue.persons.forget(ACCOUNT, {ACCOUNT, BROWSER})
    assert [one.text for one in catalogue.feedback.list()] == [f"Sagt av {OTHER_ACCOUNT[:1]}"]
    with Session(engine) as session, session.begin():
        forget_account(session, OTHER_ACCOUNT)
    assert catalogue.feedback.list() == []


@pytest.mark.parametrize("url", [ONE_MACHINE], indirect=True)
def test_a_person_who_is_deleted_leaves_no_byte(catalogue: Catalogue, engine: Engine, tmp_path: Path) -> None:
    rng = random.Random(SEED)
    for number in range(400):
        size = rng.randrange(10, 900)
        ask(catalogue, OTHER_ACCOUNT, f"Spurt {number} {'x' * size}")
        if number % 5 == 0:
            owner = rng.choice((ACCOUNT, BROWSER))
            conversation, message = ask(catalogue, owner, f"Hvor er {WORD} nr. {number}? {'y' * size}")
            catalogue.conversations.rename(conversation, f"Om {WORD}")
            catalogue.feedback.give(message, conversation, helpful=False, text=f"{WORD} {'z' * size}")
        catalogue.audit.append([line(), line(OTHER_ACCOUNT)])
    with Session(engine) as session, session.begin():
        session.add(DocumentRow(id="turplan"))
    catalogue.corrections.add(
        Correction(
            document_id="turplan",
            generation_id="turplan-1",
            text="Feil ansvar",
            dated=date(2026, 5, 1),
            page=1,
            signed=NAME,
        )
    )
    add_token(engine, "t1")
    searched = (WORD, ACCOUNT, LOG_NAME, NAME, GROUP, BROWSER)
    assert {word for _, word in files_with(tmp_path, *searched)} == set(searched)
    engine.dispose()
    catalogue.persons.forget(ACCOUNT, [ACCOUNT, BROWSER])
    assert catalogue.scrub()
    assert {word for _, word in files_with(tmp_path, *searched)} == {GROUP}  # the other's login has it too
    assert [note.signed for note in catalogue.corrections.all()] == [""]


def test_drafts_that_are_a_person_s_alone_go_and_shared_ones_stay_without_the_name(
    catalogue: Catalogue, engine: Engine, tmp_path: Path
) -> None:
    me, other = Author(id=ACCOUNT, name=NAME), Author(id=OTHER_ACCOUNT, name="Odd Annen")
    drafts = catalogue.drafts
    own, theirs = begin(drafts, owner=ACCOUNT, title=WORD).id, begin(drafts, owner=OTHER_ACCOUNT).id
    shared = begin(drafts, owner=ACCOUNT, collection="grorud").id
    wrote(drafts, own, f"{WORD} " * 300, me)
    wrote(drafts, shared, "Vi går på tur.", me)
    wrote(drafts, shared, "Vi går på tur. Ofte.", other)
    drafts.take_source(shared, quoted(), me)
    drafts.comments.add(shared, "turer", "Hvor langt?", me)
    drafts.comments.add(shared, "turer", "Langt.", other)
    found = drafts.part_of([ACCOUNT])
    assert [(one.draft_id, one.key) for one in found.written] == [(shared, "turer")]
    assert [one.text for one in found.comments] == ["Hvor langt?"]
    engine.dispose()
    catalogue.persons.forget(ACCOUNT, [ACCOUNT])
    assert catalogue.scrub()
    assert drafts.get(own) is None
    assert drafts.get(theirs) is not None
    found_shared = drafts.get(shared)
    assert found_shared is not None
    assert found_shared.owner is None
    assert [(one.by, one.by_name) for one in drafts.versions(shared)] == [(OTHER_ACCOUNT, "Odd Annen"), ("", "")]
    assert [(one.by_name, one.text) for one in drafts.comments.of(shared)] == [
        ("", "Hvor langt?"),
        ("Odd Annen", "Langt."),
    ]
    assert [one.by_name for one in drafts.sources(shared)] == [""]
    assert {word for _, word in files_with(tmp_path, WORD, ACCOUNT, NAME)} == set()


def test_an_account_that_is_over_its_time_takes_its_drafts_with_it(catalogue: Catalogue, engine: Engine) -> None:
    own = begin(catalogue.drafts, owner=ACCOUNT).id
    theirs = begin(catalogue.drafts, owner=OTHER_ACCOUNT).id
    add_account(engine, "old" * 20, "gammel-gaupe-1", date(2020, 1, 1))
    old = begin(catalogue.drafts, owner="old" * 20).id
    assert catalogue.retention.forget("accounts", datetime(2021, 1, 1, tzinfo=UTC)) == 1
    assert [catalogue.drafts.get(name) is None for name in (own, theirs, old)] == [False, False, True]


def test_a_person_leaves_tokens_that_work_and_nobody_made(catalogue: Catalogue, engine: Engine) -> None:
    add_token(engine, "t1")
    add_token(engine, "t2", OTHER_ACCOUNT)
    catalogue.persons.forget(ACCOUNT, [ACCOUNT])
    with Session(engine) as session:
        found = {row.id: (row.account_id, row.revoked_at) for row in session.scalars(select(TokenRow))}
    assert found == {"t1": (None, None), "t2": (OTHER_ACCOUNT, None)}


def test_a_browser_without_a_login_takes_only_its_own_conversations_and_drafts_with_it(
    catalogue: Catalogue, engine: Engine
) -> None:
    ask(catalogue, BROWSER, "Uten innlogging?")
    own, theirs = begin(catalogue.drafts, owner=BROWSER).id, begin(catalogue.drafts, owner=ACCOUNT).id
    kept, _ = ask(catalogue, ACCOUNT, "Med innlogging?")
    assert catalogue.persons.forget(None, [BROWSER]) == 1
    assert [one.id for one in catalogue.conversations.owned(ACCOUNT)] == [kept]
    assert [catalogue.drafts.get(name) is None for name in (own, theirs)] == [True, False]
    assert catalogue.persons.account(ACCOUNT) is not None
    assert catalogue.persons.forget(None, []) == 0


def test_what_a_crash_leaves_in_the_files_is_remembered(catalogue: Catalogue, engine: Engine, url: str) -> None:
    catalogue.persons.forget(ACCOUNT, [ACCOUNT])
    again = Catalogue(url)
    assert again.settings() == {"unscrubbed": "yes"}
    catalogue.close()
    engine.dispose()
    assert again.scrub()
    assert again.settings() == {}
    again.close()


def test_a_log_that_is_being_read_is_scrubbed_later(
    catalogue: Catalogue, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(catalogue, ACCOUNT, "Mitt?")
    catalogue.persons.forget(ACCOUNT, [ACCOUNT])
    monkeypatch.setattr(catalogue._database, "compact", lambda: False)
    assert not catalogue.scrub()
    assert catalogue.settings() == {"unscrubbed": "yes"}

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from corpus.store.catalogue import Catalogue
from corpus.store.draft_shelf import Drafts
from corpus.store.draft_tables import DraftFieldRow, DraftVersionRow
from corpus.store.draft_texts import ONE_VERSION, own_rows
from corpus.store.drafts import OWN_ROW_PARTS, Author, Conflict, FieldText
from tests.corpus.store.drafted import KARI, OLA, begin, wrote
from tests.corpus.store.people import engine_of

LONG = "Barnehagene i bydelen går på tur hver uke, og har faste turmål som barna selv har vært med på å velge."


@pytest.fixture
def drafts(catalogue: Catalogue) -> Drafts:
    return catalogue.drafts


@pytest.fixture
def engine(url: str, catalogue: Catalogue) -> Iterator[Engine]:
    opened = engine_of(url)
    yield opened
    opened.dispose()


def let_pass(engine: Engine, time: timedelta) -> None:
    """Has all that was written be written so long ago."""
    with Session(engine) as session, session.begin():
        for row in (*session.scalars(select(DraftFieldRow)), *session.scalars(select(DraftVersionRow))):
            row.begun_at -= time


def texts(drafts: Drafts, draft_id: str, key: str = "turer") -> list[tuple[int, str]]:
    return [(version.revision, version.parts["text"]) for version in drafts.versions(draft_id, key)]


def test_what_is_written_stands_there_with_who_wrote_it(drafts: Drafts) -> None:
    made = begin(drafts).id
    found = wrote(drafts, made, "Vi går på tur.")
    assert (found.revision, found.by, found.by_name) == (1, "kari", "Kari Nordmann")
    assert drafts.field(made, "turer") == found == drafts.fields(made)["turer"]
    assert drafts.save(made, "finnes-ikke", {"text": "x"}, 0, KARI) is None
    assert drafts.save("finnes-ikke", "turer", {"text": "x"}, 0, KARI) is None


def test_who_saw_another_text_overwrites_nothing_and_is_given_what_stands_there(drafts: Drafts) -> None:
    made = begin(drafts).id
    first = wrote(drafts, made, "Karis ord.")
    told = drafts.save(made, "turer", {"text": "Olas ord."}, 0, OLA)
    assert told == Conflict(current=first)
    assert drafts.field(made, "turer") == first
    assert texts(drafts, made) == [(1, "Karis ord.")]
    assert isinstance(drafts.save(made, "turer", {"text": "Fra framtiden."}, 7, OLA), Conflict)


def test_a_save_that_is_sent_twice_is_one(drafts: Drafts) -> None:
    """The answer to the first was lost on the way."""
    made = begin(drafts).id
    first = drafts.save(made, "turer", {"text": "Karis ord."}, 0, KARI)
    assert drafts.save(made, "turer", {"text": "Karis ord."}, 0, KARI) == first


def test_of_many_who_write_at_once_one_is_first_and_all_words_are_found_again(drafts: Drafts) -> None:
    made = begin(drafts).id
    people = [Author(id=f"p{number}", name=f"Person {number}") for number in range(6)]
    waiting = threading.Barrier(len(people))
    lost: list[str] = []

    def write(person: Author) -> None:
        waiting.wait()
        for turn in range(8):
            word = f"<{person.id}.{turn}>"
            while True:
                before = drafts.field(made, "turer")
                assert before is not None
                text = f"{before.parts['text']} {word}".strip()
                found = drafts.save(made, "turer", {"text": text}, before.revision, person)
                if isinstance(found, FieldText):
                    break
                if not isinstance(found, Conflict):
                    lost.append(word)
                    return

    threads = [threading.Thread(target=write, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert lost == []
    final = drafts.field(made, "turer")
    assert final is not None
    assert final.revision == 48
    assert sorted(final.parts["text"].split()) == sorted(
        f"<p{person}.{turn}>" for person in range(6) for turn in range(8)
    )
    numbers = [revision for revision, _ in texts(drafts, made)]
    assert len(numbers) == len(set(numbers))


def test_what_one_writes_within_ten_minutes_is_one_version(drafts: Drafts, engine: Engine) -> None:
    made = begin(drafts).id
    for text in ("Vi", "Vi går", "Vi går på tur."):
        found = wrote(drafts, made, text)
    assert found.begun_at < found.changed_at
    assert texts(drafts, made) == [(3, "Vi går på tur.")]
    let_pass(engine, ONE_VERSION)
    later = wrote(drafts, made, "Vi går på tur. Ofte.")
    assert later.begun_at == later.changed_at
    assert texts(drafts, made) == [(4, "Vi går på tur. Ofte."), (3, "Vi går på tur.")]


def test_what_another_goes_on_with_is_another_version(drafts: Drafts) -> None:
    made = begin(drafts).id
    wrote(drafts, made, "Karis ord.")
    wrote(drafts, made, "Karis ord. Olas ord.", OLA)
    wrote(drafts, made, "Karis ord. Olas ord. Og mer.", KARI)
    assert [version.by for version in drafts.versions(made)] == ["kari", "ola", "kari"]


def test_a_sentence_that_its_writer_took_out_at_once_is_still_a_version(drafts: Drafts) -> None:
    made = begin(drafts).id
    wrote(drafts, made, LONG)
    wrote(drafts, made, "")
    wrote(drafts, made, "Noe annet.")
    assert texts(drafts, made) == [(3, "Noe annet."), (1, LONG)]
    wrote(drafts, made, f"Foran. {LONG} Bak.")
    wrote(drafts, made, "Foran. Bak.")
    assert (4, f"Foran. {LONG} Bak.") in texts(drafts, made)


def test_a_version_is_brought_back_as_one_of_its_own(drafts: Drafts) -> None:
    made = begin(drafts).id
    wrote(drafts, made, "Karis ord.")
    wrote(drafts, made, "Olas ord.", OLA)
    found = drafts.restore(made, "turer", 1, 2, OLA)
    assert isinstance(found, FieldText)
    assert (found.revision, found.parts["text"], found.by) == (3, "Karis ord.", "ola")
    wrote(drafts, made, "Karis ord. Mer.", OLA)
    assert texts(drafts, made) == [(4, "Karis ord. Mer."), (3, "Karis ord."), (2, "Olas ord."), (1, "Karis ord.")]
    assert [version.restored for version in drafts.versions(made)] == [None, 1, None, None]
    assert isinstance(drafts.restore(made, "turer", 1, 3, KARI), Conflict)
    assert drafts.restore(made, "turer", 99, 4, KARI) is None


def test_every_version_can_be_looked_up_by_its_revision(drafts: Drafts) -> None:
    made = begin(drafts).id
    wrote(drafts, made, "Karis ord.")
    wrote(drafts, made, "Olas ord.", OLA)
    found = drafts.version(made, "turer", 1)
    assert found is not None
    assert (found.parts["text"], found.by_name) == ("Karis ord.", "Kari Nordmann")
    assert drafts.version(made, "turer", 3) is None
    assert [version.key for version in drafts.versions(made)] == ["turer", "turer"]
    assert drafts.versions(made, "mat.frukt") == []


def test_rows_of_ones_own_come_after_those_of_the_template_and_no_number_is_used_twice(drafts: Drafts) -> None:
    made = begin(drafts).id
    first, second = drafts.add_row(made, "mat"), drafts.add_row(made, "mat")
    assert first is not None
    assert second is not None
    assert (first.key, second.key) == ("mat.eget-1", "mat.eget-2")
    assert (tuple(first.parts), first.own, first.revision) == (OWN_ROW_PARTS, True, 0)
    assert [row.key for row in own_rows(drafts.fields(made), "mat")] == ["mat.eget-1", "mat.eget-2"]
    assert own_rows(drafts.fields(made), "turer") == []
    removed = drafts.remove_row(made, "mat.eget-2", 0, KARI)
    assert isinstance(removed, FieldText)
    assert removed.removed
    assert [row.key for row in own_rows(drafts.fields(made), "mat")] == ["mat.eget-1"]
    third = drafts.add_row(made, "mat")
    assert third is not None
    assert third.key == "mat.eget-3"
    assert drafts.add_row("finnes-ikke", "mat") is None


def test_a_row_that_somebody_else_wrote_in_is_not_taken_out_unseen(drafts: Drafts) -> None:
    made = begin(drafts).id
    drafts.add_row(made, "mat")
    said = {**dict.fromkeys(OWN_ROW_PARTS, ""), "title": "Bålmat"}
    written = drafts.save(made, "mat.eget-1", said, 0, KARI)
    assert drafts.remove_row(made, "mat.eget-1", 0, OLA) == Conflict(current=written)
    assert drafts.remove_row(made, "mat.frukt", 0, OLA) is None  # the template's
    assert drafts.remove_row(made, "turer", 0, OLA) is None


def test_a_row_that_is_written_in_again_stands_again_and_that_it_was_out_is_kept(drafts: Drafts) -> None:
    made = begin(drafts).id
    drafts.add_row(made, "mat")
    said = {**dict.fromkeys(OWN_ROW_PARTS, ""), "title": "Bålmat"}
    drafts.save(made, "mat.eget-1", said, 0, KARI)
    drafts.remove_row(made, "mat.eget-1", 1, KARI)
    again = drafts.save(made, "mat.eget-1", said, 2, KARI)
    assert isinstance(again, FieldText)
    assert (again.revision, again.removed) == (3, False)
    told = [(one.revision, one.removed) for one in drafts.versions(made, "mat.eget-1")]
    assert told == [(3, False), (2, True), (1, False)]


def test_the_words_of_a_row_that_was_taken_out_can_be_brought_back(drafts: Drafts) -> None:
    made = begin(drafts).id
    drafts.add_row(made, "mat")
    said = {**dict.fromkeys(OWN_ROW_PARTS, ""), "title": "Bålmat"}
    drafts.save(made, "mat.eget-1", said, 0, KARI)
    drafts.remove_row(made, "mat.eget-1", 1, OLA)
    told = drafts.save(made, "mat.eget-1", {**said, "description": "Karis nye ord."}, 1, KARI)
    assert isinstance(told, Conflict)
    assert told.current.removed
    assert [(one.revision, one.removed) for one in drafts.versions(made, "mat.eget-1")] == [(2, True), (1, False)]
    back = drafts.restore(made, "mat.eget-1", 1, 2, KARI)
    assert isinstance(back, FieldText)
    assert not back.removed
    assert drafts.fields(made)["mat.eget-1"].parts == said

import threading

from sqlalchemy import create_engine

from corpus.store.catalogue import Catalogue
from corpus.store.conversation_turns import Turn, new_turn
from corpus.store.schema import Base
from tests.corpus.catalogued import NEW, OLD, OTHER, begin, publish, shown, vectors
from tests.ingest.made_up import PLAN, read


def rows(url: str) -> dict[str, int]:
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = set(Base.metadata.tables) - {"setting", "library_state"}
        counts = {name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in tables}
    engine.dispose()
    return counts


def test_a_generation_is_invisible_until_it_is_published(catalogue: Catalogue) -> None:
    begin(catalogue, OLD)
    assert catalogue.current() == []
    assert catalogue.generation(OLD.generation_id) is None
    catalogue.publish(OLD.generation_id)
    assert catalogue.current() == [(OLD.generation_id, OLD.document)]


def test_a_new_edition_supersedes_and_the_old_stays_readable(catalogue: Catalogue) -> None:
    publish(catalogue, OLD, NEW)
    assert catalogue.current() == [(NEW.generation_id, NEW.document)]
    old, new = catalogue.generation(OLD.generation_id), catalogue.generation(NEW.generation_id)
    assert old is not None
    assert new is not None
    assert (old[0].number, old[0].state, old[1]) == (1, "superseded", OLD.document)
    assert (new[0].number, new[0].state, new[1]) == (2, "current", NEW.document)
    assert (new[0].sha256, new[0].reader_version) == (NEW.document.sha256, NEW.reader_version)
    assert catalogue.readings.page(OLD.generation_id, 1) == OLD.pages[0]


def test_an_unpublished_edition_leaves_the_old_one_answering(catalogue: Catalogue) -> None:
    publish(catalogue, OLD)
    begin(catalogue, NEW)
    assert shown(catalogue) == [OLD.generation_id]


def test_an_edition_put_back_is_current_again(catalogue: Catalogue) -> None:
    publish(catalogue, OLD, NEW, OLD)
    assert shown(catalogue) == [OLD.generation_id]
    assert len(catalogue.readings.passages([OLD.generation_id])) == len(OLD.passages)


def test_an_edition_that_was_being_put_back_still_opens(catalogue: Catalogue) -> None:
    publish(catalogue, OLD, NEW)
    begin(catalogue, OLD)
    assert catalogue.sweep() == 0
    assert shown(catalogue) == [NEW.generation_id]
    old = catalogue.generation(OLD.generation_id)
    assert old is not None
    assert old[1] == OLD.document
    assert catalogue.readings.page(OLD.generation_id, 1) == OLD.pages[0]


def test_sweeping_deletes_what_was_never_published(catalogue: Catalogue, url: str) -> None:
    publish(catalogue, OLD)
    before = rows(url)
    begin(catalogue, NEW)
    begin(catalogue, OTHER)
    assert catalogue.sweep() == 2
    assert rows(url) == before
    assert shown(catalogue) == [OLD.generation_id]
    assert catalogue.sweep() == 0


def test_a_removed_document_is_gone_with_all_its_editions(catalogue: Catalogue, url: str) -> None:
    publish(catalogue, OLD, NEW)
    catalogue.vectors.store("model", vectors("a", "b"))
    catalogue.vectors.use(OLD.generation_id, ["a"])
    catalogue.vectors.use(NEW.generation_id, ["b"])
    catalogue.remove("turplan")
    assert set(rows(url).values()) == {0}


def test_removing_an_unknown_document_changes_nothing(catalogue: Catalogue) -> None:
    publish(catalogue, OLD)
    catalogue.remove("matplan")
    assert shown(catalogue) == [OLD.generation_id]


def test_documents_are_kept_apart(catalogue: Catalogue) -> None:
    publish(catalogue, OLD, OTHER)
    assert shown(catalogue) == [OTHER.generation_id, OLD.generation_id]
    catalogue.remove("turplan")
    assert tuple(passage for passage, _ in catalogue.readings.passages(shown(catalogue))) == OTHER.passages


def test_the_retellings_are_those_of_all_published_generations(catalogue: Catalogue) -> None:
    retelling = read(PLAN, id="turplan", title="Gjenfortalt", retelling_of="turplan")
    publish(catalogue, retelling, OLD, OTHER)
    begin(catalogue, read(PLAN, id="byplan", title="Uferdig", retelling_of="byplan"))
    assert catalogue.retellings() == [retelling.document]
    assert catalogue.digests() == {OLD.document.sha256, OTHER.document.sha256}
    catalogue.remove("turplan")
    assert catalogue.retellings() == []


def test_settings_are_kept_and_replaced(catalogue: Catalogue) -> None:
    assert catalogue.settings() == {}
    catalogue.set_settings({"model": "one", "analysis": "a"})
    catalogue.set_settings({"model": "two"})
    assert catalogue.settings() == {"model": "two", "analysis": "a"}


def test_what_waits_is_written_at_the_end_though_somebody_is_writing_it_just_then(url: str) -> None:
    catalogue, holds, waits = Catalogue(url), threading.Event(), threading.Event()
    question = Turn(message_id="a", question="Når?", standalone="Når?")
    one = new_turn(None, question, "{}", (), "kari")
    catalogue._held.add(one)

    def writing() -> None:
        with catalogue._held.writing:
            holds.set()
            waits.wait(0.5)

    writer = threading.Thread(target=writing)
    writer.start()
    holds.wait()
    catalogue.close()
    writer.join()
    again = Catalogue(url)
    assert [message.message_id for message in again.conversations.messages(one.conversation_id)] == ["a"]
    again.close()


def test_all_is_there_after_reopening(url: str) -> None:
    first = Catalogue(url)
    publish(first, OLD)
    first.close()
    again = Catalogue(url)
    assert again.current() == [(OLD.generation_id, OLD.document)]
    again.close()


def test_a_question_with_a_sign_that_postgresql_does_not_take_is_not_held_for_ever(catalogue: Catalogue) -> None:
    kept = catalogue.conversations
    kept.keep(None, Turn(message_id="a", question="Når\0?", standalone="Når?"), "{}", owner="kari")
    assert kept.write_held()
    assert kept.held == 0

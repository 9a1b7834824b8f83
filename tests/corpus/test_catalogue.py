from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from corpus.catalogue import Catalogue, CatalogueError
from corpus.models import Word
from corpus.schema import Base
from ingest.pipeline import Reading
from tests.ingest.made_up import PLAN, read

OLD = read(PLAN, id="turplan", title="Turplan")
NEW = read(PLAN.replace("Turmat", "Bålmat"), id="turplan", title="Turplan 2")
OTHER = read("Mat\n\nKokken lager suppe hver dag.", id="matplan")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'catalogue.sqlite3'}"


@pytest.fixture
def catalogue(url: str) -> Iterator[Catalogue]:
    found = Catalogue(url)
    yield found
    found.close()


def begin(catalogue: Catalogue, reading: Reading) -> None:
    catalogue.begin(
        reading.generation_id,
        reading.reader_version,
        reading.document,
        reading.pages,
        [(passage, f"ord {passage.ordinal}") for passage in reading.passages],
        reading.measures,
        reading.units,
        reading.duties,
        reading.terms,
    )


def publish(catalogue: Catalogue, *readings: Reading) -> None:
    for reading in readings:
        begin(catalogue, reading)
        catalogue.publish(reading.generation_id)


def shown(catalogue: Catalogue) -> list[str]:
    return [generation_id for generation_id, _ in catalogue.current()]


def vectors(*digests: str) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    return {digest: np.asarray([1.0, float(len(digest))], dtype=np.float32) for digest in digests}


def rows(url: str) -> dict[str, int]:
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = set(Base.metadata.tables) - {"setting"}
        counts = {name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in tables}
    engine.dispose()
    return counts


def test_a_generation_is_invisible_until_it_is_published(catalogue: Catalogue) -> None:
    begin(catalogue, OLD)
    assert catalogue.current() == []
    assert catalogue.generation(OLD.generation_id) is None
    catalogue.publish(OLD.generation_id)
    assert catalogue.current() == [(OLD.generation_id, OLD.document)]


def test_a_published_generation_is_whole(catalogue: Catalogue) -> None:
    publish(catalogue, OLD)
    ids = [OLD.generation_id]
    assert tuple(passage for passage, _ in catalogue.passages(ids)) == OLD.passages
    assert next(words for _, words in catalogue.passages(ids)) == ["ord", "1"]
    assert tuple(catalogue.measures(ids)) == OLD.measures
    assert tuple(catalogue.units(ids)) == OLD.units
    assert tuple(catalogue.duties(ids)) == OLD.duties != ()
    assert tuple(catalogue.pages(ids).values()) == OLD.pages
    assert catalogue.texts(OLD.generation_id) == tuple(page.model_copy(update={"words": ()}) for page in OLD.pages)
    assert catalogue.page(OLD.generation_id, 2) == OLD.pages[1]
    assert catalogue.page(OLD.generation_id, 99) is None
    assert catalogue.page("turplan@none", 1) is None


def test_a_new_edition_supersedes_and_the_old_stays_readable(catalogue: Catalogue) -> None:
    publish(catalogue, OLD, NEW)
    assert catalogue.current() == [(NEW.generation_id, NEW.document)]
    old, new = catalogue.generation(OLD.generation_id), catalogue.generation(NEW.generation_id)
    assert old is not None
    assert new is not None
    assert (old[0].number, old[0].state, old[1]) == (1, "superseded", OLD.document)
    assert (new[0].number, new[0].state, new[1]) == (2, "current", NEW.document)
    assert (new[0].sha256, new[0].reader_version) == (NEW.document.sha256, NEW.reader_version)
    assert catalogue.page(OLD.generation_id, 1) == OLD.pages[0]


def test_an_unpublished_edition_leaves_the_old_one_answering(catalogue: Catalogue) -> None:
    publish(catalogue, OLD)
    begin(catalogue, NEW)
    assert shown(catalogue) == [OLD.generation_id]


def test_an_edition_put_back_is_current_again(catalogue: Catalogue) -> None:
    publish(catalogue, OLD, NEW, OLD)
    assert shown(catalogue) == [OLD.generation_id]
    assert len(catalogue.passages([OLD.generation_id])) == len(OLD.passages)


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
    catalogue.store_vectors("model", vectors("a", "b"))
    catalogue.use_vectors(OLD.generation_id, ["a"])
    catalogue.use_vectors(NEW.generation_id, ["b"])
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
    assert tuple(passage for passage, _ in catalogue.passages(shown(catalogue))) == OTHER.passages


def test_a_vector_that_two_documents_share_survives_the_removal_of_one(catalogue: Catalogue) -> None:
    publish(catalogue, OLD, OTHER)
    catalogue.store_vectors("model", vectors("shared", "only"))
    catalogue.use_vectors(OLD.generation_id, ["shared", "only", "shared"])
    catalogue.use_vectors(OTHER.generation_id, ["shared"])
    catalogue.remove("turplan")
    assert set(catalogue.vectors("model", ["shared", "only"])) == {"shared"}
    catalogue.remove("matplan")
    assert catalogue.vectors("model", ["shared", "only"]) == {}


def test_the_words_of_a_page_are_there_when_asked_for(catalogue: Catalogue) -> None:
    words = (Word(text="Mat", box=(10.5, 20.0, 31.25, 32.0)), Word(text="Kokken", box=(10.5, 40.0, 60.0, 52.0)))
    page = OTHER.pages[0].model_copy(update={"words": words, "width": 595.0, "height": 842.0})
    publish(catalogue, OTHER.model_copy(update={"pages": (page,)}))
    assert catalogue.page(OTHER.generation_id, 1) == page
    assert catalogue.page(OTHER.generation_id, 1, words=False) == page.model_copy(update={"words": ()})
    assert catalogue.pages([OTHER.generation_id]) == {(OTHER.generation_id, 1): page}
    assert catalogue.page(OTHER.generation_id, 2) is None


def test_a_catalogue_of_before_words_were_kept_is_brought_up_to_date(url: str) -> None:
    first = Catalogue(url)
    publish(first, OTHER)
    first.close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE page DROP COLUMN words")
        connection.exec_driver_sql("DROP TABLE duty")
        connection.exec_driver_sql("DROP TABLE term")
        connection.exec_driver_sql("DROP TABLE turn_document")
        connection.exec_driver_sql("DROP TABLE correction")
        connection.exec_driver_sql("DROP TABLE feedback")
        connection.exec_driver_sql("DROP TABLE turn")
        connection.exec_driver_sql("DROP TABLE conversation")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    engine.dispose()
    again = Catalogue(url)
    assert again.page(OTHER.generation_id, 1) == OTHER.pages[0]
    again.close()


def test_the_retellings_are_those_of_all_published_generations(catalogue: Catalogue) -> None:
    retelling = read(PLAN, id="turplan", title="Gjenfortalt", retelling_of="turplan")
    publish(catalogue, retelling, OLD, OTHER)
    begin(catalogue, read(PLAN, id="byplan", title="Uferdig", retelling_of="byplan"))
    assert catalogue.retellings() == [retelling.document]
    assert catalogue.digests() == {OLD.document.sha256, OTHER.document.sha256}
    catalogue.remove("turplan")
    assert catalogue.retellings() == []


def test_vectors_come_back_as_they_were_stored(catalogue: Catalogue) -> None:
    made = {f"d{number}": np.asarray([number, 0.25], dtype=np.float32) for number in range(1_200)}
    catalogue.store_vectors("model", made)
    found = catalogue.vectors("model", made)
    assert set(found) == set(made)
    assert all(np.array_equal(found[digest], made[digest]) for digest in made)
    assert catalogue.vectors("another model", made) == {}


def test_a_vector_already_there_stays(catalogue: Catalogue) -> None:
    catalogue.store_vectors("model", {"a": np.asarray([1.0], dtype=np.float32)})
    catalogue.store_vectors("model", {"a": np.asarray([2.0], dtype=np.float32)})
    assert list(catalogue.vectors("model", ["a"])["a"]) == [1.0]


def test_only_the_vectors_of_one_model_can_be_kept(catalogue: Catalogue) -> None:
    for model in ("old", "new"):
        catalogue.store_vectors(model, vectors("a"))
    catalogue.keep_vectors_of("new")
    assert catalogue.vectors("old", ["a"]) == {}
    assert set(catalogue.vectors("new", ["a"])) == {"a"}


def test_settings_are_kept_and_replaced(catalogue: Catalogue) -> None:
    assert catalogue.settings() == {}
    catalogue.set_settings({"model": "one", "analysis": "a"})
    catalogue.set_settings({"model": "two"})
    assert catalogue.settings() == {"model": "two", "analysis": "a"}


def test_terms_are_replaced(catalogue: Catalogue) -> None:
    publish(catalogue, OTHER)
    (passage,) = OTHER.passages
    catalogue.replace_terms({passage.id: "suppe kokk"})
    assert catalogue.passages([OTHER.generation_id]) == [(passage, ["suppe", "kokk"])]


def test_all_is_there_after_reopening(url: str) -> None:
    first = Catalogue(url)
    publish(first, OLD)
    first.close()
    again = Catalogue(url)
    assert again.current() == [(OLD.generation_id, OLD.document)]
    again.close()


def test_the_migrations_make_the_tables_of_the_models(catalogue: Catalogue, url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        assert set(inspect(connection).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    engine.dispose()


@pytest.mark.parametrize("place", ["file/catalogue.sqlite3", "none/catalogue.sqlite3", "folder", "file"])
def test_a_place_that_cannot_hold_a_catalogue_is_told_plainly(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"These are only words and no database. " * 40)
    (tmp_path / "folder").mkdir()
    with pytest.raises(CatalogueError, match=f"{place} kunne ikke leses eller skrives .*at datamappen kan skrives"):
        Catalogue(f"sqlite:///{tmp_path / place}")


def test_a_catalogue_that_can_only_be_read_is_told_plainly(url: str, tmp_path: Path) -> None:
    first = Catalogue(url)
    publish(first, OLD)
    first.close()
    opened = Catalogue(f"sqlite:///file:{tmp_path / 'catalogue.sqlite3'}?mode=ro&uri=true")
    assert shown(opened) == [OLD.generation_id]
    with pytest.raises(CatalogueError, match=r"readonly database\); se etter at datamappen kan skrives"):
        begin(opened, NEW)
    opened.close()


def test_the_words_that_a_text_explains_are_kept_with_its_generation(catalogue: Catalogue) -> None:
    explains = read("Mat\n\nMed mat menes suppe.", id="matplan")
    publish(catalogue, explains)
    assert tuple(catalogue.terms([explains.generation_id])) == explains.terms != ()
    catalogue.remove("matplan")
    assert catalogue.terms([explains.generation_id]) == []

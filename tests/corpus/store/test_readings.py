from corpus.models import Word
from corpus.store.catalogue import Catalogue
from tests.corpus.catalogued import OLD, OTHER, publish
from tests.ingest.made_up import read


def test_a_published_generation_is_whole(catalogue: Catalogue) -> None:
    publish(catalogue, OLD)
    ids = [OLD.generation_id]
    assert tuple(passage for passage, _ in catalogue.readings.passages(ids)) == OLD.passages
    assert next(words for _, words in catalogue.readings.passages(ids)) == ["ord", "1"]
    assert tuple(catalogue.readings.measures(ids)) == OLD.measures
    assert tuple(catalogue.readings.units(ids)) == OLD.units
    assert tuple(catalogue.readings.duties(ids)) == OLD.duties != ()
    assert tuple(catalogue.readings.pages(ids).values()) == OLD.pages
    assert catalogue.readings.texts(OLD.generation_id) == tuple(
        page.model_copy(update={"words": ()}) for page in OLD.pages
    )
    assert catalogue.readings.page(OLD.generation_id, 2) == OLD.pages[1]
    assert catalogue.readings.page(OLD.generation_id, 99) is None
    assert catalogue.readings.page("turplan@none", 1) is None


def test_the_words_of_a_page_are_there_when_asked_for(catalogue: Catalogue) -> None:
    words = (Word(text="Mat", box=(10.5, 20.0, 31.25, 32.0)), Word(text="Kokken", box=(10.5, 40.0, 60.0, 52.0)))
    page = OTHER.pages[0].model_copy(update={"words": words, "width": 595.0, "height": 842.0})
    publish(catalogue, OTHER.model_copy(update={"pages": (page,)}))
    assert catalogue.readings.page(OTHER.generation_id, 1) == page
    assert catalogue.readings.page(OTHER.generation_id, 1, words=False) == page.model_copy(update={"words": ()})
    assert catalogue.readings.pages([OTHER.generation_id]) == {(OTHER.generation_id, 1): page}
    assert catalogue.readings.page(OTHER.generation_id, 2) is None


def test_terms_are_replaced(catalogue: Catalogue) -> None:
    publish(catalogue, OTHER)
    (passage,) = OTHER.passages
    catalogue.readings.replace_terms({passage.id: "suppe kokk"})
    assert catalogue.readings.passages([OTHER.generation_id]) == [(passage, ["suppe", "kokk"])]


def test_the_words_that_a_text_explains_are_kept_with_its_generation(catalogue: Catalogue) -> None:
    explains = read("Mat\n\nMed mat menes suppe.", id="matplan")
    publish(catalogue, explains)
    assert tuple(catalogue.readings.terms([explains.generation_id])) == explains.terms != ()
    catalogue.remove("matplan")
    assert catalogue.readings.terms([explains.generation_id]) == []

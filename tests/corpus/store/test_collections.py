import pytest
from pydantic import ValidationError

from corpus.store.catalogue import Catalogue
from corpus.store.collections import OPEN, Collection, CollectionNotEmptyError
from tests.corpus.catalogued import publish
from tests.ingest.made_up import PLAN, read


def test_the_open_collection_is_always_there(catalogue: Catalogue) -> None:
    collections = catalogue.collections
    assert [one.id for one in collections.all()] == [OPEN]
    assert collections.ids() == {OPEN}
    assert not collections.remove(OPEN)
    collections.put(Collection(id=OPEN, title="Alle planer", kind="open", contact="Servicetorget"))
    collections.put(Collection(id="alnes", title="Alnes", readers=("alle",)))
    assert [(one.id, one.title) for one in collections.all()] == [(OPEN, "Alle planer"), ("alnes", "Alnes")]
    assert not collections.remove(OPEN)
    found = collections.get(OPEN)
    assert found is not None
    assert found.contact == "Servicetorget"
    assert collections.get("finnes-ikke") is None


def test_a_collection_with_documents_is_not_removed(catalogue: Catalogue) -> None:
    collections = catalogue.collections
    collections.put(Collection(id="fjell", title="Fjell"))
    publish(catalogue, read(PLAN, id="turplan", title="Turplan", collection="fjell"))
    with pytest.raises(CollectionNotEmptyError):
        collections.remove("fjell")
    catalogue.remove("turplan")
    assert collections.remove("fjell")
    assert not collections.remove("fjell")


@pytest.mark.parametrize("wrong", ["", "Fjell", "å", "a b", "a--b", "x" * 101, "a/b"])
def test_an_id_that_cannot_stand_in_an_address_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Collection(id=wrong, title="Fjell")

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from corpus.store.catalogue import Catalogue
from tests.corpus.catalogued import OLD, OTHER, publish, vectors


def test_a_vector_that_two_documents_share_survives_the_removal_of_one(catalogue: Catalogue) -> None:
    publish(catalogue, OLD, OTHER)
    catalogue.vectors.store("model", vectors("shared", "only"))
    catalogue.vectors.use(OLD.generation_id, ["shared", "only", "shared"])
    catalogue.vectors.use(OTHER.generation_id, ["shared"])
    catalogue.remove("turplan")
    assert set(catalogue.vectors.of("model", ["shared", "only"])) == {"shared"}
    catalogue.remove("matplan")
    assert catalogue.vectors.of("model", ["shared", "only"]) == {}


def test_vectors_come_back_as_they_were_stored(catalogue: Catalogue) -> None:
    made = {f"d{number}": np.asarray([number, 0.25], dtype=np.float32) for number in range(1_200)}
    catalogue.vectors.store("model", made)
    found = catalogue.vectors.of("model", made)
    assert set(found) == set(made)
    assert all(np.array_equal(found[digest], made[digest]) for digest in made)
    assert catalogue.vectors.of("another model", made) == {}


def test_a_vector_already_there_stays(catalogue: Catalogue) -> None:
    catalogue.vectors.store("model", {"a": np.asarray([1.0], dtype=np.float32)})
    catalogue.vectors.store("model", {"a": np.asarray([2.0], dtype=np.float32)})
    assert list(catalogue.vectors.of("model", ["a"])["a"]) == [1.0]


def test_only_the_vectors_of_one_model_can_be_kept(catalogue: Catalogue) -> None:
    for model in ("old", "new"):
        catalogue.vectors.store(model, vectors("a"))
    catalogue.vectors.keep_only("new")
    assert catalogue.vectors.of("old", ["a"]) == {}
    assert set(catalogue.vectors.of("new", ["a"])) == {"a"}


def test_writers_of_the_same_vectors_do_not_stop_each_other(catalogue: Catalogue) -> None:
    made = {f"d{number}": np.asarray([number, 0.25], dtype=np.float32) for number in range(2_000)}
    with ThreadPoolExecutor(8) as writers:
        for written in [writers.submit(catalogue.vectors.store, "model", made) for _ in range(8)]:
            written.result()
    assert set(catalogue.vectors.of("model", made)) == set(made)

from corpus.library import Library
from tests.ingest.made_up import PLAN, content_of, read


def test_what_a_rebuild_would_mend_is_counted_and_then_mended(shelf: Library) -> None:
    reading = read(PLAN, id="turplan", title="Turplan")
    shelf.publish(reading, content_of(reading))
    health = shelf.health()
    assert health.is_whole
    assert (health.documents, health.readings) == (1, 1)
    assert health.vectors == health.passages == len(reading.passages)
    assert health.reader_versions == {"turplan": reading.reader_version}

    vector = shelf.text_vectors(["Noe annet."])
    shelf._dense.delete([reading.passages[0].id])
    shelf._dense.add(["fremmed"], vector)
    health = shelf.health()
    assert (health.vectors_missing, health.vectors_left_over, health.is_whole) == (1, 1, False)

    shelf.rebuild()
    assert shelf.health().is_whole

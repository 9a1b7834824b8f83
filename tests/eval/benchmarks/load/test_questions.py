from corpus.library import Library
from eval.benchmarks.load.questions import distinct


def test_there_are_as_many_different_questions_as_are_asked_for(library: Library) -> None:
    found = distinct(library.snapshot, 5_000)
    assert len(found) == len(set(found)) == 5_000
    assert found[:100] == distinct(library.snapshot, 100)
    titles = {measure.title for measure in library.snapshot.measures}
    assert titles
    assert all(any(title in question for question in found[: 8 * len(titles)]) for title in titles)
